/** An artefact as lines of text, for those who read a scenario instead of playing it. What its author wrote is all there. */
import type { Artefact, ArtefactOf, Option, Segment } from './play'

interface GuardedText extends Partial<Omit<Segment, 'text'>> {
  text: string
  when?: unknown
}
type NameLookup = (id: string) => string

/** Square brackets mark what is not met on every way. */
export const maybe = (text: string, when: unknown): string => (when ? `[${text}]` : text)

/** With what was struck out before it, and where its link leads. */
const words = ({ text, was, link }: GuardedText): string =>
  [was && `~~${was}~~`, text, link && `${link.words} (${link.target})`].filter(Boolean).join(' ')
const guarded = (segment: GuardedText): string => maybe(words(segment), segment.when)
const joined = (segments: readonly GuardedText[]): string => segments.map(guarded).join(' ')
const row = (segment: GuardedText & { label: string }): string => maybe(`${segment.label}: ${words(segment)}`, segment.when)
const some = (...lines: (string | false | undefined)[]): string[] => lines.filter((line) => typeof line === 'string')

const LINES: { [K in Artefact['kind']]: (artefact: ArtefactOf<K>, name: NameLookup) => string[] } = {
  messages: ({ with: other, messages }, name) => [
    name(other),
    ...messages.map(({ from, at, when, voice, segments, attachments }) =>
      maybe(
        [`${at}, ${name(from)}: ${some(voice && `(${voice})`, joined(segments)).join(' ')}`, ...attachments.map(guarded)].join(' · '),
        when,
      ),
    ),
  ],
  email: ({ from, address, at, subject, headers, paragraphs, attachments }, name) => [
    `${at}, ${name(from)}: ${subject}`,
    ...some(address && guarded(address)),
    ...headers.map(row),
    ...paragraphs.map(joined),
    ...attachments.map(guarded),
  ],
  profile: ({ of, rows }, name) => [name(of), ...rows.map(row)],
  card: ({ title, issuer, rows }) => [title, ...some(issuer), ...rows.map(row)],
  document: ({ head, title, clauses, stamp, signature }, name) => [
    title,
    ...some(head && some(head.name, head.unit, head.ref).join(' · ')),
    ...clauses.map(({ heading, segments }) => `${heading ? `${heading}: ` : ''}${joined(segments)}`),
    ...some(
      stamp && `${stamp.ring} · ${stamp.middle}`,
      signature && `____ ${some(signature.line, signature.by && name(signature.by)).join(': ')}`,
    ),
  ],
  itinerary: ({ title, lines }) => [
    title,
    ...lines.map(({ at, payer, when, ...line }) => maybe(`${at}: ${words(line)}${payer ? ` (${payer})` : ''}`, when)),
  ],
  transcript: ({ with: other, at, tiles, lines }, name) => [
    `${at}, ${[name(other), ...tiles].join(', ')}`,
    ...lines.map(({ from, when, segments }) => maybe(`${name(from)}: ${joined(segments)}`, when)),
  ],
  place: ({ title, segments }) => [title, joined(segments)],
  thing: ({ title, print, segments }) => [title, ...some(print && guarded(print)), joined(segments)],
  notice: ({ device, title, segments }) => [`${device}: ${title}`, joined(segments)],
  page: ({ address, title, maker, facts, segments, fields }) => [
    guarded(address),
    title,
    ...some(maker),
    ...facts.map(row),
    joined(segments),
    ...fields.map((field) => maybe(`${words(field)}: ____`, field.when)),
  ],
}

/** An option as its button says it, with what is said by choosing it, and what is written beside one’s name. */
export const optionLine = ({ text, says, writes }: Pick<Option, 'text' | 'says' | 'writes'>): string =>
  [text, ...some(says && `(“${says}”)`, writes && `(____ “${writes}”)`)].join(' ')

/** @param name a character’s name, or “You” */
export const artefactLines = (artefact: Artefact, name: NameLookup): string[] =>
  (LINES[artefact.kind] as (artefact: Artefact, name: NameLookup) => string[])(artefact, name)
