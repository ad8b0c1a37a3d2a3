/**
 * A pseudo-language: every letter accented, every text a third longer, in brackets. What is not in brackets on a page
 * was hard-coded; what has lost its closing bracket was cut. Arguments and tags of messages are left alone.
 */
const ACCENTS: Record<string, string> = {
  a: 'å', e: 'é', i: 'î', o: 'ö', u: 'û', c: 'ç', n: 'ñ', s: 'š', y: 'ý', z: 'ž', A: 'Å', E: 'É', I: 'Î', O: 'Ö', U: 'Û', C: 'Ç', N: 'Ñ', S: 'Š',
}

export function pseudo<T>(messages: T): T {
  if (typeof messages === 'string') return `[${accented(messages)}${' ~'.repeat(Math.ceil(messages.length / 6))}]` as T
  return Object.fromEntries(Object.entries(messages as object).map(([key, value]) => [key, pseudo(value)])) as T
}

/** Accents what stands outside braces and tags, and inside the texts of plurals. */
function accented(message: string): string {
  let out = ''
  for (let i = 0; i < message.length; i++) {
    const rest = message.slice(i)
    const kept = /^(<\/?\w+>|\{\w+\}|\{\w+, (?:plural|select),|(?:=\d+|zero|one|two|few|many|other|\w+) \{)/.exec(rest)
    const atSelector = kept && (/^[{<]/.test(rest) || insidePlural(message.slice(0, i)))
    if (atSelector) {
      out += kept[0]
      i += kept[0].length - 1
    } else out += ACCENTS[message[i]!] ?? message[i]
  }
  return out
}
const insidePlural = (before: string): boolean => /\{\w+, (?:plural|select),/.test(before) && depth(before) % 2 === 1
const depth = (text: string): number => [...text].reduce((d, c) => d + (c === '{' ? 1 : c === '}' ? -1 : 0), 0)
