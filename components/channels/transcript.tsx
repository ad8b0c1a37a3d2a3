import type { ArtefactOf } from '@/scenarios/engine/play/play'
import { type Cast, useSpeaker } from './kind'
import { Counterpart } from './person'
import { Said } from './segments'

/** A call, as a transcript. */
export function Transcript({ call, cast }: { call: ArtefactOf<'transcript'>; cast: Cast }) {
  const speaker = useSpeaker(cast)
  return (
    <div>
      <Counterpart person={cast[call.with]!} at={call.at} />
      <dl className="space-y-3 px-4 py-4 leading-relaxed sm:px-5">
        {call.lines.map((line) => (
          <div key={line.id} className="grid gap-x-4 sm:grid-cols-[9rem_1fr]">
            <dt className="text-small leading-6 text-ink-3">{speaker(line.from)}</dt>
            <dd>
              <Said {...line} />
            </dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
