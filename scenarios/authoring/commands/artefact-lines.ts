import type { Artefact, ArtefactOf, Person } from '../../engine/play/play'

type Cast = Record<string, Person>
type Lines = { [K in Artefact['kind']]: (artefact: ArtefactOf<K>, who: (id: string) => string) => string[] }

const text = (segments: readonly { text: string }[]): string => segments.map((s) => s.text).join(' ')
const row = ({ label, text: words }: { label: string; text: string }): string => `${label}: ${words}`

const LINES: Lines = {
  messages: ({ messages }, who) => messages.map((m) => `${who(m.from)}, ${m.at}: ${text(m.segments)}`),
  email: ({ from, at, subject, headers, paragraphs, attachments }, who) => [
    `From ${who(from)}, ${at}: ${subject}`,
    ...headers.map(row),
    ...paragraphs.map(text),
    ...attachments.map((a) => `Attached: ${a.text}`),
  ],
  profile: ({ of, rows }, who) => [`Profile of ${who(of)}`, ...rows.map(row)],
  invitation: ({ title, rows }) => [title, ...rows.map(row)],
  document: ({ title, clauses }) => [title, ...clauses.map(({ heading, segments }) => `${heading ? `${heading}. ` : ''}${text(segments)}`)],
  itinerary: ({ title, lines }) => [
    title,
    ...lines.map(({ at, text: words, payer }) => `${at}: ${words}${payer ? ` (paid by ${payer})` : ''}`),
  ],
  transcript: ({ with: other, at, lines }, who) => [
    `With ${who(other)}, ${at}`,
    ...lines.map((l) => `${who(l.from)}: ${text(l.segments)}`),
  ],
  place: ({ title, segments }) => [title, text(segments)],
  notice: ({ device, title, segments }) => [`${device}: ${title}`, text(segments)],
  page: ({ address, title, segments, fields }) => [address.text, title, text(segments), ...fields.map((field) => `${field.text}: ____`)],
}

export function artefactLines(artefact: Artefact, cast: Cast): string[] {
  // The learner stands in the cast without a name.
  const who = (id: string) => cast[id]?.name || 'You'
  const lines = (LINES[artefact.kind] as (of: Artefact, name: typeof who) => string[])(artefact, who)
  return artefact.label ? [`${artefact.label}`, ...lines] : lines
}
