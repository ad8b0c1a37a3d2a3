import { useTranslations } from 'use-intl'
import { Mic, Users, Video } from '../ui/icons'
import { Callee, CallState, Lines } from './call'
import { type DrawingProps, useSpeaker } from './kind'
import { Tile } from './tiles'

export function VideoCall({ artefact: { with: id, tiles, lines }, cast }: DrawingProps<'transcript'>) {
  const t = useTranslations('channels')
  const speaker = useSpeaker(cast)
  const last = lines.at(-1)?.from
  const people = new Set([id, ...lines.map(({ from }) => from)])
  people.delete('you')
  return (
    <div className="call">
      <div className="seen">
        <Callee person={cast[id]!} />
        <ul className="tiles" aria-label={t('inTheCall')}>
          {[...people].map((person) => (
            <Tile key={person} name={speaker(person)} person={cast[person]!} speaks={person === last} />
          ))}
          {tiles.map((name, i) => (
            <Tile key={i} name={name} />
          ))}
          <Tile name={t('you')} person={cast.you!} lit speaks={last === 'you'} />
        </ul>
        <CallState icons={[Mic, Video, Users]} />
      </div>
      <Lines lines={lines} cast={cast} />
    </div>
  )
}
