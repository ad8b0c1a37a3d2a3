import { IntlMessageFormat } from 'intl-messageformat'
import { type Arguments, argumentsOf } from '../../../engine/play/names'
import type { Hit, Rule } from '../../../library/finding'
import { didYouMean } from '../../../library/nearest'
import { type ScenarioSubject, type TextAt, type VariantSubject, inVariants } from '../subject'

type ParsedMessage = { ok: true; needs: string[]; numbers: string[] } | { ok: false; reason: string }

/** The arguments that a message needs. If all have values, it is formatted once, which finds invalid formats. */
function readMessage(text: string, args: Arguments): ParsedMessage {
  if (!text.includes('{'))
    return text.includes('}') ? { ok: false, reason: 'a } without a {: remove it' } : { ok: true, needs: [], numbers: [] }
  try {
    const message = new IntlMessageFormat(text, 'en', undefined, { ignoreTag: true })
    const needs = argumentNames(message.getAst())
    if (needs.every((name) => Object.hasOwn(args, name))) message.format(args)
    const ignored = ignoredIn(message.getAst())
    if (ignored !== undefined) return { ok: false, reason: `the format “${ignored}” means nothing, as ::currency/EUR would` }
    return { ok: true, needs, numbers: numbersIn(message.getAst()) }
  } catch (error) {
    return { ok: false, reason: reasonOf(error, text) }
  }
}

const REASONS: [RegExp, string][] = [
  [/MISSING_OTHER_CLAUSE/, 'a plural or select has no “other {…}”: add it'],
  [/EMPTY_ARGUMENT/, 'nothing stands between { and }: name a value, or remove the braces'],
  [/EXPECT_ARGUMENT_CLOSING_BRACE|UNCLOSED/, 'a { is never closed: add the }'],
  [/(EXPECT|INVALID)_ARGUMENT_TYPE/, 'after the comma stands none of number, date, time, plural, select'],
  [/SKELETON|ARGUMENT_STYLE|skeleton|currency/i, 'the format after “::” cannot be read, as in {fee, number, ::currency/EUR}'],
  [/PLURAL|SELECT/, 'a plural or select is not written as {count, plural, one {…} other {…}}'],
]
function reasonOf(error: unknown, text: string): string {
  const { message, location } = error as Error & { location?: { start: { offset: number } } }
  const reason = REASONS.find(([kind]) => kind.test(message))?.[1] ?? 'braces are for values alone, as in {contact_name}'
  const brace = text.lastIndexOf('{', location?.start.offset ?? text.length)
  return `${reason} (at ‘${text.slice(Math.max(0, brace), brace + 24)}’)`
}

/** The names of the arguments in a message; null if it is not a message. */
export function needsOf(text: string): string[] | null {
  const read = readMessage(text, {})
  return read.ok ? read.needs : null
}

type Element = ReturnType<IntlMessageFormat['getAst']>[number]
/** Literals (0), the # of a plural (7) and tags (8) have no argument. */
const argumentNames = (elements: Element[]): string[] =>
  elements.flatMap((element) => {
    if (element.type === 0 || element.type === 7 || element.type === 8) return []
    const inner = 'options' in element ? Object.values(element.options).flatMap((o) => argumentNames(o.value)) : []
    return [element.value, ...inner]
  })

const STYLE = /^(?:integer|currency|percent)$/
const STEMS = new Set(
  (
    'percent % %x100 currency group-off ,_ precision-integer unit measure-unit compact-short compact-long K KK ' +
    'scientific engineering notation-simple scale integer-width'
  ).split(' '),
)
const STEM_STARTS = ['unit-width-', 'rounding-mode-', 'sign-', '.', '@', '0', 'E']
const isStem = (stem: string): boolean => STEMS.has(stem) || STEM_STARTS.some((start) => stem.startsWith(start))
function ignoredIn(elements: Element[]): string | undefined {
  for (const element of elements) {
    if ('options' in element) {
      const [inner] = Object.values(element.options).flatMap((o) => ignoredIn(o.value) ?? [])
      if (inner !== undefined) return inner
    }
    if (element.type !== 2 || !element.style) continue
    if (typeof element.style === 'string') {
      if (!STYLE.test(element.style)) return element.style
    } else if ('tokens' in element.style) {
      const odd = element.style.tokens.find(({ stem }) => !isStem(stem))
      if (odd) return odd.stem
    }
  }
  return undefined
}

/** The arguments that are formatted as numbers (2) or counted by a plural (6). */
const numbersIn = (elements: Element[]): string[] =>
  elements.flatMap((element) => [
    ...(element.type === 2 || element.type === 6 ? [element.value] : []),
    ...('options' in element ? Object.values(element.options).flatMap((o) => numbersIn(o.value)) : []),
  ])

const sampleArguments = ({ resolved }: VariantSubject): Arguments =>
  argumentsOf(resolved.values, Object.fromEntries(Object.keys(resolved.cast).map((id) => [id, { given: 'Alex', family: 'Example' }])))

function* unreadable(subject: VariantSubject): Generator<Hit> {
  const args = sampleArguments(subject)
  for (const { text, path } of written(subject)) {
    const read = readMessage(text, args)
    if (!read.ok) yield { path, message: read.reason }
  }
}

function* missing(subject: VariantSubject): Generator<Hit> {
  const args = sampleArguments(subject)
  for (const { text, path } of written(subject)) {
    const read = readMessage(text, args)
    for (const name of read.ok ? read.needs : []) {
      if (!Object.hasOwn(args, name)) {
        yield {
          path,
          message: `{${name}} has no value: ${didYouMean(name, Object.keys(args), 'add it to `values`, or write {role_name}, {role_given}, {role_family} or {role_they}')}`,
        }
      }
    }
  }
}
const written = ({ texts }: VariantSubject): TextAt[] => texts.filter(({ text }) => /[{}]/.test(text))

/** A word in place of a number would show as “NaN”. Reported once for each value, however many texts use it. */
function* notNumbers(subject: VariantSubject): Generator<Hit> {
  const args = sampleArguments(subject)
  const formatted = new Set(
    written(subject).flatMap(({ text }) => {
      const read = readMessage(text, args)
      return read.ok ? read.numbers : []
    }),
  )
  for (const name of formatted)
    if (typeof args[name] === 'string')
      yield {
        path: ['values', name],
        message: `texts format {${name}} as a number, but it is the word “${args[name]}”: write digits alone`,
      }
}

export const MESSAGE_RULES: readonly Rule<ScenarioSubject>[] = [
  inVariants({ id: 'icu-syntax', severity: 'error', about: 'a text is a valid ICU message', check: unreadable }),
  inVariants({ id: 'missing-argument', severity: 'error', about: 'every argument of a text has a value', check: missing }),
  inVariants({ id: 'not-a-number', severity: 'error', about: 'what a text formats as a number is one', check: notNumbers }),
]
