import type { ArtefactOf } from '@/scenarios/engine/play/play'
import { type Cast, useSpeaker } from './kind'
import { Counterpart, Disc } from './person'
import { Said } from './segments'

/** A call or a talk: its lines appear as they are said (app/channels.css), and are there for everybody from the start. */
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
