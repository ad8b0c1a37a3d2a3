import type { Situation } from '@/scenarios/engine/format/situations'
import shapes from './situations.svg'

export type Drawn = Situation | 'tutorial'

/** A tutorial is drawn as what it is. What happens in it matters less. */
export const drawnOf = ({ kind, situation }: { kind: string; situation: Situation }): Drawn =>
  kind === 'tutorial' ? 'tutorial' : situation

/** Fills the box that `className` makes, cut at the sides or at top and bottom. What matters is in the middle of each drawing. */
export const SituationPicture = ({ of, className }: { of: Drawn; className: string }) => (
  <svg className={`situation ${className}`} viewBox="0 0 240 138" preserveAspectRatio="xMidYMid slice" aria-hidden="true">
    <use href={`${shapes.src}#situation-${of}`} />
  </svg>
)
