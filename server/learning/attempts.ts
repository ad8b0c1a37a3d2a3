import 'server-only'
import { randomInt } from 'node:crypto'
import { type Header, type Replay, eventsBefore, goOn, isFinished, replay } from '@/scenarios/engine/play/journal'
import type { PlayEvent } from '@/scenarios/engine/play/play'
import type { Nature } from '@/scenarios/engine/format/schema'
import { attemptResult } from '@/scenarios/engine/score/result'
import { BUDGETS } from '../platform/budgets'
import type { CompiledScenario } from '../library/library'
import { archive, compiledOf, libraryIn, scorerOf } from '../library/library'
import { type AttemptRow, type Database, database, isDuplicate, isOrphan } from '../database'
import { hashToken, newId } from '../platform/tokens'
import { metrics } from '../platform/metrics'

/** An attempt as its learner may reach it: the header, the journal, and what it was played on. */
export interface Attempt {
  id: string
  learner: string
  header: Header
  startedAt: number
  events: PlayEvent[]
  scenario: CompiledScenario
  replay: Replay
}

interface Start {
  learner: string
  pattern: string
  locale: string
  /** Drawn by a lot of its own if left out. */
  nature?: Nature
  parent?: string
  purpose?: Header['purpose']
  /** Events to begin with: a replay from a decision, or a journal carried over from an older version. */
  events?: PlayEvent[]
  seed?: number
  /** Where the same start may be asked for twice at one moment: the second finds what the first made. */
  id?: string
}

/** Starts an attempt and returns its id, or null where the library holds no such pattern. */
export async function startAttempt({
  learner,
  pattern,
  locale,
  parent,
  purpose: wanted = 'learn',
  events = [],
  ...fixed
}: Start): Promise<string | null> {
  // Two lots: the seed draws the names, which are seen at once, and so may say nothing of the nature.
  const seed = fixed.seed ?? randomInt(2 ** 31 - 1)
  const scenario = (await libraryIn(locale)).scenario(pattern, fixed.nature ?? (randomInt(2) === 0 ? 'hostile' : 'genuine'))
  if (!scenario) return null
  const id = fixed.id ?? newId()
  // An attempt with an id is a course's, or goes on with another.
  const purpose = wanted === 'learn' && !fixed.id && (await countLearnt(learner, pattern)) >= BUDGETS.learn ? 'practice' : wanted
  await archive(scenario)
  const insert = database()
    .transaction()
    .execute(async (db) => {
      if (purpose === 'practice') await makeRoom(db, learner, pattern)
      await db
        .insertInto('attempt')
        .values({
          id,
          learner_id: learner,
          pattern,
          nature: scenario.key.nature,
          hash: scenario.hash,
          seed,
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

async function countLearnt(learner: string, pattern: string): Promise<number> {
  const { n } = await database()
    .selectFrom('attempt')
    .select((e) => e.fn.countAll<number | string>().as('n'))
    .where('learner_id', '=', learner)
    .where('pattern', '=', pattern)
    .where('purpose', '=', 'learn')
    .executeTakeFirstOrThrow()
  return Number(n)
}

/** The oldest practice makes room for the next. */
async function makeRoom(db: Database, learner: string, pattern: string): Promise<void> {
  const practice = await db
    .selectFrom('attempt')
    .select('id')
    .where('learner_id', '=', learner)
    .where('pattern', '=', pattern)
    .where('purpose', '=', 'practice')
    .orderBy('started_at', 'desc')
    .execute()
  const over = practice.slice(BUDGETS.practice - 1).map(({ id }) => id)
  // An older server may have kept thousands.
  for (let from = 0; from < over.length; from += 500)
    await db
      .deleteFrom('attempt')
      .where('id', 'in', over.slice(from, from + 500))
      .execute()
}

/** The learner's own attempt, or null where there is none of that id: another's is as good as none. */
export async function readAttempt(learner: string, id: string): Promise<Attempt | null> {
  const row = await database().selectFrom('attempt').selectAll().where('id', '=', id).where('learner_id', '=', learner).executeTakeFirst()
  return row ? read(row) : null
}

async function read(row: AttemptRow): Promise<Attempt> {
  const [scenario, events] = await Promise.all([compiledOf(row.hash), readEvents(row.id)])
  return {
    id: row.id,
    learner: row.learner_id,
    header: headerOf(row),
    startedAt: row.started_at,
    events,
    scenario,
    replay: replay(scenario.play, events),
  }
}
const headerOf = ({ pattern, nature, hash, seed, locale, parent, purpose }: AttemptRow): Header => ({
  pattern,
  nature,
  hash,
  seed,
  locale,
  parent,
  purpose,
})

async function readEvents(id: string): Promise<PlayEvent[]> {
  const rows = await database().selectFrom('event').select('body').where('attempt_id', '=', id).orderBy('seq').execute()
  return rows.map((r) => JSON.parse(r.body) as PlayEvent)
}

function insertEvents(db: Database, attempt: string, seq: number, events: PlayEvent[]) {
  const at = Date.now()
  return db
    .insertInto('event')
    .values(events.map((event, i) => ({ attempt_id: attempt, seq: seq + i, body: JSON.stringify(event), at })))
    .execute()
}

export type Append =
  | { ok: true; length: number }
  /** The journal reads otherwise: a second tab, the Back button, an event out of its place. Nothing was written. */
  | { ok: false; events: PlayEvent[] }

/** What else the end of an attempt means, in the transaction of its last event. */
export type OnFinished = (db: Database, attempt: string, passed: boolean | null, now: number) => Promise<void>

/**
 * Appends events after the first `seq`, each valid where it stands. Repeating an append changes nothing.
 * Resolves once they are on the disk.
 */
export async function appendEvents(attempt: Attempt, seq: number, events: PlayEvent[], onFinished: OnFinished): Promise<Append> {
  const { events: stored, scenario } = attempt
  const repeated = stored.slice(seq, seq + events.length)
  const fits = seq <= stored.length && repeated.every((e, i) => sameEvent(e, events[i]!))
  if (!fits) return { ok: false, events: stored }
  const fresh = events.slice(repeated.length)
  if (fresh.length === 0) return { ok: true, length: stored.length }
  const after = goOn(scenario.play, attempt.replay, fresh)
  if (after.refused || flagsTooOften(stored.length, fresh)) return { ok: false, events: stored }
  try {
    await database()
      .transaction()
      .execute(async (db) => {
        await insertEvents(db, attempt.id, stored.length, fresh)
        if (isFinished(after.state)) await finish(db, attempt, after, onFinished)
      })
  } catch (error) {
    if (isOrphan(error)) return { ok: false, events: [] }
    if (!isDuplicate(error)) throw error
    // Another tab was faster by a moment: judge again against what it wrote.
    const written = await readEvents(attempt.id)
    return appendEvents({ ...attempt, events: written, replay: replay(scenario.play, written) }, seq, events, onFinished)
  }
  if (isFinished(after.state)) metrics().finished.inc({ purpose: attempt.header.purpose })
  return { ok: true, length: stored.length + fresh.length }
}

/** Nothing else can be done as often as one likes. */
const flagsTooOften = (before: number, events: PlayEvent[]): boolean =>
  events.some((event, i) => before + i >= BUDGETS.events && (event.type === 'flag' || event.type === 'unflag'))

/** What comes of the last event, in its transaction. */
async function finish(db: Database, { id, learner, scenario, header }: Attempt, { steps }: Replay, onFinished: OnFinished): Promise<void> {
  const result = attemptResult(scorerOf(scenario), steps)
  if (!result) return
  const { looks, sure, quality, passed, signs, hits, decoys, falseAlarms, marks } = result
  const now = Date.now()
  const earlier = await db
    .selectFrom('attempt')
    .innerJoin('attempt_result', 'attempt_result.attempt_id', 'attempt.id')
    .select('attempt.id')
    .where('attempt.learner_id', '=', learner)
    .where('attempt.pattern', '=', header.pattern)
    .limit(1)
    .executeTakeFirst()
  await db
    .insertInto('attempt_result')
    .values({
      attempt_id: id,
      hash: header.hash,
      first: Number(header.purpose === 'learn' && !earlier),
      finished_at: now,
      looks,
      sure,
      quality,
      passed: Number(passed),
      signs,
      hits,
      decoys,
      false_alarms: falseAlarms,
      marks,
    })
    .execute()
  // In a tutorial nothing is counted, and nothing can be missed.
  await onFinished(db, id, scenario.kind === 'tutorial' ? null : passed, now)
}

const sameEvent = (a: PlayEvent, b: PlayEvent): boolean => {
  const sorted = (event: object) => JSON.stringify(Object.entries(event).sort(([x], [y]) => (x < y ? -1 : 1)))
  return 'choices' in a && 'choices' in b ? sorted(a.choices) === sorted(b.choices) && a.sure === b.sure : sorted(a) === sorted(b)
}

/** The id of the one attempt that may continue another: the same whoever asks, and as little to be guessed as its parent's. */
const successorOf = (id: string): string => hashToken(`successor ${id}`).slice(0, id.length)

/** Where an unfinished attempt of an older version goes on: a new attempt of today's, from the last event that still fits. */
export async function continueOnCurrent(attempt: Attempt): Promise<{ id: string; lost: number } | null> {
  const { header, events, learner, id } = attempt
  const current = (await libraryIn(header.locale)).scenario(header.pattern, header.nature)
  if (!current || current.hash === header.hash || isFinished(attempt.replay.state)) return null
  // One successor at most, whatever the version: what was played on it must not be forked by a later visit here.
  const successor = successorOf(id)
  const { steps } = replay(current.play, events)
  const lost = events.length - steps.length
  if (await readAttempt(learner, successor)) return { id: successor, lost }
  const next = await startAttempt({
    id: successor,
    learner,
    pattern: header.pattern,
    nature: header.nature,
    seed: header.seed,
    locale: header.locale,
    parent: id,
    purpose: header.purpose,
    events: events.slice(0, steps.length),
  })
  if (!next) return null
  await database().updateTable('enrolment_item').set({ attempt_id: next }).where('attempt_id', '=', id).execute()
  return { id: next, lost }
}

/** Without flags that were taken back, and their taking back: a thousand of them would be copied with each replay. */
function withoutTakenBack(events: readonly PlayEvent[]): PlayEvent[] {
  const standing = new Map<string, number>()
  const gone = new Set<number>()
  events.forEach((event, i) => {
    if (event.type === 'flag') standing.set(event.segment, i)
    if (event.type !== 'unflag') return
    gone.add(i).add(standing.get(event.segment)!)
    standing.delete(event.segment)
  })
  return events.filter((_, i) => !gone.has(i))
}

/** A practice attempt that begins where the n-th decision (from 0) was made. */
export async function replayFrom(attempt: Attempt, submission: number): Promise<string | null> {
  const { header, learner, id } = attempt
  // The current text is played where it still fits; else from as far as it does.
  const current = (await libraryIn(header.locale)).scenario(header.pattern, header.nature)
  if (!current) return null
  const wanted = withoutTakenBack(attempt.events.slice(0, eventsBefore(attempt.replay.steps, submission)))
  const { steps } = replay(current.play, wanted)
  return startAttempt({
    learner,
    pattern: header.pattern,
    nature: header.nature,
    seed: header.seed,
    locale: header.locale,
    parent: id,
    purpose: 'practice',
    events: wanted.slice(0, steps.length),
  })
}

/** The other version of the pattern, for practice: the learner knows by elimination which it is. */
export const startOther = ({ header, learner, id }: Attempt, locale: string): Promise<string | null> =>
  startAttempt({
    learner,
    pattern: header.pattern,
    locale,
    nature: header.nature === 'hostile' ? 'genuine' : 'hostile',
    parent: id,
    purpose: 'practice',
  })

/** An attempt as lists show it. */
export interface ListedAttempt extends Pick<Header, 'pattern' | 'nature' | 'purpose'> {
  id: string
  startedAt: number
  finished: boolean /** Decisions made; of a finished one it is not counted. */
  decided: number
}

/**
 * All of a learner's attempts, the oldest first, without those that a newer version took over. By what is stored of them:
 * nothing is replayed, however many there are.
 */
export async function listAttempts(learner: string): Promise<ListedAttempt[]> {
  const rows = await database()
    .selectFrom('attempt')
    .leftJoin('attempt_result', 'attempt_id', 'id')
    .select(['id', 'pattern', 'nature', 'purpose', 'parent', 'started_at', 'attempt_id'])
    .where('learner_id', '=', learner)
    .orderBy('started_at')
    .execute()
  // Attempts of the first releases were finished without a result being kept.
  const counts = await database()
    .selectFrom('event')
    .innerJoin('attempt', 'attempt.id', 'event.attempt_id')
    .leftJoin('attempt_result', 'attempt_result.attempt_id', 'attempt.id')
    .select([
      'attempt.id',
      (e) => e.fn.sum<number | string>(e.case().when('body', 'like', '%"type":"decide"%').then(1).else(0).end()).as('decided'),
      (e) => e.fn.sum<number | string>(e.case().when('body', 'like', '%"type":"judge"%').then(1).else(0).end()).as('judged'),
    ])
    .where('learner_id', '=', learner)
    .where('attempt_result.attempt_id', 'is', null)
    .groupBy('attempt.id')
    .execute()
  const byId = new Map(counts.map((c) => [c.id, c]))
  const continued = new Set(rows.filter((r) => r.purpose === 'learn').map((r) => r.parent))
  return rows
    .filter((r) => !continued.has(r.id))
    .map(({ id, pattern, nature, purpose, started_at, attempt_id }) => {
      const { decided = 0, judged = 0 } = byId.get(id) ?? {}
      return {
        id,
        pattern,
        nature,
        purpose,
        startedAt: started_at,
        finished: attempt_id !== null || Number(judged) > 0,
        decided: Number(decided),
      }
    })
}

/** Of each scenario the first attempt that was meant to be learnt from: what profiles read. */
export function firstAttempts(attempts: ListedAttempt[]): ListedAttempt[] {
  const first = new Map<string, ListedAttempt>()
  for (const attempt of attempts) {
    const { pattern, nature, purpose } = attempt
    if (purpose === 'learn' && !first.has(`${pattern}/${nature}`)) first.set(`${pattern}/${nature}`, attempt)
  }
  return [...first.values()]
}
