import { ChevronDown, CircleCheck, MessageCircleMore } from '../ui/icons'
import { useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { FIELD } from '@/scenarios/engine/play/form'
import type { Scene } from '@/scenarios/engine/play/play'
import { Words } from '../ui/words'

export interface TellProps {
  tell: Scene['tell']
  /** What was answered; null as long as nobody was told here. */
  reply: string | null
}

/**
 * Telling somebody: always in the same place, beside whatever else one may do. Nobody is prompted, since whether people think of
 * it is what is measured.
 */
export function TellCard({ tell, reply }: TellProps) {
  const words = useWords(tell)
  const t = useTranslations('play')
  const told = reply !== null
  return (
    <section id="tell" aria-label={t('telling')} className="card p-2.5 shadow-card max-lg:hidden">
      {/* The same button before and after, so that the focus stays where it is. */}
      <button
        type={told ? 'button' : 'submit'}
        name={FIELD.tell}
        value="1"
        aria-disabled={told || undefined}
        className={`btn w-full justify-start text-start ${told ? 'cursor-default text-good' : 'btn-quiet'}`}
      >
        {told ? <CircleCheck className="icon" /> : <MessageCircleMore className="icon text-ink-3" />}
        <span>
          <Words>{words}</Words>
        </span>
        {told && <span className="ms-auto ps-2 text-fine font-medium">{t('told')}</span>}
      </button>
      {told && <Reply>{reply}</Reply>}
    </section>
  )
}

/** The same at the bottom of a narrow screen. The reply stands above it and can be folded away. */
export function TellInDock({ tell, reply }: TellProps) {
  const words = useWords(tell)
  const t = useTranslations('play')
  const summary = useFocusOnceTold(reply)
  const shape = 'flex min-h-14 w-full items-center justify-center gap-1.5 px-1.5 text-start text-fine font-medium leading-snug'
  if (reply === null) {
    return (
      <button type="submit" name={FIELD.tell} value="1" className={`${shape} text-ink`}>
        <MessageCircleMore className="icon text-ink-3" />
        <Words>{words}</Words>
      </button>
    )
  }
  return (
    <details id="told" open className="group">
      <summary ref={summary} className={`${shape} text-good`}>
        <CircleCheck className="icon" />
        {t('told')}
        <span className="sr-only">: {words}</span>
        <ChevronDown className="icon group-not-open:rotate-180" />
      </summary>
      <div className="absolute inset-x-0 bottom-full max-h-[50dvh] overflow-y-auto border-t border-line bg-surface px-2 pb-2">
        <Reply>{reply}</Reply>
      </div>
    </details>
  )
}

const Reply = ({ children }: { children: string }) => (
  <p className="mt-2 rounded-xl bg-good-soft px-4 py-3 leading-relaxed">
    <Words>{children}</Words>
  </p>
)

function useWords({ text }: Scene['tell']): string {
  const t = useTranslations('play')
  return text ?? t('tell')
}

/** Where the button gave way to what says that it was done, the focus goes there. A hidden element takes none. */
function useFocusOnceTold(reply: string | null) {
  const target = useRef<HTMLElement>(null)
  const last = useRef(reply)
  useEffect(() => {
    if (last.current === null && reply !== null) target.current?.focus({ preventScroll: true })
    last.current = reply
  }, [reply])
  return target
}
