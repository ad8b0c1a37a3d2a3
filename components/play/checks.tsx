import { Building2, CircleCheck, FileText, Phone, Search, Users } from '../ui/icons'
import { useTranslations } from 'use-intl'
import { type Check, checkOffer } from '@/scenarios/engine/play/play'
import { FIELD } from '@/scenarios/engine/play/form'
import { findingOf } from '@/scenarios/engine/play/prose'
import type { MomentProps } from './moment-props'
import { Words } from '../ui/words'

const ICONS = { person: Users, register: Building2, search: Search, phone: Phone, document: FileText }

interface Props extends MomentProps {
  checks: Check[]
  left: number
  budget: number
  action: string
}

/** What can be found out before answering, for story minutes. */
export function Checks({ checks, play, state, steps, left, budget, action }: Props) {
  const t = useTranslations('play')
  const used = checks.filter((c) => state.checks.includes(c.id))
  return (
    <section id="checks" className="card p-5 shadow-card" aria-labelledby="checks-h">
      <div className="flex flex-wrap items-baseline justify-between gap-x-3">
        <h2 id="checks-h" className="font-semibold">
          {t('checks')}
        </h2>
        <span className="text-small text-ink-2">
          {t.rich('checksLeft', { minutes: left, b: (chunks) => <b className="font-semibold text-ink">{chunks}</b> })}
        </span>
      </div>
      <svg
        viewBox={`0 0 ${budget} 1`}
        preserveAspectRatio="none"
        className="mt-2.5 h-2 w-full overflow-hidden rounded-full bg-line-2"
        role="img"
        aria-label={t('checksUsed', { used: budget - left, budget })}
      >
        {used.map((check, i) => (
          <rect
            key={check.id}
            className="fill-accent"
            y="0"
            height="1"
            width={Math.max(0, check.minutes - budget / 80)}
            x={used.slice(0, i).reduce((sum, c) => sum + c.minutes, 0)}
          />
        ))}
      </svg>
      <ul className="mt-4 space-y-2.5">
        {checks.map((check) => (
          <li key={check.id}>
            <CheckItem check={check} offer={checkOffer(play, state, check)} finding={findingOf(play, steps, check)} action={action} />
          </li>
        ))}
      </ul>
    </section>
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
            <span className="sr-only">, {t('checked')}</span>
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
