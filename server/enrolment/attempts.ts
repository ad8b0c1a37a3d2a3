import 'server-only'
import { type Course, type Item, type ScenarioItem, isMissed } from '@/scenarios/engine/course/course'
import { drawVariant } from '@/scenarios/engine/course/lots'
import type { Variant } from '@/scenarios/engine/format/schema'
import { VARIANTS } from '@/scenarios/engine/format/variant'
import { isCounted } from '@/scenarios/engine/play/compiled'
import type { FinishHandler } from '../learning/append'
import { type Attempt, coin, readAttempt, startAttempt } from '../learning/attempts'
import { isBest, repeatOf } from '../learning/repeats'
import { type Database, database } from '../database'
import { libraryIn } from '../library/library'
import { renewScores } from '../outbox/outbox'
import { newId } from '../platform/tokens'
import { stateFinished } from '../xapi/finished'
import { isStating } from '../xapi/disclosure'
import { type Enrolment, enrolmentsOf, readEnrolment } from './enrolment'
import { type ItemRow, claimAttempt, completeItems, repeated } from './progress'

/** Draws the variant when the item is first opened. @returns null if the library no longer holds the scenario */
export async function openAttempt({ row, course }: Enrolment, item: ScenarioItem, locale: string): Promise<string | null> {
  const { scenario } = await libraryIn(locale)
  const isForked = (id: string) => VARIANTS.every((name) => scenario(id)?.variants[name])
  const { attempt, variant } = await claimAttempt(row.id, item.id, newId(), (rows) =>
    isForked(item.scenario) ? drawVariant(drawnBeside(item, course, rows, isForked), coin()) : null,
  )
  if (await readAttempt(row.learner_id, attempt)) return attempt
  return startAttempt({ id: attempt, learner: row.learner_id, scenario: item.scenario, locale, variant: variant ?? undefined })
}

/** For `drawVariant`. Takes no account of tutorials, and of scenarios that were skipped before they were opened. */
const drawnBeside = (
  item: ScenarioItem,
  { items }: Pick<Course, 'items'>,
  rows: readonly ItemRow[],
  isForked: (scenario: string) => boolean,
): (Variant | null)[] =>
  items.flatMap((other) => {
    if (other.kind !== 'scenario' || other.id === item.id) return []
    const known = rows.find((row) => row.item === other.id)
    if (known?.variant) return [known.variant]
    return known?.done_at != null || !isForked(other.scenario) ? [] : [null]
  })

/** The item in which the learner's first play of this scenario counts. */
export async function countsFor(learner: string, scenario: string): Promise<{ enrolment: Enrolment; item: ScenarioItem } | null> {
  for (const enrolment of await enrolmentsOf(learner)) {
    const item = enrolment.course.items.find(
      (i) => i.kind === 'scenario' && i.scenario === scenario && !enrolment.items.some((r) => r.item === i.id && r.doneAt !== null),
    )
    if (item?.kind === 'scenario') return { enrolment, item }
  }
  return null
}

/** Once it is done: another attempt that counts while none has held, and practice after that. */
export const playAgain = (enrolment: Enrolment, item: ScenarioItem, locale: string): Promise<string | null> =>
  isMissed(enrolment.items.find((i) => i.item === item.id)) ? repeat(enrolment, item, locale) : practise(enrolment, item, locale)

async function repeat(enrolment: Enrolment, item: ScenarioItem, locale: string): Promise<string | null> {
  const { row, items } = enrolment
  const { attempt } = items.find((i) => i.item === item.id)!
  const first = attempt && (await readAttempt(row.learner_id, attempt))
  if (!first) return openAttempt(enrolment, item, locale)
  const made = await repeatOf(first, locale)
  if (made?.isNew) await repeated(row.id, item.id)
  return made?.id ?? null
}

/** With the variant that was played. */
async function practise({ row, items }: Enrolment, item: ScenarioItem, locale: string): Promise<string | null> {
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

/** Also writes what the learning record store gets. */
export const attemptFinished: FinishHandler = async (db, end) => {
  const { attempt, ended, now } = end
  const { purpose, parent } = attempt.header
  if (purpose === 'practice') return
  const first = purpose === 'repeat' ? parent! : attempt.id
  await completeItems(db, first, ended, now)
  if (ended && purpose === 'repeat' && (await isBest(db, attempt, ended))) await renewScores(db, first)
  const within = isStating() ? await courseOfAttempt(attempt.learner, attempt.id, db) : null
  await stateFinished(db, end, within?.enrolment.course ?? null)
}

/** Tutorials and scenarios that learners may skip have no result to show. */
export const isResultShared = (attempt: Attempt, within: { enrolment: Enrolment; counts: boolean } | null): boolean =>
  within?.counts === true && within.enrolment.course.shares === 'results' && isCounted(attempt.compiled)

/** How many parents to follow. Nobody goes beyond a replay of a repeat of a first attempt. */
const GENERATIONS = 8

/** Null if this learner opened it outside a course. */
export async function courseOfAttempt(
  learner: string,
  attempt: string,
  db: Database = database(),
): Promise<{ enrolment: Enrolment; item: Item; counts: boolean } | null> {
  let id: string | null = attempt
  let isRepeat = false
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
    if (enrolment && item) return { enrolment, item, counts: back === 0 || (back === 1 && isRepeat) }
    const row: { parent: string | null; purpose: string } | undefined = await db
      .selectFrom('attempt')
      .select(['parent', 'purpose'])
      .where('id', '=', id)
      .where('learner_id', '=', learner)
      .executeTakeFirst()
    id = row?.parent ?? null
    isRepeat = row?.purpose === 'repeat'
  }
  return null
}
