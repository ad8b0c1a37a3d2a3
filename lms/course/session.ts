/**
 * A course while it is open: what is done, and what the LMS hears of it. Each scenario is played as in a package of its own
 * (`delivery.ts`), but the course merges their reports into the one report that the LMS gets.
 */
import { type Progress, progressOf } from '@/scenarios/engine/course/progress'
import type { Attempt } from '../attempt'
import type { Content } from '../content'
import { type PackageDelivery, isFailed, isOver, packageDelivery, reportTo } from '../delivery'
import type { Outcome, Report } from '../runtime'
import { type Saving, type SavingRuntime, savingOf } from '../saving'
import { type CourseAttempt, courseOutcome, drawIn, isCountedItem, openCourse, scenarioAttempt } from './attempt'
import { type CourseContent, type CourseItem, scenarioIn } from './content'
import { READ, markWith, readMark, writtenCourse } from './suspend-data'

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
  /** The score over the scenarios that count, once everything is done: 0 to 100, or null if none counts. */
  points(): number | null
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
  open: OpenScenario | null
}

export function courseSession({ content, runtime, now, lot, go, suspended = runtime.held.suspended }: Surroundings): CourseSession {
  const { held } = runtime
  const attempt = openCourse(content, suspended, lot)
  const opened = now()
  const slots = new Map<string, Slot>(
    content.items.map((item) => [item.id, { read: wasRead(content, attempt, item), open: null }] as const),
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
    points() {
      const results = resultsIn(state())
      return results.length === 0 ? null : Math.round(100 * courseOutcome({ ...content, report: 'pass' }, results).score)
    },
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
const isBegun = ({ read, open }: Slot): boolean => read || (open !== null && open.delivery.journal().steps.length > 0)
const isDone = ({ read, open }: Slot): boolean => read || (open !== null && isOver(open.delivery))
const resultIn = ({ open }: Slot): Outcome | null => open?.delivery.outcome() ?? null

function progressIn({ content, slots }: CourseState): Progress {
  const records = content.items.map((item) => {
    const own = slots.get(item.id)!
    return {
      item: item.id,
      doneAt: isDone(own) ? 0 : null,
      passed: isCountedItem(content, item) ? (resultIn(own)?.passed ?? null) : null,
      tries: isBegun(own) ? 1 : 0,
    }
  })
  return progressOf(content, records)
}

function stateIn(state: CourseState, item: CourseItem): ItemState {
  const { content, slots } = state
  const own = slots.get(item.id)!
  const isMissed = content.passing === 'mastery' && isCountedItem(content, item) && resultIn(own)?.passed === false
  if (isDone(own)) return isMissed ? 'missed' : 'done'
  if (progressIn(state).next?.id !== item.id) return 'later'
  return isBegun(own) ? 'underWay' : 'next'
}

const resultsIn = ({ content, slots }: CourseState): Outcome[] =>
  content.items.flatMap((item) => (isCountedItem(content, item) ? (resultIn(slots.get(item.id)!) ?? []) : []))

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
function markOf({ read, open }: Slot): string {
  if (read) return READ
  return open ? markWith({ variant: open.attempt.variant, code: open.delivery.code() }) : ''
}
