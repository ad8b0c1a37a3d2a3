import 'server-only'
import { randomInt } from 'node:crypto'
import { type Header, type Purpose, type Replay, replay } from '@/scenarios/engine/play/journal'
import type { PlayEvent } from '@/scenarios/engine/play/events'
import type { Variant } from '@/scenarios/engine/format/schema'
import { type Names, drawNames } from '@/scenarios/engine/play/names'
import { BUDGETS } from '../platform/budgets'
import type { CompiledVariant } from '../library/library'
import { archive, compiledOf, libraryIn } from '../library/library'
import { type AttemptRow, type Database, database, isDuplicate } from '../database'
import { newId } from '../platform/tokens'
import { metrics } from '../platform/metrics'
import { insertEvents, readEvents, readEventsOf } from './events'

export interface Attempt {
  id: string
  learner: string
  header: Header
  startedAt: number
  events: PlayEvent[]
  compiled: CompiledVariant
  replay: Replay
}

interface Start {
  learner: string
  scenario: string
  locale: string
  /** If left out, a coin decides. */
  variant?: Variant
  parent?: string
  purpose?: Header['purpose']
  events?: PlayEvent[]
  /** Names that are already fixed, by character. */
  names?: Names
  /** Set if the same start may be requested twice at once, so that the second request finds what the first created. */
  id?: string
}

/** A fair coin, from the system's own source of randomness. */
export const coin = (): Variant => (randomInt(2) === 0 ? 'hostile' : 'genuine')

export async function startAttempt({
  learner,
  scenario,
  locale,
  parent,
  purpose: wanted = 'learn',
  events = [],
  ...fixed
}: Start): Promise<string | null> {
  const library = await libraryIn(locale)
  const compiled = library.compiled(scenario, fixed.variant ?? coin())
  if (!compiled) return null
  // Drawn separately: names are visible at once, so they must reveal nothing about the variant.
  const { pool } = library.scenario(scenario)!
  const met = fixed.names ? [] : await namesMet(learner)
  const names = drawNames(pool, Object.keys(compiled.play.cast), randomInt(2 ** 31 - 1), fixed.names, met)
  const id = fixed.id ?? newId()
  // An attempt with a given id belongs to a course or continues another.
  const purpose = wanted === 'learn' && !fixed.id && (await countLearnt(learner, scenario)) >= BUDGETS.learn ? 'practice' : wanted
  await archive(compiled)
  const insert = database()
    .transaction()
    .execute(async (db) => {
      if (purpose !== 'learn') await makeRoom(db, learner, scenario, purpose)
      await db
        .insertInto('attempt')
        .values({
          id,
          learner_id: learner,
          scenario,
          variant: compiled.key.variant,
          ...compiled.identity,
          names: JSON.stringify(names),
          locale,
          parent: parent ?? null,
          purpose,
          started_at: Date.now(),
        })
        .execute()
      if (events.length > 0) await insertEvents(db, id, 0, events)
    })
  await insert.then(
    () => metrics().started.inc({ purpose }),
    (error: unknown) => {
      if (!fixed.id || !isDuplicate(error)) throw error
    },
  )
  return id
}

/** How many scenarios back we avoid a name. */
const REMEMBERED = 6
async function namesMet(learner: string): Promise<Names[]> {
  const rows = await database()
    .selectFrom('attempt')
    .select('names')
    .where('learner_id', '=', learner)
    .orderBy('started_at', 'desc')
    .limit(REMEMBERED)
    .execute()
  return rows.map(({ names }) => JSON.parse(names) as Names)
}

async function countLearnt(learner: string, scenario: string): Promise<number> {
  const { n } = await database()
    .selectFrom('attempt')
    .select((e) => e.fn.countAll<number | string>().as('n'))
    .where('learner_id', '=', learner)
    .where('scenario', '=', scenario)
    .where('purpose', '=', 'learn')
    .executeTakeFirstOrThrow()
  return Number(n)
}

async function makeRoom(db: Database, learner: string, scenario: string, purpose: Purpose): Promise<void> {
  const others = await db
    .selectFrom('attempt')
    .select('id')
    .where('learner_id', '=', learner)
    .where('scenario', '=', scenario)
    .where('purpose', '=', purpose)
    .orderBy('started_at', 'desc')
    .execute()
  const over = others.slice(BUDGETS.practice - 1).map(({ id }) => id)
  for (let from = 0; from < over.length; from += 500)
    await db
      .deleteFrom('attempt')
      .where('id', 'in', over.slice(from, from + 500))
      .execute()
}

/** Whether it was started from a debrief, so that its learner knows the variant. */
export const isAgain = ({ purpose, parent }: Header): boolean => purpose === 'practice' && parent !== null

export async function readAttempt(learner: string, id: string): Promise<Attempt | null> {
  const row = await database().selectFrom('attempt').selectAll().where('id', '=', id).where('learner_id', '=', learner).executeTakeFirst()
  return row ? read(row) : null
}

export async function readAttempts(learner: string, ids: string[]): Promise<Attempt[]> {
  if (ids.length === 0) return []
  const rows = await database().selectFrom('attempt').selectAll().where('id', 'in', ids).where('learner_id', '=', learner).execute()
  const events = await readEventsOf(rows.map(({ id }) => id))
  return Promise.all(rows.map((row) => read(row, events.get(row.id) ?? [])))
}

async function read(row: AttemptRow, known?: PlayEvent[]): Promise<Attempt> {
  const [compiled, events] = await Promise.all([compiledOf(row), known ?? readEvents(row.id)])
  return {
    id: row.id,
    learner: row.learner_id,
    header: headerOf(row),
    startedAt: row.started_at,
    events,
    compiled,
    replay: replay(compiled.play, events),
  }
}
const headerOf = ({ scenario, variant, structure, texts, names, locale, parent, purpose }: AttemptRow): Header => ({
  scenario,
  variant,
  identity: { structure, texts },
  names: JSON.parse(names) as Names,
  locale,
  parent,
  purpose,
})
