import { debrief, type Debrief } from '@/scenarios/engine/debrief/debrief'
import { COMPETENCIES } from '@/scenarios/engine/format/competencies'
import type { Variant } from '@/scenarios/engine/format/schema'
import type { PlayEvent } from '@/scenarios/engine/play/events'
import { type Replay, isFinished } from '@/scenarios/engine/play/journal'
import type { StagedPlay } from '@/scenarios/engine/play/play'
import { type Arguments, type Names, argumentsOf, castOf, drawNames } from '@/scenarios/engine/play/names'
import type { Key } from '@/scenarios/engine/play/key'
import { type AttemptScore, scoreAttempt } from '@/scenarios/engine/score/attempt'
import { decidedIn } from '@/scenarios/engine/score/decision-report'
import { skillItems, skillsOf } from '@/scenarios/engine/score/skills'
import type { Content, Scenario } from './content'
import { decode, encode } from './journal/journal-code'
import { chosen } from './pronoun-choices'
import { readSuspended, written } from './journal/suspend-data'
import type { Interaction, Outcome } from './runtime'

export interface Attempt {
  variant: Variant
  seed: number
  /** Names that other scenarios of the same course use, so this one avoids them. */
  met: readonly Names[]
  play: StagedPlay
  fill: (text: string) => string
  key: Key
  events: PlayEvent[]
  /** Spent in earlier sessions. */
  seconds: number
  /** Whether the LMS kept an attempt at other content, so that this one starts again. */
  isRestarted: boolean
}

/** @param lot a new number from 0 up to 1 at each call */
export function openAttempt(content: Content, suspended: string, lot: () => number): Attempt {
  const held = readSuspended(suspended)
  const same = held && held.hash === content.hash && content.variants[held.variant] ? held : null
  const { variant, seed } = same ?? { variant: content.drawn[Math.floor(lot() * content.drawn.length)]!, seed: Math.floor(lot() * 2 ** 31) }
  return attemptAt(content, {
    ...{ variant, seed, met: [] },
    code: same?.code ?? '',
    seconds: same?.seconds ?? 0,
    isRestarted: suspended !== '' && !same,
  })
}

interface StoredAttempt extends Pick<Attempt, 'variant' | 'seed' | 'met' | 'seconds' | 'isRestarted'> {
  code: string
}
export function attemptAt(scenario: Scenario, { code, ...held }: StoredAttempt): Attempt {
  const { play, key } = scenario.variants[held.variant]!
  return { ...held, ...staged(scenario, held), key, events: decode(play, code) }
}

type AttemptDraw = Pick<Attempt, 'variant' | 'seed' | 'met'>
export const namesOf = ({ variants, pool }: Scenario, { variant, seed, met }: AttemptDraw): Names =>
  drawNames(pool, Object.keys(variants[variant]!.play.cast), seed, {}, met)

function staged(scenario: Scenario, lot: AttemptDraw): Pick<Attempt, 'play' | 'fill'> {
  const { play } = scenario.variants[lot.variant]!
  const names = namesOf(scenario, lot)
  // `package/content.ts` has already filled in everything but the names.
  const args = argumentsOf({}, names)
  const fill = (text: string) => filled(text, args)
  return { play: { ...filled(play, args), cast: castOf(play, names, fill) }, fill }
}
/** Puts names in their places. Nothing else in a play has braces, so a plain replacement is enough. */
const filled = <T>(node: T, args: Arguments): T =>
  JSON.parse(
    chosen(JSON.stringify(node), (who) => args[`${who}_they`]).replace(/\{(\w+)\}/g, (place, name) =>
      JSON.stringify(`${args[name] ?? place}`).slice(1, -1),
    ),
  ) as T

/** What happened, as it is suspended. */
export const codeOf = ({ variants }: Content, { variant }: Attempt, { steps }: Replay): string =>
  encode(
    variants[variant]!.play,
    steps.map(({ event }) => event),
  )
export const suspendedOf = ({ hash }: Content, { variant, seed }: Attempt, code: string, seconds: number): string =>
  written({ hash, variant, seed, seconds, code })
/** The same in every session of an attempt. */
export const idOf = ({ scenario, hash }: Content, { seed }: Attempt): string => `${scenario} ${hash} ${seed}`

export function debriefOf(
  content: Content,
  { variant, seed, met, play, fill }: Attempt,
  { steps }: Replay,
): Debrief & { score: AttemptScore } {
  const other = variant === 'hostile' ? 'genuine' : 'hostile'
  const half = content.variants[other]
  return debrief({
    compiled: content.variants[variant]!,
    steps,
    indicators: content.indicators,
    other: half ? { play: staged(content, { variant: other, seed, met }).play, key: half.key } : null,
    play,
    fill,
  })
}

/** Null before the debrief. If the package reports completion alone, nothing is passed or failed. */
export function outcomeOf({ report }: Pick<Content, 'report'>, attempt: Attempt, so: Replay): Outcome | null {
  if (!isFinished(so.state)) return null
  return report === 'completion' ? COMPLETED : resultOf(attempt, so)
}

export const COMPLETED: Outcome = { passed: null, score: 1, isScored: false, objectives: [] }

export function resultOf({ play, key }: Pick<Attempt, 'play' | 'key'>, { steps }: Replay): Outcome & { passed: boolean } {
  const score = scoreAttempt({ play, key }, steps)
  const skills = skillsOf(skillItems(key, score))
  const objectives = COMPETENCIES.flatMap((id) => (skills[id] ? [{ id, score: skills[id].earned / skills[id].possible }] : []))
  return { passed: score.passed, score: score.result / 100, isScored: true, objectives }
}

/** When each decision was made and how many seconds it took, for the decisions of this session. */
export type Timing = Record<number, { at: number; latency: number }>

/** @param now stands in for the time of a decision from an earlier session that the LMS does not have */
export function interactionsOf(
  { report, variants }: Content,
  { play, key, variant }: Attempt,
  { steps }: Replay,
  timing: Timing,
  now: number,
): Interaction[] {
  if (report === 'completion') return []
  const { submissions } = scoreAttempt({ play, key }, steps)
  // Before names are put in, so that a question has the same name for every learner.
  const unnamed = decidedIn(variants[variant]!.play, submissions)
  return decidedIn(play, submissions).map(({ submission, options, ...decided }, i) => ({
    ...decided,
    name: wordsOf(unnamed[i]!.text),
    options: options.map((option, n) => ({ ...option, name: wordsOf(unnamed[i]!.options[n]!.text) })),
    ...(timing[submission] ?? { at: now, latency: 0 }),
  }))
}

/** Texts of a report in letters, digits and `_`, at most 100: `What_do_you_say_to_iryna`. Empty in scripts without such letters. */
export const wordsOf = (text: string): string =>
  chosen(text, () => null)
    .replace(/\{(\w+)_(?:name|given|family)\}/g, ' $1 ')
    .replace(/\{\w+_([Tt](?:hey|hem|heir|heirs|hemself))\}/g, ' $1 ')
    .replace(/['’]/g, '')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .replace(/^_|_$/g, '')
    .replace(/^(.{0,100})(?:_.*)?$/, '$1')
    .slice(0, 100)
