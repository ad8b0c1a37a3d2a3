import { useTranslations } from 'use-intl'
import type { Person } from '@/scenarios/engine/play/play'
import { Mic, VideoOff } from '../ui/icons'
import { Words } from '../ui/words'
import { Disc } from './person'
import { DeviceShape } from './things/phone'

interface TileProps {
  name: string
  /** Nobody of whom only the name is known has a picture. */
  person?: Person
  /** The learner's is the only camera that is on. Nobody has a face, so it shows their picture in a lit room. */
  lit?: boolean
  speaks?: boolean
}
/** One square of a video call. */
export function Tile({ name, person, lit = false, speaks = false }: TileProps) {
  const t = useTranslations('channels')
  return (
    <li className={`tile${lit ? ' lit' : ''}${speaks ? ' speaks' : ''}`}>
      {person ? <Disc person={person} /> : <DeviceShape name="nobody" className="nobody" />}
      <span className="tile-name">
        {lit ? <Mic className="icon" /> : <VideoOff className="icon" />}
        <Words>{name}</Words>
        <span className="sr-only">{t(lit ? 'cameraOn' : 'cameraOff')}</span>
      </span>
    </li>
  )
}
