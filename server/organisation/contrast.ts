import 'server-only'
import { clampChroma, converter, formatHex, interpolate, wcagContrast } from 'culori'

/** Colours as `#rrggbb`, and the contrast between them. */

/** The contrast ratio of WCAG 2.2, from 1 to 21, whichever of the two is the text. */
export const contrast = (one: string, other: string): number => wcagContrast(one, other)

/** @param share of the first colour, from 0 to 1 */
export const mix = (first: string, second: string, share: number): string => formatHex(interpolate([second, first], 'rgb')(share))

/** Perceived lightness, chroma and hue. */
const toOklch = converter('oklch')
const STEP = 0.004
/** The colour of the same hue, nearest in lightness, that passes; the colour itself if it does; null if none does. */
export function nearest(colour: string, passes: (colour: string) => boolean): string | null {
  if (passes(colour)) return colour
  const given = toOklch(colour)!
  for (let away = STEP; away <= 1; away += STEP) {
    for (const l of [given.l - away, given.l + away]) {
      if (l < 0 || l > 1) continue
      // With as much chroma as a screen can show at that lightness.
      const candidate = formatHex(clampChroma({ ...given, l }, 'oklch'))
      if (passes(candidate)) return candidate
    }
  }
  return null
}
