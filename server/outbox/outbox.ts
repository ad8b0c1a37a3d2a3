import 'server-only'
import { type Database, database } from '../database'
import type { OutboxRow } from '../database/row-types/outbox'
import { log, logFault } from '../platform/log'

/** One table, and one job that sends what is due. A sender knows where one kind of entry goes. */
const MINUTE = 60_000
const LONGEST_WAIT = 12 * 60 * MINUTE
/** How long a run sends to one destination. */
const SHARE = 20_000

type Kind = OutboxRow['kind']
export type Entry = Pick<OutboxRow, 'id' | 'body' | 'tries' | 'at'>

export interface Answer {
  /** 0 if nobody answered. */
  status: number
  /** Whether the answer is about the entry. If not, it only means that nothing gets through now. */
  isAboutEntry: boolean
}
interface DeliveryAttempt {
  entry: Entry
  answer: Answer
}
export type SendNext = (now: number) => Promise<DeliveryAttempt | null>
export interface Sender {
  kind: Kind
  /** Whether entries stay after they were sent or given up. */
  keeps: boolean
  mostTries: number
  /** Brings its entries up to date. @returns one for each destination, because they must not wait for one another */
  open(now: number): Promise<SendNext[]>
}

type NewEntry = { id: string; body: object } & ({ kind: 'statement'; learner_id: string } | { kind: 'score'; link_id: string })

/** Adds entries. A link that has a score already keeps it. */
export const put = (db: Database, entries: readonly NewEntry[], now: number): Promise<unknown> =>
  db
    .insertInto('outbox')
    .values(
      entries.map((entry) => ({
        ...{ learner_id: null, link_id: null, ...entry },
        ...{ body: JSON.stringify(entry.body), at: now, state: 'due' as const, reason: null, tries: 0, due_at: now },
      })),
    )
    .onConflict((c) => c.doNothing())
    .execute()

/**
 * Takes back the scores of links to this attempt, and to courses in which it counts, so that they are made again from the best attempt.
 * Where a platform learns of completion alone, another message would tell that somebody has played again.
 */
export const renewScores = (db: Database, attempt: string): Promise<unknown> =>
  db
    .deleteFrom('outbox')
    .where('link_id', 'in', (q) =>
      q
        .selectFrom('lti_link')
        .select('lti_link.id')
        .where('disclosed', '=', 'result')
        .where((e) =>
          e.or([
            e('attempt_id', '=', attempt),
            e('enrolment_id', 'in', (i) =>
              i.selectFrom('enrolment_item').select('enrolment_item.enrolment_id').where('attempt_id', '=', attempt),
            ),
          ]),
        ),
    )
    .execute()

/** Due entries of a kind, oldest first. Query this before each entry, so that nothing is sent that was erased a moment ago. */
export const due = (kind: Kind, now: number) =>
  database()
    .selectFrom('outbox')
    .select(['outbox.id', 'body', 'tries', 'at'])
    .where('kind', '=', kind)
    .where('state', '=', 'due')
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .orderBy('outbox.id')

/** Milliseconds until the next try: two minutes, four, and so on. */
export const waitAfter = (tries: number): number => Math.min(LONGEST_WAIT, MINUTE * 2 ** tries)

type Meaning = 'sent' | 'later' | 'refused'
/** An entry that is there already, or in a newer version, counts as sent. An entry that was refused would be refused again. */
export function meaningOf({ status, isAboutEntry }: Answer): Meaning {
  if (!isAboutEntry) return 'later'
  if ((status >= 200 && status < 300) || status === 409) return 'sent'
  return status < 400 || status >= 500 || [401, 408, 425, 429].includes(status) ? 'later' : 'refused'
}

export async function emptyOutbox(
  senders: readonly Sender[],
  stopping: AbortSignal,
  now = Date.now(),
): Promise<Record<Meaning, number> | { again: Record<Meaning, number> } | null> {
  const done = { sent: 0, later: 0, refused: 0 }
  const failed = (error: unknown): false => {
    logFault('The outbox could not be emptied', error)
    return false
  }
  const drain = async (sender: Sender): Promise<boolean> => {
    const destinations = await sender.open(now)
    const rest = await Promise.all(destinations.map((next) => sendAll(sender, next, { stopping, now, done }).catch(failed)))
    return rest.includes(true)
  }
  const rest = await Promise.all(senders.map((sender) => drain(sender).catch(failed)))
  if (rest.includes(true)) return { again: done }
  return done.sent + done.later + done.refused > 0 ? done : null
}

interface Run {
  stopping: AbortSignal
  now: number
  done: Record<Meaning, number>
}
/** @returns whether there was no time for the rest */
async function sendAll(sender: Sender, next: SendNext, { stopping, now, done }: Run): Promise<boolean> {
  const until = Date.now() + SHARE
  while (!stopping.aborted) {
    if (Date.now() > until) return true
    const tried = await next(now)
    if (!tried) return false
    const meant = meaningOf(tried.answer)
    done[meant]++
    await settle(sender, tried, meant, now)
    // One try is enough to know that the destination accepts nothing now.
    if (meant === 'later') return false
  }
  return false
}

async function settle({ kind, keeps, mostTries }: Sender, { entry, answer }: DeliveryAttempt, meant: Meaning, now: number): Promise<void> {
  const { status } = answer
  const tries = entry.tries + 1
  const isOver = meant !== 'later' || tries >= mostTries
  if (meant !== 'sent')
    log().warn(
      { kind, status },
      isOver ? 'What was to be sent was not taken, and is given up' : 'Nothing is taken there now; it is tried again',
    )
  if (isOver && !keeps) {
    await database().deleteFrom('outbox').where('id', '=', entry.id).execute()
    return
  }
  await database()
    .updateTable('outbox')
    .set({
      state: meant === 'sent' ? 'sent' : isOver ? 'failed' : 'due',
      reason: status === 0 ? 'unreachable' : meant === 'sent' && status !== 409 ? null : String(status),
      tries,
      due_at: now + waitAfter(tries),
    })
    .where('id', '=', entry.id)
    .execute()
}
