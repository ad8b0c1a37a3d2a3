import 'server-only'
import { organisation } from '../organisation/organisation'
import { greeting, languageOf, sourceOf, strictTranslator } from '../platform/locales'
import { type MailResult, sendMail } from '../platform/mail'
import { unlinked } from './addresses'
import { asHtml } from './as-html'
import { asText } from './as-text'
import { type DueEntry, calendarOf } from './calendar'
import { type LetterKind, kindOf } from './kinds'
import type { Block, Fact, Letter, Span } from './letter'
import { type ParsedTemplate, type Part, type Template, parseTemplate } from './template'
import { textOf } from './texts'

export interface Values {
  name?: string | null
  course?: string
  details?: Fact[]
  link?: string
  what?: string
  actor?: string
  /** The actor's account, whose address may stand in the letter. */
  mailbox?: string | null
  advice?: string
}
export interface Recipient {
  to: string
  locale: string
}

/** Writes a letter and hands it to the mail server. If that fails, the result says so; it does not throw. */
export async function sendLetter(
  kind: LetterKind,
  { to, locale }: Recipient,
  values: Values,
  { due = [], text, now = Date.now() }: { due?: readonly DueEntry[] /** Instead of the one in use. */; text?: Template; now?: number } = {},
): Promise<MailResult> {
  const letter = await letterOf(kind, locale, values, text)
  const filename = strictTranslator(locale, 'mail')('calendar.file')
  return sendMail({
    to,
    subject: letter.subject,
    text: asText(letter),
    html: asHtml(letter),
    ...(due.length > 0 && { calendar: { filename, content: calendarOf(due, now) } }),
  })
}

export async function letterOf(kind: LetterKind, locale: string, values: Values, text?: Template): Promise<Letter> {
  const ours = await organisation()
  const t = strictTranslator(locale, 'mail')
  const { parsed } = parseTemplate(kind, text ?? (await textOf(kind, locale)))
  const inline = inlineValues(locale, values, ours.name)
  const line = (parts: readonly Part[]): Span[] =>
    withoutAddresses(
      parts.map((part, i) => (typeof part === 'string' ? part : inline(part, beginsSentence(parts[i - 1])))),
      [values.mailbox ?? ''],
    )
  const words = sourceOf(locale).mail.letters[kind]
  return {
    locale,
    from: unlinked(ours.name) || 'Second Look',
    subject: line(parsed.subject).join(''),
    blocks: blocksOf(parsed, values, line, 'button' in words ? words.button : ''),
    why: t(`why.${kindOf(kind).why}`),
  }
}

/** Names and titles are what people wrote, too, so only the letter's own link may lead anywhere. Neighbours are joined first. */
function withoutAddresses(spans: readonly Span[], mailboxes: readonly string[]): Span[] {
  const joined: Span[] = []
  for (const span of spans) {
    const last = joined.at(-1)
    if (typeof span === 'string' && typeof last === 'string') joined[joined.length - 1] = last + span
    else joined.push(span)
  }
  return joined.map((span) => (typeof span === 'string' ? unlinked(span, mailboxes) : span))
}

const beginsSentence = (before: Part | undefined): boolean =>
  before === undefined || (typeof before === 'string' && /[.!?…]\s+$/.test(before))
type PlaceholderPart = Exclude<Part, string>
function inlineValues(locale: string, { name = null, ...values }: Values, organisationName: string) {
  const t = strictTranslator(locale, 'mail')
  const nameless = t('nameless')
  return ({ placeholder }: PlaceholderPart, first: boolean): Span => {
    switch (placeholder) {
      case 'greeting':
        return greeting(locale, name)
      case 'organisation':
        return organisationName || (first ? nameless.charAt(0).toLocaleUpperCase(languageOf(locale)) + nameless.slice(1) : nameless)
      case 'link':
        return { href: values.link ?? '' }
      case 'details':
        return ''
      default:
        return values[placeholder] ?? ''
    }
  }
}

/** Paragraphs end at empty lines. A line with only the link becomes a button, and one with only the details a table. */
function blocksOf(
  { lines }: ParsedTemplate,
  { details = [], link = '' }: Values,
  line: (parts: readonly Part[]) => Span[],
  button: string,
): Block[] {
  const blocks: Block[] = []
  let paragraph: Span[][] = []
  const end = () => {
    if (paragraph.length > 0) blocks.push({ kind: 'paragraph', lines: paragraph })
    paragraph = []
  }
  for (const parts of lines) {
    const only = parts.length === 1 && typeof parts[0] === 'object' ? parts[0].placeholder : null
    const block: Block | null =
      only === 'details'
        ? { kind: 'facts', facts: details.map(({ title, ...fact }) => (title === undefined ? fact : { ...fact, title: unlinked(title) })) }
        : only === 'link'
          ? { kind: 'button', label: button, href: link }
          : null
    if (parts.length === 0 || block) end()
    else paragraph.push(line(parts))
    if (block && (block.kind !== 'facts' || details.length > 0)) blocks.push(block)
  }
  end()
  return blocks
}
