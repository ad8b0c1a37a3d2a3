/** `04:25:07.25`: two to four digits of hours, and two decimals, because some LMSs reject three. @param seconds cut to the range */
export function timespan(seconds: number): string {
  const hundredths = Math.min(Math.round(Math.max(0, seconds) * 100), MOST_HOURS * 360_000 - 1)
  const [whole, rest] = [Math.floor(hundredths / 100), hundredths % 100]
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
  return `${parts.map(twoDigits).join(':')}.${twoDigits(rest)}`
}
const MOST_HOURS = 10_000

/** `PT15907.25S`: two decimals. */
export const duration = (seconds: number): string => `PT${Math.max(0, seconds).toFixed(2)}S`

/** The learner's local time of day, because SCORM 1.2 has no time zones: `16:25:07.25`. @param at milliseconds since 1970 */
export function timeOfDay(at: number): string {
  const date = new Date(at)
  const parts = [date.getHours(), date.getMinutes(), date.getSeconds()]
  return `${parts.map(twoDigits).join(':')}.${twoDigits(Math.floor(date.getMilliseconds() / 10))}`
}

/** `2026-11-27T16:25:07.25Z`. Moodle rejects a time without a fraction, with three decimals or with `+00:00`. */
export const timestamp = (at: number): string => new Date(at).toISOString().replace(/(\.\d\d)\dZ$/, '$1Z')

/** Out of 100, with at most two decimals. @param share 0 to 1 */
export const percent = (share: number): string => String(Math.round(share * 10_000) / 100)

export const scaled = (share: number): string => String(Math.round(share * 10_000) / 10_000)

/** One line of at most so many characters. Leading braces go, because they would announce a language. */
export function line(text: string, most: number): string {
  const flat = text.replace(/\s+/g, ' ').trim().replace(/^\{+/, '')
  if (flat.length <= most) return flat
  let cut = ''
  for (const character of flat) {
    if (cut.length + character.length >= most) break
    cut += character
  }
  return `${cut}…`
}

export function numberIn(text: string | null, [least, most]: readonly [number, number]): number | null {
  const value = text === null || text.trim() === '' ? Number.NaN : Number(text)
  return value >= least && value <= most ? value : null
}

const twoDigits = (n: number): string => String(n).padStart(2, '0')

/** An id that people can read, in what every platform takes: letters, digits, `_` and `.`. */
export const named = (id: string, name: string): string => (name ? `${name}.${id}` : id)
