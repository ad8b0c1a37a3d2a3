import { Building2, CircleCheck, FileText, Phone, Search, Users } from '../ui/icons'
import { useTranslations } from 'use-intl'
import { type Check, checkOffer, sceneOf } from '@/scenarios/engine/play/play'
import { FIELD } from '@/scenarios/engine/play/moment-form'
import { findingOf } from '@/scenarios/engine/play/prose'
import type { MomentProps } from './moment-props'
import { CloseSheet } from './sheet'
import { Words } from '../ui/words'

const ICONS = { person: Users, register: Building2, search: Search, phone: Phone, document: FileText }

interface Props extends MomentProps {
  checks: Check[]
  left: number
  done: boolean
  action: string
}

export function Checks({ checks, play, state, steps, left, done, action }: Props) {
  const t = useTranslations('play')
  const { budget } = sceneOf(play, state)
  return (
    <section id="checks" tabIndex={-1} className="panel card p-5 shadow-card outline-none" aria-labelledby="checks-h">
      <CloseSheet />
      <div className="flex flex-wrap items-baseline justify-between gap-x-3">
        <h2 id="checks-h" className="font-semibold">
          {t(done ? 'checksDone' : 'checks')}
        </h2>
        <span className="text-small text-ink-2">
          {t.rich('checksLeft', { minutes: left, budget, b: (chunks) => <b className="font-semibold text-ink">{chunks}</b> })}
        </span>
      </div>
      <Minutes left={left} budget={budget} />
      {state.checks.length === 0 && <p className="mt-2.5 text-small leading-normal text-ink-2">{t('storyMinutes')}</p>}
      <ul className="mt-3.5 space-y-2.5">
        {checks.map((check) => (
          <li key={check.id}>
            <CheckItem check={check} offer={checkOffer(play, state, check)} finding={findingOf(play, steps, check)} action={action} />
          </li>
        ))}
      </ul>
    </section>
  )
}

/** One mark for each minute, or for a share of them if there are many; spent ones are grey. */
function Minutes({ left, budget }: { left: number; budget: number }) {
  const t = useTranslations('play')
  const marks = Math.min(budget, 16)
  return (
    <svg
      viewBox={`0 0 ${marks} 1`}
      preserveAspectRatio="none"
      className="minutes mt-2.5 h-1.5 w-full"
      role="img"
      aria-label={t('checksUsed', { used: budget - left, budget })}
    >
      {Array.from({ length: marks }, (_, i) => (
        <rect key={i} x={i} width={1 - marks / 160} height="1" data-spent={i < ((budget - left) * marks) / budget || undefined} />
      ))}
    </svg>
  )
}

interface ItemProps {
  check: Check
  offer: ReturnType<typeof checkOffer>
  finding: string | null
  action: string
}
function CheckItem({ check, offer, finding, action }: ItemProps) {
  const t = useTranslations('play')
  const Icon = ICONS[check.via]
  const cost = (
    <span className="ms-auto whitespace-nowrap ps-2 text-fine font-normal text-ink-2">{t('minutes', { minutes: check.minutes })}</span>
  )
  if (offer === 'made') {
    return (
      <div id={`check-${check.id}`} tabIndex={-1} className="rounded-xl border border-line bg-surface-2 px-3.5 py-3">
        <p className="flex items-center gap-2 text-note font-medium">
          <CircleCheck className="icon text-good" />
          <span>
            <Words>{check.text}</Words>
            <span className="sr-only">{`, ${t('checked')}`}</span>
          </span>
          {cost}
        </p>
        <p className="mt-1 ps-[1.65rem] text-small leading-normal text-ink-2">
          <Words>{finding ?? undefined}</Words>
        </p>
      </div>
    )
  }
  const shape = 'flex min-h-12 w-full items-center gap-2.5 rounded-xl border px-3.5 py-2 text-start text-note leading-5'
  if (offer === 'no-time') {
    return (
      <div className={`${shape} border-dashed border-line-2 text-ink-3`}>
        <Icon className="icon" />
        <span>
          <Words>{check.text}</Words>
          <span className="block text-fine">{t('noTime')}</span>
        </span>
        {cost}
      </div>
    )
  }
  return (
    <button
      type="submit"
      name={FIELD.check}
      value={check.id}
      formAction={`${action}#checks`}
      className={`${shape} border-control bg-surface font-medium hover:bg-sunken`}
    >
      <Icon className="icon text-ink-3" />
      <span>
        <Words>{check.text}</Words>
      </span>
      {cost}
    </button>
  )
}
