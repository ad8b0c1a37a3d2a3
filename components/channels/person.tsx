import type { Person } from '@/scenarios/engine/play/play'
import { Words } from '../ui/words'
import type { Cast } from './kind'
import shapes from './pictures.svg'

/** A thing, drawn by lot. No face, so that no face can be a clue. */
export const Disc = ({ person, className = 'size-10' }: { person: Person; className?: string }) => (
  <svg className={`disc ${className}`} viewBox="0 0 32 32" aria-hidden="true">
    <use href={`${shapes.src}#picture-${person.picture}`} />
  </svg>
)

export const roleOf = ({ title, organisation }: Person): string => [title, organisation].filter(Boolean).join(', ')

export const saidOnce = (cast: Cast, id: string): Cast => ({ ...cast, [id]: { ...cast[id]!, title: '', organisation: undefined } })

export const Counterpart = ({ person, at }: { person: Person; at?: string }) => {
  const sub = [roleOf(person), at].filter(Boolean).join(' · ')
  return (
    <div className="counterpart">
      <Disc person={person} />
      <div>
        <h3>{person.name}</h3>
        {sub && (
          <p>
            <Words>{sub}</Words>
          </p>
        )}
      </div>
    </div>
  )
}
