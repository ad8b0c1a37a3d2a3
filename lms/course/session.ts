/**
 * A course while it is open: what is done, and what the LMS hears of it. Each scenario is played as in a package of its own
 * (`delivery.ts`), but the course is its runtime and merges its reports into the one report that the LMS gets.
 */
import type { JournalState } from '@/components/play/outbox'
import { type Observable, observable } from '@/components/play/observable'
import { retryQueue, waitBefore } from '@/components/play/retry-queue'
import { type Progress, progressOf } from '@/scenarios/engine/course/progress'
import type { Attempt } from '../attempt'
import type { Content } from '../content'
import { type PackageDelivery, isOver, outcomeToSend, packageDelivery } from '../delivery'
import { readSuspended } from '../journal/suspend-data'
import { type Outcome, type Report, type Runtime, LmsUnreachable } from '../runtime'
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
  /** Sends the LMS whatever it does not have yet. @returns false if the LMS did not take it */
  save(): Promise<boolean>
  saved: Observable<JournalState>
}

interface Surroundings {
  content: CourseContent
  runtime: Runtime
  now(): number
  lot(): number
  /** Called after the judgement of a scenario, and when the learner leaves it. */
  go(to: 'debrief' | 'list'): void
}
interface Slot {
  read: boolean
  open: OpenScenario | null
  report: Report | null
}

export function courseSession({ content, runtime, now, lot, go }: Surroundings): CourseSession {
  const attempt = openCourse(content, runtime.held.suspended, lot)
  const opened = now()
  const saved = observable<JournalState>('saved')
  const slots = new Map<string, Slot>(
    content.items.map((item) => [item.id, { read: wasRead(content, attempt, item), open: null, report: null }] as const),
  )
  const slot = ({ id }: Pick<CourseItem, 'id'>): Slot => slots.get(id)!
  const state = (): CourseState => ({ content, attempt, slots, seconds: (now() - opened) / 1000 })
  let isQuiet = true

  async function save(): Promise<boolean> {
    if (runtime.held.mode !== 'normal') return true
    try {
      await runtime.save(reportOf(state(), runtime))
      saved.set('saved')
      return true
    } catch (fault) {
      // The LMS's answer helps its administrator. The learner only sees that it is not saved yet.
      console.warn(fault)
      saved.set('waiting')
      return false
    }
  }
  const sending = sender(save, saved)

  function scenario(item: CourseItem & { kind: 'scenario' }): OpenScenario {
    const own = slot(item)
    if (own.open) return own.open
    const played = scenarioIn(content, item.scenario)
    if (!readMark(attempt.marks[item.id]!)) {
      attempt.marks[item.id] = markWith({ variant: drawIn(content, attempt, item, (other) => slot(other).read, lot), code: '' })
      // Kept at once, so that opening it again draws nothing else.
      if (!isQuiet) sending()
    }
    const begun = scenarioAttempt(content, attempt, item.id)
    const delivery = packageDelivery({
      content: played,
      attempt: begun,
      runtime: runtimeIn(async (report) => {
        own.report = report
        if (!isQuiet && !(await save())) throw new LmsUnreachable('the course')
      }),
      now,
      go: (to) => go(to === 'debrief' ? 'debrief' : 'list'),
    })
    own.open = { content: played, attempt: begun, delivery: { ...delivery, open, leave } }
    return own.open

    /** Its current state, because a learner can leave it for the list and open it again. */
    function open() {
      return { ...delivery.open(), events: delivery.journal().steps.map(({ event }) => event) }
    }

    /** The course does not wait: what the LMS did not take is sent again in the background. */
    function leave(because?: 'conflict' | 'gone') {
      if (because) return delivery.leave(because)
      sending()
      go('list')
    }
  }

  // Rebuild the reports of earlier sessions without sending them.
  for (const item of content.items)
    if (item.kind === 'scenario' && attempt.marks[item.id] && !slot(item).read) void scenario(item).delivery.save()
  isQuiet = false

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
      sending()
    },
    points() {
      const results = resultsIn(state())
      return results.length === 0 ? null : Math.round(100 * courseOutcome({ ...content, report: 'pass' }, results).score)
    },
    save,
    saved,
  }
}

function sender(save: () => Promise<boolean>, saved: Observable<JournalState>): () => void {
  let asked = 0
  let done = 0
  const loop = retryQueue(
    () => done < asked,
    async (retry) => {
      const upTo = asked
      if (!(await save())) return waitBefore(retry)
      done = upTo
      return null
    },
  )
  return () => {
    asked++
    saved.set('saving')
    // Let the next page paint first.
    setTimeout(loop.start)
    loop.hurry()
  }
}

/** The runtime of one scenario. The course itself deals with what the LMS held and requires. */
const runtimeIn = (save: Runtime['save']): Runtime => ({
  held: { suspended: '', mode: 'normal', mastery: null, outcome: null },
  save,
  leave() {},
  returns: null,
})

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

function progressIn({ content, slots }: CourseState): Progress {
  const records = content.items.map((item) => {
    const own = slots.get(item.id)!
    return {
      item: item.id,
      doneAt: isDone(own) ? 0 : null,
      passed: isCountedItem(content, item) ? (own.report?.outcome?.passed ?? null) : null,
      tries: isBegun(own) ? 1 : 0,
    }
  })
  return progressOf(content, records)
}

function stateIn(state: CourseState, item: CourseItem): ItemState {
  const { content, slots } = state
  const own = slots.get(item.id)!
  const isMissed = content.passing === 'mastery' && isCountedItem(content, item) && own.report?.outcome?.passed === false
  if (isDone(own)) return isMissed ? 'missed' : 'done'
  if (progressIn(state).next?.id !== item.id) return 'later'
  return isBegun(own) ? 'underWay' : 'next'
}

const resultsIn = ({ content, slots }: CourseState): Outcome[] =>
  content.items.flatMap((item) => (isCountedItem(content, item) ? (slots.get(item.id)!.report?.outcome ?? []) : []))

/** A course never reports decisions: its terms say that the answers stay with the learner. */
function reportOf(state: CourseState, runtime: Runtime): Report {
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
    interactions: [],
    earlier: 0,
    outcome: next ? null : outcomeToSend(courseOutcome(content, resultsIn(state)), runtime),
    progress: done / of,
  }
}
function markOf({ read, open, report }: Slot): string {
  if (read) return READ
  if (!open) return ''
  return markWith({ variant: open.attempt.variant, code: (report && readSuspended(report.suspended)?.code) ?? '' })
}
