import type { Wish } from '@/scenarios/engine/format/looks'
import { CalendarDays, Camera, Contact, Folder, type Icon, MapPin, MessageSquare, Mic, X, Check } from '../../ui/icons'
import { Words } from '../../ui/words'
import { ActsOn, useActsOn } from '../acts'
import type { DrawingProps } from '../kind'
import { Sentence } from '../segments'
import { AppMark, Handset } from './phone'

const WISHES: Record<Wish, Icon> = {
  calendar: CalendarDays,
  camera: Camera,
  contacts: Contact,
  files: Folder,
  messages: MessageSquare,
  microphone: Mic,
  place: MapPin,
}

/** An app asks. The acts that stand on it are the buttons of its dialog; if there are none, it has drawn ones. */
export function Permission({ artefact: { id, device, title, segments } }: DrawingProps<'notice'>) {
  const acts = useActsOn(id)
  return (
    <Handset locked>
      <p className="device">
        <Words>{device}</Words>
      </p>
      <div className="dialog">
        <span className="app-icon" aria-hidden="true">
          <AppMark of={id} />
        </span>
        <h3>
          <Words>{title}</Words>
        </h3>
        <ul>
          {segments.map((segment) => {
            const Wished = segment.wish && WISHES[segment.wish]
            return (
              <li key={segment.id}>
                {Wished && <Wished className="icon" />}
                <Sentence segment={segment} alone />
              </li>
            )
          })}
        </ul>
        {acts.length === 0 && (
          <div className="drawn-choice" aria-hidden="true">
            <span className="drawn-button">
              <X className="icon" />
            </span>
            <span className="drawn-button">
              <Check className="icon" />
            </span>
          </div>
        )}
        <ActsOn artefact={id} className="acts-device" />
      </div>
    </Handset>
  )
}
