import type { Variant } from '@/scenarios/engine/format/schema'

export interface Guesses {
  right: number
  of: number
}
interface Draw {
  /** How many scenarios are opened, one after the other. */
  opened: number
  /** @param met the variants so far, which debriefs have told */
  draw(met: readonly Variant[], coin: Variant): Variant
}

/** How likely the next one is an approach, for somebody who knows how it is drawn. */
export const chanceOfApproach = ({ draw }: Pick<Draw, 'draw'>, met: readonly Variant[]): number =>
  (['hostile', 'genuine'] as const).filter((coin) => draw(met, coin) === 'hostile').length / 2

/** How many guesses are right on average over a whole course, if each takes what is likelier. */
export function bestGuesses(course: Draw, met: readonly Variant[] = []): Guesses {
  if (met.length === course.opened) return { right: 0, of: 0 }
  const hostile = chanceOfApproach(course, met)
  const after = (next: Variant) => (hostile === (next === 'hostile' ? 0 : 1) ? 0 : bestGuesses(course, [...met, next]).right)
  return {
    right: Math.max(hostile, 1 - hostile) + hostile * after('hostile') + (1 - hostile) * after('genuine'),
    of: course.opened - met.length,
  }
}
