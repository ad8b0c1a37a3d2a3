/**
 * A course while it is open: what is done, and what the LMS hears of it. Each scenario is played as in a package of its own
 * (`delivery.ts`), but the course merges their reports into the one report that the LMS gets.
 */
import { type Ended, endedWith, lowest } from '@/scenarios/engine/course/ended'
import { type Progress, isMissed, progressOf } from '@/scenarios/engine/course/progress'
import type { Outcome } from '@/scenarios/engine/format/outcomes'
import type { Attempt } from '../attempt'
import type { Content } from '../content'
import { type PackageDelivery, isFailed, isOver, packageDelivery, reportTo } from '../delivery'
import type { Report } from '../runtime'
import { type Saving, type SavingRuntime, savingOf } from '../saving'
import { type CourseAttempt, courseOutcome, drawAgain, drawIn, isCountedItem, openCourse, scenarioAttempt } from './attempt'
import { type CourseContent, type CourseItem, scenarioIn } from './content'
import { READ, markAfter, markWith, readMark, writtenCourse } from './suspend-data'

export interface OpenScenario {
  content: Content
  attempt: Attempt
  delivery: PackageDelivery
}
export type ItemState = 'done' | 'missed' | 'next' | 'underWay' | 'later'

export interface CourseSession {
  seed: number
  isRestarted: boolean
  progress(): Progress
  stateOf(item: CourseItem): ItemState
  /** Whether it was read, answered or skipped, so done without being played. */
  isRead(item: CourseItem): boolean
  scenario(item: CourseItem & { kind: 'scenario' }): OpenScenario
  read(item: CourseItem): void
  /** The best outcome so far of a scenario that counts; null before its debrief, and for what names none. */
  outcomeOf(item: CourseItem): Outcome | null
  /** Whether it counts, was played and has not held yet, so that it can be repeated. */
  isRepeatable(item: CourseItem): boolean
  /** The repeat that is still open, or a new one. The best attempt counts. */
  repeat(item: CourseItem & { kind: 'scenario' }): void
  /** The lowest result of the scenarios that count, each by its best attempt: 0 to 100, or null if none counts. */
  result(): number | null
  saving: Saving
  isOver(): boolean
  /** Whether it is over and the LMS still waits for somebody to pass. */
  isFailed(): boolean
}

interface Surroundings {
  content: CourseContent
  runtime: SavingRuntime
  now(): number
  lot(): number
  /** By default what the LMS holds; empty for another attempt. */
  suspended?: string
  /** Called after the judgement of a scenario, and when the learner leaves it. */
  go(to: 'debrief' | 'list'): void
}
interface Slot {
  read: boolean
  /** Of earlier attempts. */
  best: number | null
  open: OpenScenario | null
}

export function courseSession({ content, runtime, now, lot, go, suspended = runtime.held.suspended }: Surroundings): CourseSession {
  const { held } = runtime
  const attempt = openCourse(content, suspended, lot)
  const opened = now()
  const slots = new Map<string, Slot>(
    content.items.map(
      (item) => [item.id, { read: wasRead(content, attempt, item), best: attempt.bests[item.id] ?? null, open: null }] as const,
    ),
  )
  const slot = ({ id }: Pick<CourseItem, 'id'>): Slot => slots.get(id)!
  const state = (): CourseState => ({ content, attempt, slots, seconds: (now() - opened) / 1000 })
  const report = () => reportOf(state())
  const saving = savingOf(runtime, () => reportTo(held, report()))

  function scenario(item: CourseItem & { kind: 'scenario' }): OpenScenario {
    const own = slot(item)
    if (own.open) return own.open
    const played = scenarioIn(content, item.scenario)
    if (!readMark(attempt.marks[item.id]!)) {
      attempt.marks[item.id] = markWith({ variant: drawIn(content, attempt, item, (other) => slot(other).read, lot), code: '' })
      // Kept at once, so that opening it again draws nothing else.
      saving.changed()
    }
    const begun = scenarioAttempt(content, attempt, item.id)
    const delivery = packageDelivery({
      ...{ content: played, attempt: begun, saving, now },
      go: (to) => go(to === 'debrief' ? 'debrief' : 'list'),
    })
    own.open = { content: played, attempt: begun, delivery: { ...delivery, leave } }
    return own.open

    /** The course does not wait for the LMS. */
    function leave(because?: 'conflict' | 'gone') {
      if (because) return delivery.leave(because)
      saving.changed()
      go('list')
    }
  }

  for (const item of content.items) if (item.kind === 'scenario' && attempt.marks[item.id] && !slot(item).read) scenario(item)

  return {
    seed: attempt.seed,
    isRestarted: attempt.isRestarted,
    progress: () => progressIn(state()),
    stateOf: (item) => stateIn(state(), item),
    isRead: (item) => slot(item).read,
    scenario,
    read(item) {
      if (isDone(slot(item))) return
      slot(item).read = true
      saving.changed()
    },
    outcomeOf: (item) => endedIn(state(), item)?.outcome ?? null,
    isRepeatable: (item) => isRepeatable(state(), item),
    repeat(item) {
      const own = slot(item)
      if (!isRepeatable(state(), item) || (own.open && !isOver(own.open.delivery))) return
      own.best = bestIn(own)
      own.open = null
      attempt.marks[item.id] = markWith({ variant: drawAgain(content.scenarios[item.scenario]!, lot), code: '' })
      scenario(item)
      saving.changed()
    },
    result: () => lowest(resultsIn(state())),
    saving,
    isOver: () => report().isOver,
    isFailed: () => isFailed(held, report().outcome),
  }
}

interface CourseState {
  content: CourseContent
  attempt: CourseAttempt
  slots: ReadonlyMap<string, Slot>
  seconds: number
}
/** Only a scenario that may be skipped can be done without being played. */
const wasRead = ({ scenarios }: CourseContent, { marks }: CourseAttempt, item: CourseItem): boolean =>
  marks[item.id] === READ && (item.kind !== 'scenario' || Boolean(scenarios[item.scenario]!.skippable))
const isBegun = ({ read, best, open }: Slot): boolean =>
  read || best !== null || (open !== null && open.delivery.journal().steps.length > 0)
const isDone = ({ read, best, open }: Slot): boolean => read || best !== null || (open !== null && isOver(open.delivery))
/** 0 to 100; null before the first debrief. Ask it of what counts alone. */
function bestIn({ best, open }: Slot): number | null {
  const outcome = open?.delivery.outcome()
  const now = outcome ? Math.round(100 * outcome.score) : null
  return now === null || (best !== null && best > now) ? best : now
}
function endedIn({ content, slots }: CourseState, item: CourseItem): Ended | null {
  const best = isCountedItem(content, item) ? bestIn(slots.get(item.id)!) : null
  return best === null ? null : endedWith(best)
}
const isRepeatable = (state: CourseState, item: CourseItem): boolean => isMissed({ best: endedIn(state, item) })

function progressIn(state: CourseState): Progress {
  const { content, slots } = state
  const records = content.items.map((item) => {
    const own = slots.get(item.id)!
    return {
      item: item.id,
      doneAt: isDone(own) ? 0 : null,
      best: endedIn(state, item),
      tries: isBegun(own) ? 1 : 0,
    }
  })
  return progressOf(content, records)
}

function stateIn(state: CourseState, item: CourseItem): ItemState {
  const { content, slots } = state
  const own = slots.get(item.id)!
  if (isDone(own)) return content.passing === 'mastery' && isRepeatable(state, item) ? 'missed' : 'done'
  if (progressIn(state).next?.id !== item.id) return 'later'
  return isBegun(own) ? 'underWay' : 'next'
}

const resultsIn = (state: CourseState): Ended[] => state.content.items.flatMap((item) => endedIn(state, item) ?? [])

/** A course never reports decisions: its terms say that the answers stay with the learner. */
function reportOf(state: CourseState): Report {
  const { content, attempt, slots, seconds } = state
  const { next, done, of } = progressIn(state)
  return {
    suspended: writtenCourse({
      hash: content.hash,
      seed: attempt.seed,
      marks: content.items.map(({ id }) => markOf(slots.get(id)!)),
      seconds: attempt.seconds + seconds,
    }),
    seconds,
    attempt: `${content.course} ${content.hash} ${attempt.seed}`,
    isOver: !next,
    interactions: [],
    earlier: 0,
    outcome: next ? null : courseOutcome(content, resultsIn(state)),
    progress: done / of,
  }
}
function markOf({ read, best, open }: Slot): string {
  if (read) return READ
  return open ? markAfter(best, markWith({ variant: open.attempt.variant, code: open.delivery.code() })) : ''
}
