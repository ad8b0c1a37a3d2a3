import type { Person } from '@/scenarios/engine/play'

/** Initials on a plain disc: no faces, so that no face can be a clue. */
export const Disc = ({ person, className = '' }: { person: Person; className?: string }) => (
  <span aria-hidden="true" className={`grid size-10 shrink-0 place-items-center rounded-full bg-sunken text-[.875rem] font-semibold text-ink-2 ring-1 ring-line-2 ${className}`}>
    {person.initials}
  </span>
)
