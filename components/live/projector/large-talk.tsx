import type { ArtefactOf } from '@/scenarios/engine/play/play'
import { type Cast, useSpeaker } from '../../channels/kind'
import { Said } from '../../channels/segments'

type Line = ArtefactOf<'transcript'>['lines'][number]
type Message = ArtefactOf<'messages'>['messages'][number]

export function Talk({ head, lines, cast, other }: { head: React.ReactNode; lines: Message[]; cast: Cast; other: string }) {
  const speaker = useSpeaker(cast)
  return (
    <section>
      {head}
      <div className="mt-[.4em] flex flex-col items-start gap-[.45em]">
        {lines.map(({ id, from, at, segments }) => {
          const mine = from === 'you'
          return (
            <div
              key={id}
              className={`bubble max-w-[42em] rounded-[.9em] border px-[.85em] py-[.4em] ${mine ? 'self-end rounded-se-[.25em] border-transparent bg-me' : 'rounded-ss-[.25em] border-line-2 bg-surface'}`}
            >
              {from !== other && <b className="font-semibold">{speaker(from)}: </b>}
              <Said from={from} segments={segments} />
              <span className="ms-[.6em] whitespace-nowrap text-ink-3">{at}</span>
            </div>
          )
        })}
      </div>
    </section>
  )
}

export function Lines({ lines, cast }: { lines: Line[]; cast: Cast }) {
  const speaker = useSpeaker(cast)
  return (
    <dl className="space-y-[.35em]">
      {lines.map(({ id, from, segments }, i) => (
        <div key={id} className={from === 'you' ? 'text-ink-2' : ''}>
          <dt className={lines[i - 1]?.from === from ? 'sr-only' : 'inline font-semibold'}>{speaker(from)}: </dt>
          <dd className="inline">
            <Said from={from} segments={segments} />
          </dd>
        </div>
      ))}
    </dl>
  )
}
