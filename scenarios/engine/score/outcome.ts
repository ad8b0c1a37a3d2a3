/** How a play ended, from what the learner did. docs/scoring.md has the table; nothing in it is random. */
import type { Outcome } from '../format/outcomes'
import type { KeyedPlay } from '../play/compiled'
import type { Step } from '../play/journal'
import type { Key } from '../play/key'
import { type Play, type PlayState, type Submission, submission } from '../play/play'

type OutcomeKey = Pick<Key, 'variant' | 'harm' | 'matters' | 'business'>

/** What the outcome depends on, at one point of a play. */
export interface Standing {
  harmed: boolean
  /** The harm that nothing has repaired yet, sorted: by its fact if another act than a report can mend it, else `HARM`. */
  open: readonly string[]
  /** The moment whose report matters most has begun. */
  inTime: boolean
  /** A report was made in it or later. */
  reported: boolean
  /** The honest business is settled. */
  done: boolean
}
const HARM = 'harm'

export const startOf = ({ matters }: OutcomeKey, scene: string): Standing => ({
  harmed: false,
  open: [],
  inTime: scene === matters,
  reported: false,
  done: false,
})

export type Happening = { entered: string } | { report: true } | { set: string }

export function after(key: OutcomeKey, standing: Standing, happening: Happening): Standing {
  if ('entered' in happening) return happening.entered === key.matters ? { ...standing, inTime: true } : standing
  if ('report' in happening) return { ...standing, open: [], reported: standing.reported || standing.inTime }
  const { set } = happening
  const mended = key.harm.filter((h) => h.mended === set).map((h) => h.fact)
  const open = standing.open.filter((fact) => !mended.includes(fact))
  const harm = key.harm.find((h) => h.fact === set)
  const opened = harm && (harm.mended ? set : HARM)
  return {
    ...standing,
    harmed: standing.harmed || harm !== undefined,
    open: opened && !open.includes(opened) ? [...open, opened].sort() : open,
    done: standing.done || set === key.business,
  }
}

/** The first row of the table that fits. */
export function outcomeIn(key: OutcomeKey, { harmed, open, reported, done }: Standing): Outcome {
  if (key.variant === 'hostile') {
    if (open.length > 0) return 'lost'
    if (harmed) return 'repaired'
    return reported ? 'held' : 'missed'
  }
  if (harmed && open.length === 0) return 'repaired'
  return harmed || (key.business !== undefined && !done) ? 'missed' : 'held'
}

/** Two standings with the same key lead to the same outcomes. */
export const standingKey = ({ harmed, open, inTime, reported, done }: Standing): string =>
  `${Number(harmed)}${Number(inTime)}${Number(reported)}${Number(done)} ${open.join(' ')}`

/** `sets` also clears the facts behind `reportedSince`, which no outcome reads. */
const truths = (sets: Record<string, boolean>): string[] => Object.keys(sets).filter((fact) => sets[fact])

/** The facts that a submission sets, in the order in which they are set. */
export const setBy = ({ act, sent }: Submission): string[] => [...sent.map(({ option }) => option.sets), act.sets].flatMap(truths)

/** The standing after an event that led from one state to the next. */
export function afterStep({ play, key }: KeyedPlay, standing: Standing, { event, before, after: next }: Step): Standing {
  const entered = next.phase === 'scene' && next.scene !== before.scene ? [{ entered: next.scene }] : []
  return [...happenings(play, event, before), ...entered].reduce((now, happening) => after(key, now, happening), standing)
}
function happenings(play: Play, event: Step['event'], before: PlayState): Happening[] {
  if (event.type === 'report') return [{ report: true }]
  return event.type === 'decide' ? setBy(submission(play, before, event.choices) as Submission).map((set) => ({ set })) : []
}

export const standingAfter = (keyed: KeyedPlay, steps: readonly Step[]): Standing =>
  steps.reduce((standing, step) => afterStep(keyed, standing, step), startOf(keyed.key, keyed.play.start))

export const outcomeOf = (keyed: KeyedPlay, steps: readonly Step[]): Outcome => outcomeIn(keyed.key, standingAfter(keyed, steps))
