import type { Person } from '@/scenarios/engine/play/play'
import { Words } from '../ui/words'

/** Initials on a plain disc: no faces, so no face can be a clue. */
export const Disc = ({ person }: { person: Person }) => (
  <span
    aria-hidden="true"
    className="grid size-10 shrink-0 place-items-center rounded-full bg-sunken text-small font-semibold text-ink-2 ring-1 ring-line-2"
  >
    {person.initials}
  </span>
)

/** Somebody's title and organisation. */
export const roleOf = ({ title, organisation }: Person): string => [title, organisation].filter(Boolean).join(', ')

/** The other side of a thread or a call. `at` says when. */
export const Counterpart = ({ person, at }: { person: Person; at?: string }) => (
  <div className="flex items-center gap-3 border-b border-line px-4 py-3 sm:px-5">
    <Disc person={person} />
    <div className="min-w-0">
      <h3 className="font-semibold leading-5">{person.name}</h3>
      <p className="text-small leading-5 text-ink-2">
        <Words>{[roleOf(person), at].filter(Boolean).join(' · ')}</Words>
      </p>
    </div>
  </div>
)
