import 'server-only'

/** Colours as `#rrggbb`, and how well one is read on another. */
const channels = (colour: string): number[] => [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
const hex = (parts: number[]): string =>
  `#${parts
    .map((c) =>
      Math.round(Math.min(1, Math.max(0, c)) * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`
const toLinear = (c: number): number => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
const toSrgb = (c: number): number => (c <= 0.0031308 ? c * 12.92 : 1.055 * c ** (1 / 2.4) - 0.055)

/** The relative luminance of WCAG 2.2, from 0 to 1. */
function luminance(colour: string): number {
  const [r, g, b] = channels(colour).map(toLinear) as [number, number, number]
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

/** The contrast ratio of WCAG 2.2, from 1 to 21, whichever of the two is the text. */
export function contrast(one: string, other: string): number {
  const [a, b] = [luminance(one), luminance(other)]
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
}

/** @param share of the first colour, from 0 to 1 */
export function mix(first: string, second: string, share: number): string {
  const other = channels(second)
  return hex(channels(first).map((c, i) => c * share + other[i]! * (1 - share)))
}

/** OKLab: lightness as the eye sees it, and two axes of hue. */
function toLab(colour: string): [number, number, number] {
  const [r, g, b] = channels(colour).map(toLinear) as [number, number, number]
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ]
}
function fromLab(lightness: number, a: number, b: number): number[] {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ]
}

/** The same hue at another lightness (0 to 1), as strong as a screen can show it there. */
function atLightness([, a, b]: [number, number, number], lightness: number): string {
  for (let strength = 1; strength > 0; strength -= 0.05) {
    const parts = fromLab(lightness, a * strength, b * strength)
    if (parts.every((c) => c >= -0.0005 && c <= 1.0005)) return hex(parts.map((c) => toSrgb(Math.max(0, c))))
  }
  return hex(fromLab(lightness, 0, 0).map((c) => toSrgb(Math.max(0, c))))
}

const STEP = 0.004
/** Of the same hue the colour nearest in lightness that passes; the colour itself if it does; null if none does. */
export function nearest(colour: string, passes: (colour: string) => boolean): string | null {
  if (passes(colour)) return colour
  const lab = toLab(colour)
  for (let away = STEP; away <= 1; away += STEP) {
    for (const lightness of [lab[0] - away, lab[0] + away]) {
      if (lightness < 0 || lightness > 1) continue
      const candidate = atLightness(lab, lightness)
      if (passes(candidate)) return candidate
    }
  }
  return null
}
