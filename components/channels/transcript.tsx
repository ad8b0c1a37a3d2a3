import type { ArtefactOf } from '@/scenarios/engine/play/play'
import { type Cast, useSpeaker } from './kind'
import { Counterpart, Disc } from './person'
import { Said } from './segments'

/** Lines appear as they are said (app/channels.css), but are in the document from the start. */
export function Transcript({ call, cast }: { call: ArtefactOf<'transcript'>; cast: Cast }) {
  const speaker = useSpeaker(cast)
  return (
    <div>
      <Counterpart person={cast[call.with]!} at={call.at} />
      <dl className="lines">
        {call.lines.map((line, i) => (
          <div key={line.id} className={line.from === call.lines[i - 1]?.from ? 'again' : undefined}>
            <dt>
              <Disc person={cast[line.from]!} className="size-7" />
              {speaker(line.from)}
            </dt>
            <dd>
              <Said {...line} />
            </dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
