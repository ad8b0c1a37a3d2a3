import { useTranslations } from 'use-intl'
import type { AskedCommand } from '@/scenarios/engine/live/schema'
import type { RoomView } from '@/scenarios/engine/live/view'
import { isSkipped } from './next-step'
import { CurveTable } from '../shared/curve'
import { useRoomReportHeading } from '../shared/room-reported'
import type { SoundShares } from '@/scenarios/engine/live/shown-totals'
import { PARTS, reasonOf } from '@/scenarios/engine/live/room-state'
import type { RoomDebrief } from '@/scenarios/engine/live/debrief'

export function DebriefParts({
  debrief,
  facilitator,
  part,
  busy,
  send,
}: {
  debrief: RoomDebrief
  facilitator: RoomView['facilitator']
  part: string
  busy: boolean
  send: (command: AskedCommand) => void
}) {
  const t = useTranslations('liveCockpit.debrief')
  const partName = usePartName(debrief)
  const numbered = debrief.parts.filter((id) => reasonOf(id) === 0)
  return (
    <>
      <ol className="mt-3 space-y-1 text-note">
        {debrief.parts.map((id) => {
          // The reasons belong to the verdict, and fold away with it.
          if (reasonOf(id) > 0 && part !== 'verdict' && reasonOf(part) === 0) return null
          const decision = debrief.decisions.find((d) => d.scene === id)
          const shown = id === part
          const reason = shown ? debrief.verdict?.reasons[reasonOf(id) - 1] : undefined
          return (
            <li key={id}>
              <button
                ref={shown ? inSight : undefined}
                type="button"
                aria-current={shown ? 'step' : undefined}
                aria-disabled={busy}
                onClick={() => send({ type: 'show', part: id })}
                className={`flex scroll-my-44 min-h-11 w-full items-center gap-3 rounded-lg px-3 py-1.5 text-start leading-5 lg:min-h-9 ${shown ? 'bg-accent-soft font-semibold text-accent' : 'hover:bg-sunken'}`}
              >
                <span className="w-5 shrink-0 text-ink-3 tabular-nums">{reasonOf(id) === 0 && numbered.indexOf(id) + 1}</span>
                <span className={`min-w-0 ${reason ? 'font-medium' : ''}`}>{reason ?? partName(id)}</span>
                {isSkipped({ facilitator }, id) && (
                  <span className="chip shrink-0 bg-sunken py-0 font-normal text-ink-2">{t('skipped')}</span>
                )}
                {decision?.sound && (
                  <span className="ms-auto max-w-1/2 ps-2 text-end text-fine font-normal text-ink-2 tabular-nums">
                    <Sound {...decision.sound} />
                  </span>
                )}
              </button>
            </li>
          )
        })}
      </ol>
      {part === 'reporting' && debrief.reporting && <Reported reporting={debrief.reporting} />}
      {part === 'ratings' && <CurveTable ratings={debrief.ratings} caption={t('ratings')} />}
    </>
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
    const n = reasonOf(id)
    return n > 0 ? t('reason', { n }) : (debrief?.decisions.find((d) => d.scene === id)?.title ?? '')
  }
}
