import type { DrawingProps } from './drawings'
import { useSpeaker } from './kind'
import { Counterpart, Disc } from './person'
import { Sentences } from './segments'

/** Lines appear as they are said (app/channels.css), but are in the document from the start. */
export function Call({ artefact: call, cast }: DrawingProps<'transcript'>) {
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
              <Sentences segments={line.segments} />
            </dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
