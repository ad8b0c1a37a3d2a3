import 'server-only'
import type { Item, ScenarioItem } from '@/scenarios/engine/course/course'
import { isCounted } from '@/scenarios/engine/play/compiled'
import type { FinishHandler } from '../learning/append'
import { type Attempt, readAttempt, startAttempt } from '../learning/attempts'
import { type Database, database } from '../database'
import { newId } from '../platform/tokens'
import { stateFinished } from '../xapi/finished'
import { isStating } from '../xapi/disclosure'
import { type Enrolment, enrolmentsOf, readEnrolment } from './enrolment'
import { claimAttempt, completeItems, repeated } from './progress'

/**
 * Opens or continues the attempt that counts, with the variant drawn at enrolment.
 * @returns its id, or null if the library no longer holds the scenario
 */
export async function openAttempt({ row, items }: Enrolment, item: ScenarioItem, locale: string): Promise<string | null> {
  const { attempt, claimed } = await claimAttempt(row.id, item.id, newId())
  if (!claimed && (await readAttempt(row.learner_id, attempt))) return attempt
  const variant = items.find((i) => i.item === item.id)?.variant ?? undefined
  return startAttempt({ id: attempt, learner: row.learner_id, scenario: item.scenario, locale, variant })
}

/** An item of a course that the learner is in, where playing this scenario for the first time counts; null if there is none. */
export async function countsFor(learner: string, scenario: string): Promise<{ enrolment: Enrolment; item: ScenarioItem } | null> {
  for (const enrolment of await enrolmentsOf(learner)) {
    const item = enrolment.course.items.find(
      (i) => i.kind === 'scenario' && i.scenario === scenario && !enrolment.items.some((r) => r.item === i.id && r.doneAt !== null),
    )
    if (item?.kind === 'scenario') return { enrolment, item }
  }
  return null
}

/** Repeats a scenario that is done: practice, with the variant that was played. */
export async function practise({ row, items }: Enrolment, item: ScenarioItem, locale: string): Promise<string | null> {
  const { attempt, variant } = items.find((i) => i.item === item.id)!
  const made = await startAttempt({
    learner: row.learner_id,
    scenario: item.scenario,
    locale,
    variant: variant ?? undefined,
    parent: attempt ?? undefined,
    purpose: 'practice',
  })
  if (made) await repeated(row.id, item.id)
  return made
}

/** Completes the item that the attempt was opened for, if it belongs to a course, and writes what a learning record store is sent. */
export const attemptFinished: FinishHandler = async (db, end) => {
  const { attempt, passed, now } = end
  await completeItems(db, attempt.id, passed, now)
  const within = isStating() ? await courseOfAttempt(attempt.learner, attempt.id, db) : null
  await stateFinished(db, end, within?.enrolment.course ?? null)
}

/** Whether the organisation sees the attempt's result. A tutorial has none, nor a scenario that one may skip. */
export const isResultShared = (attempt: Attempt, within: { enrolment: Enrolment; counts: boolean } | null): boolean =>
  within?.counts === true && within.enrolment.course.shares === 'results' && isCounted(attempt.compiled)

/** How many parents to follow: nobody goes further than a replay of a repeat of a first attempt. */
const GENERATIONS = 8

/** The course and item in which this learner's attempt was opened, and whether it is the one that counts; or null. */
export async function courseOfAttempt(
  learner: string,
  attempt: string,
  db: Database = database(),
): Promise<{ enrolment: Enrolment; item: Item; counts: boolean } | null> {
  let id: string | null = attempt
  for (let back = 0; id !== null && back < GENERATIONS; back++) {
    const found = await db
      .selectFrom('enrolment_item')
      .innerJoin('enrolment', 'enrolment.id', 'enrolment_id')
      .select(['enrolment_id', 'item'])
      .where('attempt_id', '=', id)
      .where('learner_id', '=', learner)
      .executeTakeFirst()
    const enrolment = found && (await readEnrolment(learner, found.enrolment_id, db))
    const item = enrolment?.course.items.find((i) => i.id === found!.item)
    if (enrolment && item) return { enrolment, item, counts: back === 0 }
    const row: { parent: string | null } | undefined = await db
      .selectFrom('attempt')
      .select('parent')
      .where('id', '=', id)
      .where('learner_id', '=', learner)
      .executeTakeFirst()
    id = row?.parent ?? null
  }
  return null
}
