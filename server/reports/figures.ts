import 'server-only'
import { setImmediate as breathe } from 'node:timers/promises'
import { type Assurance, isCrowd } from '@/scenarios/engine/score/crowd'
import { type PublishedRow, type WaitingAttempt, publishable } from '@/scenarios/engine/score/figures'
import { type Database, database, locked } from '../database'
import { newId } from '../platform/tokens'
import { crowdMembers } from './crowd'

/** All cohorts of a course that are too small to be a crowd, taken together. */
export const SMALL = 'small'

/** Rows in one statement; other work gets its turn between two. */
const CHUNK = 500

/** Nothing in it changes when people move, leave or are erased. */
export async function courseFigures(course: string): Promise<PublishedRow[]> {
  const rows = await database()
    .selectFrom('published_figure')
    .select(['block', 'scenario', 'variant', 'genuine', 'unsure', 'approach', 'reports'])
    .where('course_id', '=', course)
    .execute()
  return rows.map(({ block, scenario, variant, genuine, unsure, approach, reports }) => ({
    group: block,
    scenario,
    variant,
    judged: { genuine, unsure, approach },
    reports: JSON.parse(reports) as number[],
  }))
}

export async function publishFigures(stopping?: AbortSignal): Promise<{ rows: number } | null> {
  let rows = 0
  for (const { id } of await database().selectFrom('course').select('id').execute()) {
    if (stopping?.aborted) break
    rows += await publishCourseFigures(id)
  }
  return rows > 0 ? { rows } : null
}

/** @returns how many rows were published */
export async function publishCourseFigures(course: string): Promise<number> {
  let rows = 0
  for (const { row, attempts } of publishable(await waitingAttempts(course))) {
    const write = database()
      .transaction()
      .execute((db) => publish(db, course, row, attempts))
    await write.then(
      () => rows++,
      (error: unknown) => {
        if (!(error instanceof Overtaken)) throw error
      },
    )
    await breathe()
  }
  return rows
}

/** Another process has counted some of the attempts, or some were erased. The rest waits for the next run. */
class Overtaken extends Error {}

async function publish(db: Database, course: string, row: PublishedRow, attempts: readonly string[]): Promise<void> {
  await locked(db.selectFrom('course').select('id').where('id', '=', course), 'update').execute()
  let marked = 0
  for (let i = 0; i < attempts.length; i += CHUNK) {
    const { numUpdatedRows } = await db
      .updateTable('attempt_result')
      .set({ counted: 1 })
      .where('attempt_id', 'in', attempts.slice(i, i + CHUNK))
      .where('counted', '=', 0)
      .executeTakeFirst()
    marked += Number(numUpdatedRows)
  }
  if (marked < attempts.length) throw new Overtaken()
  const { group, scenario, variant, judged, reports } = row
  await db
    .insertInto('published_figure')
    .values({ id: newId(), course_id: course, block: group, scenario, variant, ...judged, reports: JSON.stringify(reports) })
    .execute()
}

/** Finished first attempts that no figure covers, of people who count towards a crowd. */
export async function waitingAttempts(course: string): Promise<WaitingAttempt[]> {
  const people = await crowdMembers({ course })
  const all = await database().selectFrom('enrolment').select(['id', 'learner_id', 'block']).where('course_id', '=', course).execute()
  const enrolments = all.filter((e) => people.has(e.learner_id))
  const crowds = crowdsAmong(enrolments, people)
  const found: WaitingAttempt[] = []
  for (let i = 0; i < enrolments.length; i += CHUNK) {
    const own = new Map(enrolments.slice(i, i + CHUNK).map((e) => [e.id, e]))
    const rows = await database()
      .selectFrom('enrolment_item as i')
      .innerJoin('attempt_result as r', 'r.attempt_id', 'i.attempt_id')
      .innerJoin('attempt as a', 'a.id', 'r.attempt_id')
      .select(['i.enrolment_id', 'a.id', 'a.scenario', 'r.variant', 'r.looks', 'r.first_report as firstReport'])
      .where('i.enrolment_id', 'in', [...own.keys()])
      .where('r.first', '=', 1)
      .where('r.counted', '=', 0)
      .execute()
    for (const { enrolment_id, ...attempt } of rows) {
      const { learner_id: learner, block } = own.get(enrolment_id)!
      found.push({ ...attempt, learner, standing: people.get(learner)!, group: crowds.has(block) ? block : SMALL })
    }
    await breathe()
  }
  return found
}

/** Started or not, so that a cohort does not change sides as people finish. */
function crowdsAmong(enrolments: readonly { learner_id: string; block: string }[], people: ReadonlyMap<string, Assurance>): Set<string> {
  const blocks = new Map<string, Map<string, Assurance>>()
  for (const { block, learner_id } of enrolments) {
    const own = blocks.get(block) ?? new Map<string, Assurance>()
    blocks.set(block, own.set(learner_id, people.get(learner_id)!))
  }
  return new Set([...blocks].filter(([, own]) => isCrowd(own.values())).map(([block]) => block))
}
