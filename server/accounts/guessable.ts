import 'server-only'

/**
 * How much of a password somebody would have to guess, in points. One point each: a common password, a part of the person's own name or
 * address, a row of keys, up to four digits, a run of punctuation, and every other character. This is the measure that Microsoft describes
 * for the banned lists of Entra ID, but we count whole runs as one.
 */
export function pointsOf(password: string, isKnown: (part: string) => boolean): number {
  const plain = password.normalize('NFKC').toLowerCase()
  return Math.min(...[plain, unleet(plain), unleet(plain, /[013457@$]/g)].map((text) => cheapest(text, isKnown)))
}
/** A password below this is refused. Four unrelated words written together just pass. */
export const LEAST_POINTS = 4

const LEET: Record<string, string> = { '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '7': 't', '@': 'a', $: 's', '!': 'i' }
/** An exclamation mark may replace a letter or be punctuation. */
const unleet = (text: string, signs = /[013457@$!]/g): string => text.replace(signs, (c) => LEET[c]!)

/** Shorter parts of a name do not count as known. */
const LEAST_PART = 3
const LONGEST_PART = 64

function cheapest(text: string, isKnown: (part: string) => boolean): number {
  const best = [0]
  for (let end = 1; end <= text.length; end++) {
    best[end] = best[end - 1]! + 1
    for (let start = Math.max(0, end - LONGEST_PART); start < end - 1; start++) {
      if (best[start]! + 1 >= best[end]!) continue
      const part = text.slice(start, end)
      if (isRun(part) || (part.length >= LEAST_PART && isKnown(part))) best[end] = best[start]! + 1
    }
  }
  return best[text.length]!
}

const ROWS = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm', 'qwertzuiop', 'yxcvbnm', 'azertyuiop', '1234567890', 'abcdefghijklmnopqrstuvwxyz']
const BOTH_WAYS = ROWS.flatMap((row) => [row, [...row].reverse().join('')])
const isRun = (part: string): boolean =>
  /^\d{1,4}$/.test(part) ||
  /^[^\p{L}\p{N}\s]+$/u.test(part) ||
  (part.length >= 3 && (/^(.)\1+$/u.test(part) || BOTH_WAYS.some((row) => row.includes(part))))

/** The parts of a name, an address or an organisation that anyone may know: `ann.lee@ministry.example` gives ann, lee, annlee, ministry. */
export function partsOf(texts: readonly string[]): Set<string> {
  const parts = texts.flatMap((text) => {
    const [local = '', domain = ''] = text.normalize('NFKC').toLowerCase().split('@')
    const words = local.split(/[^\p{L}\p{N}]+/u)
    const ofAddress = domain && [domain, `${local}@${domain}`, ...domain.split(/[^\p{L}\p{N}]+/u).slice(0, -1)]
    return [...words, words.join(''), ...local.split(/\s+/u), ...ofAddress]
  })
  return new Set(parts.filter((part) => part.length >= LEAST_PART).flatMap((part) => [part, unleet(part)]))
}
