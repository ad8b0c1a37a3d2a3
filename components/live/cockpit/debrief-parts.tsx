import { useTranslations } from 'use-intl'
import type { AskedCommand } from '@/scenarios/engine/live/schema'
import { CurveTable } from '../shared/curve'
import { useRoomReportHeading } from '../shared/room-reported'
import type { SoundShares } from '@/scenarios/engine/live/shown-totals'
import { PARTS } from '@/scenarios/engine/live/room-state'
import type { RoomDebrief } from '@/scenarios/engine/live/debrief'

interface Props {
  debrief: RoomDebrief
  part: string
  busy: boolean
  send: (command: AskedCommand) => void
}

/** The steps of the debrief; below them what only the facilitator needs: the reasons, numbers, and what is no step. */
export function DebriefParts(props: Props) {
  const { debrief, part } = props
  const t = useTranslations('liveCockpit.debrief')
  const { others } = debrief
  return (
    <>
      <ol className="mt-3 space-y-1 text-note">
        {debrief.parts.map((id, i) => (
          <Step key={id} {...props} id={id} n={i + 1} />
        ))}
      </ol>
      {part === 'verdict' && debrief.verdict && <Why reasons={debrief.verdict.reasons} />}
      {part === 'ending' && debrief.ending && <Ended ending={debrief.ending} />}
      {part === 'reporting' && debrief.reporting && <Reported reporting={debrief.reporting} />}
      {part === 'ratings' && <CurveTable ratings={debrief.ratings} caption={t('ratings')} />}
      {others.length > 0 && (
        <details className="mt-3 border-t border-line pt-2 text-note" open={others.includes(part) || undefined}>
          <summary className="min-h-8 cursor-pointer content-center font-medium text-accent">{t('others')}</summary>
          <ul className="mt-1 space-y-1">
            {others.map((id) => (
              <Step key={id} {...props} id={id} />
            ))}
          </ul>
        </details>
      )}
    </>
  )
}

function Step({ debrief, part, busy, send, id, n }: Props & { id: string; n?: number }) {
  const partName = usePartName(debrief)
  const decision = debrief.decisions.find((d) => d.scene === id)
  const shown = id === part
  return (
    <li>
      <button
        ref={shown ? inSight : undefined}
        type="button"
        aria-current={shown ? 'step' : undefined}
        aria-disabled={busy}
        onClick={() => send({ type: 'show', part: id })}
        className={`flex scroll-my-44 min-h-11 w-full items-center gap-3 rounded-lg px-3 py-1.5 text-start leading-5 lg:min-h-9 ${shown ? 'bg-accent-soft font-semibold text-accent' : 'hover:bg-sunken'}`}
      >
        <span className="w-5 shrink-0 text-ink-3 tabular-nums">{n}</span>
        <span className="min-w-0">{partName(id)}</span>
        {decision?.sound && (
          <span className="ms-auto max-w-1/2 ps-2 text-end text-fine font-normal text-ink-2 tabular-nums">
            <Sound {...decision.sound} />
          </span>
        )}
      </button>
    </li>
  )
}

function Why({ reasons }: { reasons: string[] }) {
  const t = useTranslations('liveCockpit.debrief')
  if (reasons.length === 0) return null
  return (
    <section className="mt-3 border-t border-line pt-3">
      <h2 className="text-note font-semibold">{t('why')}</h2>
      <ol className="mt-1.5 list-decimal space-y-1 ps-5 text-note leading-normal text-ink-2">
        {reasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ol>
    </section>
  )
}

function Ended({ ending: { outcome, title } }: { ending: NonNullable<RoomDebrief['ending']> }) {
  const t = useTranslations('liveOutcome')
  return (
    <p className="mt-3 border-t border-line pt-3 leading-relaxed">
      {outcome && <b className="font-semibold">{t(outcome)}: </b>}
      {title}
    </p>
  )
}

const Reported = ({ reporting }: { reporting: NonNullable<RoomDebrief['reporting']> }) => (
  <p className="mt-3 border-t border-line pt-3 leading-relaxed">{useRoomReportHeading(reporting)}</p>
)

function Sound({ counts: [first, last] }: SoundShares) {
  const t = useTranslations('liveCockpit.debrief')
  return last ? t('soundTwice', { ...first!, lastN: last.n, lastOf: last.of }) : t('sound', first!)
}

const inSight = (row: HTMLElement | null) => row?.scrollIntoView({ block: 'nearest' })

export function usePartName(debrief: RoomDebrief | null): (id: string) => string {
  const t = useTranslations('liveCockpit.debrief')
  return (id) => {
    const part = PARTS.find((one) => one === id)
    if (part) return t(part)
    return debrief?.decisions.find((d) => d.scene === id)?.title ?? ''
  }
}
