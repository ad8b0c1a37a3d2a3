/**
 * A scenario as text to read: everything that a learner can meet in one variant, on every way through it. A play holds nothing of the
 * key, and options are sorted by their words, so their order reveals nothing either.
 */
import type { Artefact, ArtefactOf, Decision, Guard, Option, Scene, Sentence, StagedPlay } from './play'

export interface ScriptWords {
  kind(artefact: Artefact): string
  you: string
  people: string
  checks: string
  minutes(count: number): string
  report: string
  said: string
}
interface GuardedText {
  text: string
  when?: Guard
}

/** Square brackets mark what is not met on every way. */
const maybe = (text: string, when: unknown): string => (when ? `[${text}]` : text)
const joined = (segments: readonly GuardedText[]): string => segments.map(({ text, when }) => maybe(text, when)).join(' ')
type NameLookup = (id: string) => string
const row = ({ label, text, when }: GuardedText & { label: string }): string => maybe(`${label}: ${text}`, when)

const LINES: { [K in Artefact['kind']]: (artefact: ArtefactOf<K>, name: NameLookup) => string[] } = {
  messages: ({ with: other, messages }, name) => [
    name(other),
    ...messages.map(({ from, at, when, segments }) => maybe(`${at}, ${name(from)}: ${joined(segments)}`, when)),
  ],
  email: ({ from, at, subject, headers, paragraphs, attachments }, name) => [
    `${at}, ${name(from)}: ${subject}`,
    ...headers.map(row),
    ...paragraphs.map(joined),
    ...attachments.map(({ text, when }) => maybe(text, when)),
  ],
  profile: ({ of, rows }, name) => [name(of), ...rows.map(row)],
  invitation: ({ title, rows }) => [title, ...rows.map(row)],
  document: ({ title, clauses }) => [
    title,
    ...clauses.map(({ heading, segments }) => `${heading ? `${heading}: ` : ''}${joined(segments)}`),
  ],
  itinerary: ({ title, lines }) => [
    title,
    ...lines.map(({ at, text, payer, when }) => maybe(`${at}: ${text}${payer ? ` (${payer})` : ''}`, when)),
  ],
  transcript: ({ with: other, at, lines }, name) => [
    `${at}, ${name(other)}`,
    ...lines.map(({ from, when, segments }) => maybe(`${name(from)}: ${joined(segments)}`, when)),
  ],
  place: ({ title, segments }) => [title, joined(segments)],
  notice: ({ device, title, segments }) => [`${device}: ${title}`, joined(segments)],
  page: ({ address, title, segments, fields }) => [
    maybe(address.text, address.when),
    title,
    joined(segments),
    ...fields.map(({ text, when }) => maybe(`${text}: ____`, when)),
  ],
}

export function scriptOf(play: StagedPlay, words: ScriptWords): string {
  const name = (id: string) => play.cast[id]?.name || words.you
  const people = Object.values(play.cast)
    .filter((person) => person.name !== '')
    .map((person) => `- ${[person.name, person.title, person.organisation].filter(Boolean).join(', ')}`)
    .sort()
  return [[`${words.people}:`, ...people].join('\n'), ...Object.values(play.scenes).map((scene) => sceneInWords(scene, name, words))].join(
    '\n\n',
  )
}

function sceneInWords(scene: Scene, name: NameLookup, words: ScriptWords): string {
  const prose = (sentences: readonly Sentence[]) => joined(sentences).replaceAll('{said}', words.said)
  const shown = scene.show.map((artefact) => {
    const [head, ...lines] = (LINES[artefact.kind] as (artefact: Artefact, name: NameLookup) => string[])(artefact, name)
    return [maybe(`${words.kind(artefact)} · ${head}`, artefact.when), ...lines.map((line) => `  ${line}`)].join('\n')
  })
  const checks = scene.checks.map(({ text, minutes, finding, when }) =>
    maybe(`- ${text} (${words.minutes(minutes)})\n  ${prose(finding)}`, when),
  )
  return [
    `## ${scene.when} · ${scene.place} · ${scene.title}`,
    prose(scene.lead),
    ...shown,
    checks.length > 0 ? [`${words.checks}:`, ...checks].join('\n') : '',
    `${scene.report.text ?? words.report}\n  ${prose(scene.report.reply)}`,
    ...scene.decisions.map((decision) => asked(decision, prose)),
  ]
    .filter(Boolean)
    .join('\n\n')
}

function asked({ ask, when, options }: Decision, prose: (sentences: readonly Sentence[]) => string): string {
  const choice = ({ text, says, when: only, consequence }: Option) =>
    [maybe(`- ${text}${says ? ` (“${says}”)` : ''}`, only), ...(consequence.length > 0 ? [`  ${prose(consequence)}`] : [])].join('\n')
  return [maybe(ask, when), ...options.map(choice).sort()].join('\n')
}
