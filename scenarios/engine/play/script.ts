/**
 * A scenario as text to read: everything that a learner can meet in one variant, on every way through it. A play holds nothing of the
 * key, and options are sorted by their words, so their order reveals nothing either.
 */
import { artefactLines, maybe, optionLine } from './artefact-lines'
import type { Artefact, Decision, Guard, Line, Option, Scene, StagedPlay } from './play'

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

const joined = (sentences: readonly GuardedText[]): string => sentences.map(({ text, when }) => maybe(text, when)).join(' ')
type NameLookup = (id: string) => string

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
  const prose = (lines: readonly Line[]) =>
    joined(lines.map(({ from, ...line }) => (from ? { ...line, text: `${name(from)}: “${line.text}”` } : line))).replaceAll(
      '{said}',
      words.said,
    )
  const shown = scene.show.map((artefact) => {
    const [head, ...lines] = artefactLines(artefact, name)
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

function asked({ ask, when, options }: Decision, prose: (lines: readonly Line[]) => string): string {
  const choice = ({ when: only, consequence, ...option }: Option) =>
    [maybe(`- ${optionLine(option)}`, only), ...(consequence.length > 0 ? [`  ${prose(consequence)}`] : [])].join('\n')
  return [maybe(ask, when), ...options.map(choice).sort()].join('\n')
}
