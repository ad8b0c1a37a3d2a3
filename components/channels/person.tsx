import type { Person } from '@/scenarios/engine/play/play'
import { Words } from '../ui/words'
import type { Cast } from './kind'
import shapes from './pictures.svg'

/** A thing, drawn by lot. No face, so that no face can be a clue. */
export const Disc = ({ person, className = '' }: { person: Person; className?: string }) => (
  <svg className={`disc ${className}`} viewBox="0 0 32 32" aria-hidden="true">
    <use href={`${shapes.src}#picture-${person.picture}`} />
  </svg>
)

export const roleOf = ({ title, organisation }: Person): string => [title, organisation].filter(Boolean).join(', ')

export const saidOnce = (cast: Cast, id: string): Cast => ({ ...cast, [id]: { ...cast[id]!, title: '', organisation: undefined } })

/** Whom one writes with, in the bar of the program. */
export const Counterpart = ({ person, channel }: { person: Person; channel: string }) => (
  <div className="counterpart">
    <Disc person={person} className="writer" />
    <div>
      <h2>{person.name}</h2>
      <p>
        {roleOf(person) && (
          <span>
            <Words>{roleOf(person)}</Words>
          </span>
        )}{' '}
        <span>
          <Words>{channel}</Words>
        </span>
      </p>
    </div>
  </div>
)
