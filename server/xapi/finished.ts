import 'server-only'
import { randomUUID } from 'node:crypto'
import type { Replay } from '@/scenarios/engine/play/journal'
import { scoreAttempt } from '@/scenarios/engine/score/attempt'
import { decidedIn } from '@/scenarios/engine/score/decision-report'
import type { Database } from '../database'
import type { AttemptEnd } from '../learning/append'
import type { Attempt } from '../learning/attempts'
import { stageOf } from '../learning/localise'
import { libraryIn } from '../library/library'
import { put } from '../outbox/outbox'
import { config, ownAddress } from '../platform/config'
import { keyedHash } from '../platform/sealing'
import { type XapiDisclosure, statedOf, statedSince } from './disclosure'
import { type Actor, type DatedDecision, statementsOf } from './statements'

/** In the transaction of the last event. None for practice, or for attempts that began before the learner could read what is stated. */
export async function stateFinished(
  db: Database,
  { attempt, journal, ended, now }: AttemptEnd,
  course: Parameters<typeof statedOf>[1],
): Promise<void> {
  const { learner, header, compiled, startedAt } = attempt
  const stated = statedOf(compiled, course)
  if (!stated || header.purpose === 'practice' || (await begunAt(db, attempt)) < (await statedSince(now, db))) return
  const score = scoreAttempt(compiled, journal.steps)
  const statements = statementsOf(
    {
      actor: await actorOf(db, learner, stated.actor),
      report: stated.report,
      site: ownAddress(config()),
      scenario: header.scenario,
      title: (await libraryIn(header.locale)).scenario(header.scenario)?.title ?? header.scenario,
      locale: compiled.language.locale,
      startedAt,
      finishedAt: now,
      ended,
      decisions: stated.report === 'answers' ? await decisionsOf(db, attempt, journal, score) : [],
    },
    randomUUID,
  )
  const entries = statements.map((body) => ({ id: body.id, kind: 'statement' as const, learner_id: learner, body }))
  await put(db, entries, now)
}

/** When the learner read what is stated. An attempt that continues an older version began with that one. */
async function begunAt(db: Database, { startedAt, header }: Attempt): Promise<number> {
  let begun = startedAt
  for (let id = header.parent; id !== null; ) {
    const before = await db.selectFrom('attempt').select(['started_at', 'parent']).where('id', '=', id).executeTakeFirst()
    begun = before?.started_at ?? begun
    id = before?.parent ?? null
  }
  return begun
}

/** A code that leads to nobody without AUTH_SECRET, or the address, if the account has proven that it is its own. */
export async function actorOf(db: Database, learner: string, by: XapiDisclosure['actor']): Promise<Actor> {
  const account =
    by === 'email'
      ? await db
          .selectFrom('learner')
          .innerJoin('user', 'user.id', 'learner.user_id')
          .select(['email', 'emailVerified'])
          .where('learner.id', '=', learner)
          .executeTakeFirst()
      : undefined
  if (account?.emailVerified) return { objectType: 'Agent', mbox: `mailto:${account.email}` }
  return { objectType: 'Agent', account: { homePage: ownAddress(config()), name: keyedHash('statements', learner).slice(0, 22) } }
}

async function decisionsOf(
  db: Database,
  attempt: Attempt,
  { steps }: Replay,
  { submissions }: ReturnType<typeof scoreAttempt>,
): Promise<DatedDecision[]> {
  const times = await db.selectFrom('event').select('at').where('attempt_id', '=', attempt.id).orderBy('seq').execute()
  const made = steps.flatMap(({ event }, i) => (event.type === 'decide' ? [times[i]!.at] : []))
  const decided = decidedIn(stageOf(attempt).play, submissions)
  return decided.map(({ submission, ...one }) => ({ ...one, at: made[submission]! }))
}
