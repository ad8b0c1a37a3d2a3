/** An attempt in a package: drawn or taken up again, and what is to be reported of it. */
import { debrief, type Debrief } from '@/scenarios/engine/debrief/debrief'
import { COMPETENCIES } from '@/scenarios/engine/format/competencies'
import type { Nature } from '@/scenarios/engine/format/schema'
import type { PlayEvent } from '@/scenarios/engine/play/events'
import { type Replay, isFinished } from '@/scenarios/engine/play/journal'
import type { StagedPlay } from '@/scenarios/engine/play/play'
import { type Arguments, type Names, argumentsOf, castOf, drawNames } from '@/scenarios/engine/play/names'
import { type AttemptScore, type Scorer, scoreAttempt, scorer } from '@/scenarios/engine/score/attempt'
import { decidedIn } from '@/scenarios/engine/score/decided'
import { pointsOf } from '@/scenarios/engine/score/path'
import type { Content, Story } from './content'
import { decode, encode } from './journal/code'
import { readSuspended, written } from './journal/suspended'
import type { Interaction, Outcome } from './runtime'

export interface Attempt {
  nature: Nature
  /** Of the names. */
  seed: number
  /** Names of other stories of its course, which are left to them. */
  met: readonly Names[]
  play: StagedPlay
  /** Formats a text of the key. */
  tell: (text: string) => string
  scorer: Scorer
  /** The journal as it was suspended. */
  events: PlayEvent[]
  /** Spent before this session, in seconds. */
  seconds: number
  /** Whether what was suspended belongs to other content, and begins anew. */
  isRestarted: boolean
}

/** @param lot a number from 0 up to 1, every time another */
export function openAttempt(content: Content, suspended: string, lot: () => number): Attempt {
  const held = readSuspended(suspended)
  const same = held && held.hash === content.hash && content.truths[held.nature] ? held : null
  const { nature, seed } = same ?? { nature: content.drawn[Math.floor(lot() * content.drawn.length)]!, seed: Math.floor(lot() * 2 ** 31) }
  return attemptAt(content, {
    ...{ nature, seed, met: [] },
    code: same?.code ?? '',
    seconds: same?.seconds ?? 0,
    isRestarted: suspended !== '' && !same,
  })
}

interface Held extends Pick<Attempt, 'nature' | 'seed' | 'met' | 'seconds' | 'isRestarted'> {
  /** Of the journal: `journal/code.ts`. */
  code: string
}
export function attemptAt(story: Story, { code, ...held }: Held): Attempt {
  const { play, key } = story.truths[held.nature]!
  return { ...held, ...staged(story, held), scorer: scorer(play, key), events: decode(play, code) }
}

type Lot = Pick<Attempt, 'nature' | 'seed' | 'met'>
export const namesOf = ({ truths, pool }: Story, { nature, seed, met }: Lot): Names =>
  drawNames(pool, Object.keys(truths[nature]!.play.cast), seed, {}, met)

function staged(story: Story, lot: Lot): Pick<Attempt, 'play' | 'tell'> {
  const { play } = story.truths[lot.nature]!
  const names = namesOf(story, lot)
  // A package is made with everything in its texts but the names (`package/content.ts`).
  const args = argumentsOf({}, names)
  const tell = (text: string) => filled(text, args)
  return { play: { ...filled(play, args), cast: castOf(play, names, tell) }, tell }
}
/** The same with names for their places. Nothing else in a play has braces. */
const filled = <T>(node: T, args: Arguments): T =>
  JSON.parse(JSON.stringify(node).replace(/\{(\w+)\}/g, (place, name) => JSON.stringify(`${args[name] ?? place}`).slice(1, -1))) as T

export const suspendedOf = (content: Content, { nature, seed }: Attempt, events: readonly PlayEvent[], seconds: number): string =>
  written({ hash: content.hash, nature, seed, seconds, code: encode(content.truths[nature]!.play, events) })

export function debriefOf(
  content: Content,
  { nature, seed, met, play, tell, scorer: own }: Attempt,
  { steps }: Replay,
): Debrief & { score: AttemptScore } {
  const other = nature === 'hostile' ? 'genuine' : 'hostile'
  const truth = content.truths[other]
  return debrief({
    compiled: content.truths[nature]!,
    scorer: own,
    steps,
    indicators: content.indicators,
    other: truth ? { play: staged(content, { nature: other, seed, met }).play, scorer: scorer(truth.play, truth.key) } : null,
    play,
    tell,
  })
}

/** Null before the debrief. Where the package reports completion alone, nothing is passed or failed. */
export function outcomeOf({ report }: Pick<Content, 'report'>, attempt: Attempt, so: Replay): Outcome | null {
  if (!isFinished(so.state)) return null
  return report === 'completion' ? { passed: null, score: 1, objectives: [] } : resultOf(attempt, so)
}

/** Of a finished story, whoever is told of it. */
export function resultOf({ scorer: own }: Pick<Attempt, 'scorer'>, { steps }: Replay): Outcome & { passed: boolean } {
  const { final, passed, items } = scoreAttempt(own, steps)
  const objectives = COMPETENCIES.flatMap((id) => {
    const own = items.filter(({ k }) => k === id)
    const weight = own.reduce((sum, { w }) => sum + w, 0)
    return weight > 0 ? [{ id, score: own.reduce((sum, { q, w }) => sum + q * w, 0) / weight }] : []
  })
  return { passed, score: pointsOf(final) / 100, objectives }
}

/** When each decision was made and how long it took, where this session knows it. */
export type Timing = Record<number, { at: number; latency: number }>

/**
 * The decisions so far. Where the package reports completion alone, what was chosen stays with the learner.
 * @param now for those of an earlier session that the LMS does not have
 */
export function interactionsOf(
  content: Pick<Content, 'report'>,
  { scorer: own, play }: Attempt,
  { steps }: Replay,
  timing: Timing,
  now: number,
): Interaction[] {
  if (content.report === 'completion') return []
  const { submissions } = scoreAttempt(own, steps)
  return decidedIn(own, play, submissions).map(({ submission, ...decided }) => ({
    ...decided,
    ...(timing[submission] ?? { at: now, latency: 0 }),
  }))
}
