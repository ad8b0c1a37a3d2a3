import type { CourseContent, CourseItem } from '@/lms/course/content'
import type { CourseSession } from '@/lms/course/session'
import type { PackageChoices } from '@/lms/package/content'
import { courseContentOf } from '@/lms/package/course'
import type { LmsState, Report } from '@/lms/runtime'
import type { SavingRuntime } from '@/lms/saving'
import type { Course } from '@/scenarios/engine/course/course'
import type { PlayEvent } from '@/scenarios/engine/play/events'
import { goOn, isFinished, replay } from '@/scenarios/engine/play/journal'
import { sceneOf, shownSegments } from '@/scenarios/engine/play/play'
import { cited, packagedScenario } from './package-content'
import { type KnownVariant, type RandomIndex, nextEvent, variantIn } from './play'

const CHOICES: PackageChoices = { report: 'pass', standsAlone: false, contacts: [] }

export const packagedCourse = (course: Course, choices: Partial<PackageChoices> = {}): CourseContent =>
  courseContentOf({ ...course, id: 'course', pictures: {} }, packagedScenario, { ...CHOICES, ...choices }, cited)

/** Takes nothing while it is `away`. */
export function keepingRuntime(suspended = '', held: Partial<LmsState> = {}) {
  const reports: Report[] = []
  const lms = {
    reports,
    away: false,
    held: { suspended, mode: 'normal' as const, mastery: null, outcome: null, ...held },
    isKept: () => false,
    isOvertaken: () => false,
    keep() {},
    async save(report: Report) {
      if (lms.away) throw new Error('away')
      reports.push(structuredClone(report))
      return 'seen' as const
    },
  } satisfies SavingRuntime & Record<string, unknown>
  return lms
}

export type ScenarioCourseItem = CourseItem & { kind: 'scenario' }
export const standingIn = (content: CourseContent, session: CourseSession) =>
  content.items.map((item) => [
    item.id,
    session.stateOf(item),
    session.isRead(item),
    item.kind === 'scenario' && session.stateOf(item) !== 'later' && !session.isRead(item)
      ? session
          .scenario(item)
          .delivery.journal()
          .steps.map(({ event }) => event)
      : null,
  ])

/** With `all`, everything that there is time for is done first. */
export function* lotsIn(known: KnownVariant, pick: RandomIndex, all = false): Generator<PlayEvent> {
  const { play } = known.compiled
  let so = replay(play, [])
  const fits = (event: PlayEvent) => !goOn(play, so, [event]).refused
  function* made(event: PlayEvent) {
    so = goOn(play, so, [event])
    yield event
  }
  while (!isFinished(so.state)) {
    const scene = sceneOf(play, so.state)
    if (all && so.state.phase === 'scene') {
      for (const { id } of scene.checks) if (fits({ type: 'check', check: id })) yield* made({ type: 'check', check: id })
      for (const { id } of shownSegments(scene, so.state))
        if (fits({ type: 'flag', segment: id })) yield* made({ type: 'flag', segment: id })
      if (fits({ type: 'report' })) yield* made({ type: 'report' })
    }
    const event = nextEvent(known, so.state, pick)
    yield* made(event.type === 'decide' && scene.rating && all ? { ...event, rating: 5 } : event)
  }
}

export const knownOf = (session: CourseSession, item: ScenarioCourseItem): KnownVariant =>
  variantIn(item.scenario, session.scenario(item).attempt.variant)
const nextIn = (content: CourseContent, session: CourseSession): CourseItem | undefined =>
  content.items.find(({ id }) => id === session.progress().next?.id)
export const settled = () => new Promise((done) => setTimeout(done, 1))

export async function* steps(content: CourseContent, session: CourseSession, pick: RandomIndex, all = false): AsyncGenerator<CourseItem> {
  for (let item = nextIn(content, session); item; item = nextIn(content, session)) {
    if (item.kind !== 'scenario') {
      session.read(item)
      await settled()
      yield item
      continue
    }
    const { delivery } = session.scenario(item as ScenarioCourseItem)
    for (const event of lotsIn(knownOf(session, item as ScenarioCourseItem), pick, all)) {
      const answer = await delivery.append(delivery.journal().steps.length, [event])
      if (!answer.ok) throw new Error(`${event.type} was not taken: ${answer.reason}`)
      await settled()
      yield item
    }
  }
}
