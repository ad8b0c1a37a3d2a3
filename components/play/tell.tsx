import { CircleCheck, MessageCircleMore } from '../ui/icons'
import { useTranslations } from 'use-intl'
import { FIELD } from '@/scenarios/engine/play/form'
import type { Scene } from '@/scenarios/engine/play/play'
import { Words } from '../ui/words'
import { CloseSheet } from './sheet'

interface Props {
  tell: Scene['tell']
  /** What was answered; null as long as nobody was told here. */
  reply: string | null
  action: string
}

/**
 * Telling somebody: always in the same place, beside whatever else one may do. Nobody is prompted, since whether people think of
 * it is what is measured.
 */
export function TellCard({ tell, reply, action }: Props) {
  const t = useTranslations('play')
  const told = reply !== null
  return (
    <section id="tell" tabIndex={-1} aria-labelledby="tell-h" className="panel card p-2.5 shadow-card outline-none sheets:p-5">
      <CloseSheet />
      <h2 id="tell-h" className="sr-only font-semibold sheets:not-sr-only sheets:mb-3">
        {t('telling')}
      </h2>
      {/* The same button before and after, so that the focus stays where it is. */}
      <button
        type={told ? 'button' : 'submit'}
        name={FIELD.tell}
        value="1"
        formAction={`${action}#tell`}
        aria-disabled={told || undefined}
        className={`btn w-full justify-start text-start ${told ? 'cursor-default text-good' : 'btn-quiet'}`}
      >
        {told ? <CircleCheck className="icon" /> : <MessageCircleMore className="icon text-ink-3" />}
        <span>
          <Words>{tell.text ?? t('tell')}</Words>
        </span>
        {told && <span className="ms-auto ps-2 text-fine font-medium">{t('told')}</span>}
      </button>
      {told && (
        <p className="mt-2 rounded-xl bg-good-soft px-4 py-3 leading-relaxed">
          <Words>{reply}</Words>
        </p>
      )}
    </section>
  )
}
