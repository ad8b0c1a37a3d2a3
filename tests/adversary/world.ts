/** A fresh SQLite database for the adversaries: acts through the server's own functions, attempts as rows. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Course } from '@/scenarios/engine/course/course'
import type { Variant } from '@/scenarios/engine/format/schema'
import { SSO_ID } from '@/server/accounts/paths'
import { learnerOfUser } from '@/server/accounts/people'
import { enrol } from '@/server/enrolment/enrolment'
import { itemDone } from '@/server/enrolment/progress'
import { type Store, held, migrate, openStore } from '@/server/database'
import { newId } from '@/server/platform/tokens'
import { archive, libraryIn } from '@/server/library/library'
import { ownDomain, published } from '../support/courses'
import { numbers, resultOf } from '../support/many-learners'

/** `role`: an account that owns courses. `anonymous`: a browser, without an account. */
export type Kind = 'vouched' | 'proven' | 'unproven' | 'role' | 'anonymous'
export interface WorldPerson {
  kind: Kind
  user: string | null
  learner: string
  enrolment: string
  handle: string
  result: (ReturnType<typeof resultOf> & { variant: Variant }) | null
}

export interface World {
  store: Store
  random: () => number
  below: (n: number) => number
  course: string
  cohort: string
  person(kind: Kind, email?: string): Promise<WorldPerson>
  into(someone: WorldPerson, cohort: string): Promise<void>
  /** Plays an item of the course in a variant, drawn unless it is named; the last one completes the course. */
  finishes(someone: WorldPerson, item?: string, variant?: Variant): Promise<void>
}

/** @param rules of a course with one scenario, unless they name others */
export async function inWorld<T>(seed: number, rules: Partial<Course>, work: (world: World) => Promise<T>): Promise<T> {
  const directory = mkdtempSync(join(tmpdir(), 'second-look-adversary-'))
  const store = (held.store = openStore({ directory }))
  try {
    await migrate(store)
    // Nothing here needs to survive a power cut.
    await sql`pragma synchronous = off`.execute(store.db)
    await ownDomain()
    const random = numbers(seed)
    const { items, ...given }: Course = {
      title: 'A course',
      summary: 'About it.',
      passing: 'debrief',
      shares: 'completion',
      people: 'names',
      due_days: 30,
      renew_months: null,
      items: [{ id: 'p1', kind: 'scenario', scenario: 'P01' }],
      ...rules,
    }
    const library = await libraryIn('en')
    const scenarios = new Map(items.flatMap((i) => (i.kind === 'scenario' ? [[i.id, i.scenario] as const] : [])))
    for (const scenario of scenarios.values()) await archive(library.compiled(scenario, 'hostile')!)
    const { id: course, cohort } = await published({ ...given, items })
    let clock = Date.UTC(2026, 2, 2)
    return await work({
      store,
      random,
      below: (n) => Math.floor(random() * n),
      course,
      cohort,
      async person(kind, email) {
        if (kind === 'anonymous') {
          const learner = newId()
          await store.db.insertInto('learner').values({ id: learner, created_at: clock, user_id: null }).execute()
          return { kind, user: null, learner, enrolment: '', handle: '', result: null }
        }
        const user = newId()
        const at = new Date(clock).toISOString()
        const row = {
          id: user,
          name: `Name ${user}`,
          email: email ?? `${user.toLowerCase()}@example.org`,
          emailVerified: Number(kind !== 'unproven'),
          createdAt: at,
          updatedAt: at,
        }
        await store.db
          .insertInto('user')
          .values(row as never)
          .execute()
        if (kind === 'vouched')
          await store.db
            .insertInto('account')
            .values({ id: newId(), userId: user, providerId: SSO_ID, accountId: user, createdAt: at, updatedAt: at } as never)
            .execute()
        if (kind === 'role') await store.db.insertInto('user_role').values({ user_id: user, role: 'owner' }).execute()
        return { kind, user, learner: await learnerOfUser(user), enrolment: '', handle: '', result: null }
      },
      async into(someone, to) {
        const done = await enrol({ learner: someone.learner, cohort: to, now: (clock += 60_000) })
        if (!done.ok) throw new Error(done.reason)
        someone.enrolment = done.id
        someone.handle = (
          await store.db.selectFrom('enrolment').select('handle').where('id', '=', done.id).executeTakeFirstOrThrow()
        ).handle
      },
      async finishes(someone, item = 'p1', variant = random() < 0.5 ? 'hostile' : 'genuine') {
        const scenario = scenarios.get(item)!
        const compiled = library.compiled(scenario, variant)!
        const [attempt, at] = [newId(), (clock += 60_000)]
        const result = resultOf(compiled, random(), random)
        someone.result = { ...result, variant }
        await store.db
          .insertInto('attempt')
          .values({
            id: attempt,
            learner_id: someone.learner,
            scenario,
            variant,
            ...compiled.identity,
            names: '{}',
            locale: 'en',
            parent: null,
            purpose: 'learn',
            started_at: at,
          })
          .execute()
        await store.db
          .insertInto('attempt_result')
          .values({
            attempt_id: attempt,
            structure: compiled.identity.structure,
            variant,
            first: 1,
            finished_at: at,
            ...result,
          })
          .execute()
        await store.db
          .insertInto('enrolment_item')
          .values({
            enrolment_id: someone.enrolment,
            item,
            variant,
            attempt_id: attempt,
            tries: 1,
            done_at: null,
            outcome: null,
            result: null,
          })
          .onConflict((c) => c.columns(['enrolment_id', 'item']).doUpdateSet({ attempt_id: attempt, tries: 1 }))
          .execute()
        await store.db
          .transaction()
          .execute((db) => itemDone(db, someone.enrolment, item, { outcome: result.outcome, result: result.result }, at))
      },
    })
  } finally {
    await store.db.destroy()
    held.store = undefined
    rmSync(directory, { recursive: true, force: true })
  }
}

/** A guesser's hits per run, because guesses within a run are correlated. */
export class Score {
  readonly runs: { right: number; of: number }[] = []
  run(): { right: number; of: number } {
    const own = { right: 0, of: 0 }
    this.runs.push(own)
    return own
  }
  get rate(): number {
    return this.runs.reduce((s, r) => s + r.right, 0) / this.runs.reduce((s, r) => s + r.of, 0)
  }
}

/** How much better one guesser is than another over the same runs, and the standard error. */
export function advantage(a: Score, b: Score): { mean: number; se: number } {
  const differences = a.runs.flatMap((own, i) =>
    own.of === 0 || b.runs[i]!.of === 0 ? [] : [own.right / own.of - b.runs[i]!.right / b.runs[i]!.of],
  )
  const mean = differences.reduce((s, d) => s + d, 0) / differences.length
  return { mean, se: Math.sqrt(differences.reduce((s, d) => s + (d - mean) ** 2, 0) / (differences.length - 1) / differences.length) }
}
