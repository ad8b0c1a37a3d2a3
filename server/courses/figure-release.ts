import 'server-only'
import { setImmediate as breathe } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Nature } from '@/scenarios/engine/format/schema'
import { type Cell, addCells } from '@/scenarios/engine/score/cohort'
import { type Rest, addRest } from '@/scenarios/engine/score/item-statistics'
import { type Attempt, type Words, addWords, releaseFigures, releaseRest, releaseWords } from '@/scenarios/engine/score/figure-release'
import { type Database, database } from '../database'
import { finishedAttempts, markedOf } from './analytics-rows'
import { versionIn } from './version'

/** What is stored for one block, item and version in one month. */
export interface ReleaseBody {
  cell?: Cell
  rest?: Rest
  words?: Words
}
interface Sum {
  block: string
  item: string
  structure: string
  nature: Nature | ''
  month: string
  body: ReleaseBody
}

const added = (a: ReleaseBody, b: ReleaseBody): ReleaseBody => ({
  ...(a.cell || b.cell ? { cell: a.cell && b.cell ? addCells(a.cell, b.cell) : (a.cell ?? b.cell) } : {}),
  ...(a.rest || b.rest ? { rest: a.rest && b.rest ? addRest(a.rest, b.rest) : (a.rest ?? b.rest) } : {}),
  ...(a.words || b.words ? { words: a.words && b.words ? addWords(a.words, b.words) : (a.words ?? b.words) } : {}),
})

/** For the scheduler: releases what waits and is a crowd, for every course. */
export async function releaseAll(stopping?: AbortSignal): Promise<{ courses: number } | null> {
  let courses = 0
  for (const { id } of await database().selectFrom('course').select('id').execute()) {
    if (stopping?.aborted) break
    if (await releaseCourse(id)) courses++
  }
  return courses > 0 ? { courses } : null
}

/**
 * Writes the figures that have become complete for a course. Each write is a transaction that checks that the course has not changed
 * since it was read: if two processes count the same attempts, one writes and the other leaves them for the next time.
 * @returns whether anything was written
 */
export async function releaseCourse(course: string): Promise<boolean> {
  let { releases } = (await database().selectFrom('course').select('releases').where('id', '=', course).executeTakeFirst()) ?? {
    releases: -1,
  }
  if (releases < 0) return false
  const before = releases
  const attempts = await finishedAttempts(course)
  const marked = await markedOf(attempts)
  const write = async (sums: Sum[], marks: Marks): Promise<boolean> => {
    if (sums.length === 0) return true
    const done = await writeOnce(course, releases, sums, marks)
    if (done) releases++
    return done
  }
  /** Blocks with a new batch. */
  const fresh = new Set<string>()
  for (const rows of grouped(attempts, (a) => `${a.block} ${a.item} ${a.version}`)) {
    const { block, item, version } = rows[0]!
    const figures = releaseFigures(rows, marked(version))
    const rest = releaseRest(rows, marked(version))
    const sums = [
      figures && { month: figures.month, body: { cell: figures.sums } },
      rest && { month: rest.month, body: { rest: rest.sums } },
    ].flatMap((sum): Sum[] => (sum ? [{ block, item, ...versionIn(version), ...sum }] : []))
    if (!(await write(sums, { counted: figures?.marked, weighed: rest?.marked }))) return releases > before
    if (figures) {
      fresh.add(block)
      for (const row of rows) row.counted = figures.marked.get(row.id) ?? row.counted
    }
    await breathe()
  }
  for (const rows of grouped(attempts, (a) => a.block)) {
    if (!fresh.has(rows[0]!.block)) continue
    const { words, said } = releaseWords(rows, marked)
    const sums =
      said.length === 0 ? [] : [{ block: rows[0]!.block, item: '', structure: '', nature: '' as const, month: '', body: { words } }]
    if (!(await write(sums, { said }))) break
  }
  return releases > before
}

interface Marks {
  counted?: ReadonlyMap<string, string> | undefined
  weighed?: ReadonlyMap<string, string> | undefined
  said?: readonly string[]
}

const writeOnce = (course: string, seen: number, sums: readonly Sum[], { counted, weighed, said = [] }: Marks): Promise<boolean> =>
  database()
    .transaction()
    .execute(async (db) => {
      const { numUpdatedRows } = await db
        .updateTable('course')
        .set({ releases: seen + 1 })
        .where('id', '=', course)
        .where('releases', '=', seen)
        .executeTakeFirst()
      if (numUpdatedRows === 0n) return false
      for (const { body, ...key } of sums) {
        const row = { course_id: course, ...key }
        const known = await db
          .selectFrom('release')
          .select('body')
          .where((e) => e.and(row))
          .executeTakeFirst()
        const text = JSON.stringify(known ? added(JSON.parse(known.body) as ReleaseBody, body) : body)
        if (known)
          await db
            .updateTable('release')
            .set({ body: text })
            .where((e) => e.and(row))
            .execute()
        else
          await db
            .insertInto('release')
            .values({ ...row, body: text })
            .execute()
      }
      if (counted) await mark(db, 'counted', counted)
      if (weighed) await mark(db, 'weighed', weighed)
      for (let i = 0; i < said.length; i += ROWS)
        await db
          .updateTable('attempt_result')
          .set({ said: 1 })
          .where('attempt_id', 'in', said.slice(i, i + ROWS))
          .execute()
      return true
    })

const ROWS = 500

async function mark(db: Database, column: 'counted' | 'weighed', texts: ReadonlyMap<string, string>): Promise<void> {
  const all = [...texts]
  for (let i = 0; i < all.length; i += ROWS) {
    const values = sql.join(all.slice(i, i + ROWS).map(([id, text]) => sql`(${id}, ${text})`))
    await sql`update attempt_result set ${sql.ref(column)} = given.column2 from (values ${values}) as given where attempt_id = given.column1`.execute(
      db,
    )
  }
}

function grouped(attempts: readonly Attempt[], by: (attempt: Attempt) => string): Attempt[][] {
  const groups = new Map<string, Attempt[]>()
  for (const attempt of attempts) (groups.get(by(attempt)) ?? groups.set(by(attempt), []).get(by(attempt))!).push(attempt)
  return [...groups.values()]
}
