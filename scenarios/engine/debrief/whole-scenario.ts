import type { Competency } from '../format/competencies'
import { OUTCOMES, type Outcome } from '../format/outcomes'
import { PERSON_FIELDS, TEXT_FIELDS } from '../format/fields'
import type { SegmentKey } from '../play/key'
import { type Artefact, type Guard, type Line as SpokenLine, type Scene, type Sentence, type StagedPlay, guardOf } from '../play/play'
import type { Explanation, DebriefInput } from './moment'

export interface Passage {
  text: string
  sometimes: boolean
}
export interface Line extends Passage {
  beside: string
  detail: (Explanation & Pick<SegmentKey, 'cue'> & { label: string | null; origin: boolean }) | null
}
export interface WholeOption extends Explanation {
  id: string
  choice: Passage
  /** What it says or writes, if its text does not tell. */
  says: string | null
  follows: Passage[]
  points: [Competency, number][]
  /** It gives away or accepts something harmful; or it repairs that by telling the organisation in another way than by a report. */
  harm: 'does' | 'mends' | null
  /** It settles the honest business. */
  settles: boolean
}
export interface WholeScene {
  id: string
  title: string
  when: string
  place: string
  rating: boolean
  lead: Passage[]
  artefacts: { artefact: Artefact; lines: Line[] }[]
  budget: number
  checks: { id: string; offer: Passage; minutes: number; finding: Passage[]; decides: boolean }[]
  report: Explanation & { words: string | null; reply: Passage[]; worth: number; matters: boolean }
  decisions: { id: string; ask: Passage; weight: number; options: WholeOption[] }[]
  notes: string[]
}
export interface WholeScenario {
  scenes: WholeScene[]
  endings: { outcome: Outcome; title: string; text: Passage[] }[]
  verdict: { text: Passage[]; cites: string[] }
  keep: { rule: string; signs: string[] }
  notes: string[]
  cites: string[]
}

type Source = Pick<DebriefInput, 'compiled' | 'play' | 'indicators' | 'fill'>

export function wholeOf(source: Source): WholeScenario {
  const {
    compiled: { key },
    play,
    indicators,
    fill,
  } = source
  const reader = readerOf(source)
  const scenes = Object.entries(play.scenes).map(([id, scene]) => sceneOf(id, scene, source, reader))
  const inWords = (sentences: readonly Sentence[]) => prose(sentences.map((s) => ({ ...s, text: fill(s.text) })))
  const { cites } = reader.because('', key.verdict.cites)
  return {
    scenes,
    endings: OUTCOMES.flatMap((outcome) => {
      const ending = key.endings[outcome]
      return ending ? [{ outcome, title: fill(ending.title), text: inWords(ending.text) }] : []
    }),
    verdict: { text: inWords(key.verdict.text), cites },
    keep: { rule: fill(key.keep.rule), signs: key.keep.signs.map((id) => indicators[id]?.label ?? id) },
    notes: [key.notes.before, key.notes.after].map(fill),
    cites: [...reader.cited],
  }
}

function readerOf({ compiled: { key }, play, indicators, fill }: Source) {
  const cited = new Set<string>()
  const because = (text = '', cites: string[] = []): Explanation => {
    const real = cites.filter((id) => id !== 'INV')
    for (const id of real) cited.add(id)
    return { text: fill(text), cites: real }
  }
  const detail = (id: string): Line['detail'] => {
    const found = key.segments[id]
    if (!found) return null
    const label = found.indicator ? (indicators[found.indicator]?.label ?? found.indicator) : null
    return { ...because(found.why, found.cites), cue: found.cue, label, origin: found.about === 'origin' }
  }
  /** In the order of the fields, which is the order of reading. */
  const linesOf = (node: unknown, sometimes: boolean): Line[] => {
    if (Array.isArray(node)) return node.flatMap((part) => linesOf(part, sometimes))
    if (!node || typeof node !== 'object') return []
    const part = node as Record<string, unknown>
    const guarded = sometimes || guardOf(part) !== undefined
    const beside = Object.entries(part).flatMap(([name, value]) => {
      if (TEXT_FIELDS.has(name) && Array.isArray(value)) return value.filter((text) => typeof text === 'string')
      if (typeof value !== 'string' || name === 'text') return []
      if (PERSON_FIELDS.has(name)) return play.cast[value]?.name ?? []
      return TEXT_FIELDS.has(name) ? value : []
    })
    const own: Line = {
      beside: beside.join(' · '),
      text: typeof part.text === 'string' ? part.text : '',
      sometimes: guarded,
      detail: 'id' in part && 'text' in part ? detail(String(part.id)) : null,
    }
    const below = Object.values(part).flatMap((value) => (value === guardOf(part) ? [] : linesOf(value, guarded)))
    return own.beside || own.text ? [own, ...below] : below
  }
  return { cited, because, linesOf }
}

function sceneOf(
  id: string,
  scene: Scene,
  { compiled: { key }, fill, play }: Source,
  { because, linesOf }: ReturnType<typeof readerOf>,
): WholeScene {
  const reporting = key.reports[id]!
  const notes = key.notes.scenes[id]!
  return {
    id,
    title: scene.title,
    when: scene.when,
    place: scene.place,
    rating: scene.rating,
    lead: prose(scene.lead),
    artefacts: scene.show.map((artefact) => ({ artefact, lines: linesOf(artefact, false) })),
    budget: scene.budget,
    checks: scene.checks.map((check) => ({
      id: check.id,
      offer: passage(check),
      minutes: check.minutes,
      finding: prose(check.finding),
      decides: key.decides.includes(check.id),
    })),
    report: {
      ...because(reporting.why, reporting.cites),
      words: scene.report.text ?? null,
      reply: prose(scene.report.reply),
      worth: reporting.worth,
      matters: id === key.matters,
    },
    decisions: scene.decisions.map((decision) => ({
      id: decision.id,
      ask: passage({ text: decision.ask, when: decision.when }),
      weight: key.weights[decision.id]!,
      options: decision.options.map((option): WholeOption => {
        const { why, cites, rubric } = key.options[decision.id]![option.id]!
        return {
          ...because(why, cites),
          id: option.id,
          choice: passage(option),
          says: option.says ?? option.writes ?? null,
          follows: prose(option.consequence.map((line) => spoken(line, play))),
          points: Object.entries(rubric) as [Competency, number][],
          harm: key.harm.some(({ fact }) => option.sets[fact])
            ? 'does'
            : key.harm.some(({ mended }) => mended !== undefined && option.sets[mended])
              ? 'mends'
              : null,
          settles: key.business !== undefined && option.sets[key.business] === true,
        }
      }),
    })),
    notes: [notes.ask, notes.avoid ?? ''].filter(Boolean).map(fill),
  }
}

/** What somebody says or writes, with who and when. */
const spoken = ({ from, at, ...line }: SpokenLine, { cast }: StagedPlay): Sentence =>
  from ? { ...line, text: `${[cast[from]!.name, at].filter(Boolean).join(', ')}: “${line.text}”` } : line

const passage = ({ text, when }: { text: string; when?: Guard }): Passage => ({ text, sometimes: when !== undefined })
const prose = (sentences: readonly Sentence[]): Passage[] => sentences.map((s) => passage({ ...s, text: s.text.replace('{said}', '…') }))
