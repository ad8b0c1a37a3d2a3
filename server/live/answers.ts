import 'server-only'
import { type Answer, validateAnswer } from '@/scenarios/engine/live/ballot'
import { roomState } from '@/scenarios/engine/live/room'
import { type Database, database, locked } from '../database'
import { metrics } from '../platform/metrics'
import { grouped } from './group-commit'
import { type LiveRoom, catchUp, readPeople } from './live-room'
import { counted } from './screens'

export type AnswerOutcome = 'taken' | 'closed' | 'unfit' | 'removed' | 'unknown' | 'busy'
interface PendingAnswer {
  room: LiveRoom
  participant: string
  answer: Answer
}

export const submit: (sent: PendingAnswer) => Promise<AnswerOutcome> = grouped(takeAll)

async function takeAll(group: PendingAnswer[]): Promise<Exclude<AnswerOutcome, 'busy'>[]> {
  const rooms = new Map(group.map(({ room }) => [room.id, room]))
  const results = await database()
    .transaction()
    .execute(async (db) => {
      const versions = await lockRooms(db, [...rooms.keys()])
      for (const [id, room] of rooms) {
        const row = versions.get(id)
        if (!row) continue
        if (row.version >= room.history.length) await catchUp(room, db)
        if (row.removals !== room.removals) await readPeople(room, db)
      }
      await findJoined(db, group)
      const verdicts = group.map(({ room, participant, answer }) =>
        !versions.has(room.id)
          ? 'unknown'
          : !room.people.has(participant)
            ? 'unknown'
            : validateAnswer(room.script.play, roomState(room.history), answer),
      )
      await write(
        db,
        group.filter((_, i) => verdicts[i] === 'taken'),
      )
      return verdicts
    })
  for (const room of rooms.values()) counted(room)
  metrics().answers.inc(results.filter((result) => result === 'taken').length)
  return results
}

/** Locks the rooms until the commit, so that no command can come between and an accepted answer was in time. */
async function lockRooms(db: Database, ids: string[]) {
  const rows = await locked(
    db.selectFrom('room').select(['id', 'version', 'removals']).where('id', 'in', ids).orderBy('id'),
    'share',
  ).execute()
  return new Map(rows.map((r) => [r.id, r]))
}

/** Looks up participants who may just have joined through another process. */
async function findJoined(db: Database, group: PendingAnswer[]): Promise<void> {
  const missing = new Set(group.filter(({ room, participant }) => !room.people.has(participant)).map((s) => s.room))
  for (const room of missing) await readPeople(room, db)
}

async function write(db: Database, taken: PendingAnswer[]): Promise<void> {
  // If a group has several answers by one participant, only the latest counts, because one statement may write a row only once.
  const rows = new Map<string, { room_id: string; moment: number; about: string; participant: string; seq: number; body: string }>()
  for (const { room, participant, answer } of taken) {
    const { moment, about, seq } = answer
    const key = `${room.id} ${moment} ${about} ${participant}`
    if ((rows.get(key)?.seq ?? -1) < seq) rows.set(key, { room_id: room.id, moment, about, participant, seq, body: bodyOf(answer) })
  }
  if (rows.size === 0) return
  await db
    .insertInto('room_answer')
    .values([...rows.values()])
    .onConflict((c) =>
      c
        .columns(['room_id', 'moment', 'about', 'participant'])
        .doUpdateSet((e) => ({ seq: e.ref('excluded.seq'), body: e.ref('excluded.body') }))
        .whereRef('room_answer.seq', '<', 'excluded.seq'),
    )
    .execute()
}

/** Gives equal answers equal texts, so that the database can count them. */
function bodyOf(answer: Answer): string {
  if (answer.about === 'flags') return JSON.stringify([...new Set(answer.flags)].sort())
  const { ballot } = answer
  if (ballot.kind !== 'decide' && ballot.kind !== 'word') return JSON.stringify(ballot)
  const choices = Object.fromEntries(Object.entries(ballot.choices).sort(([a], [b]) => (a < b ? -1 : 1)))
  if (ballot.kind === 'word') return JSON.stringify({ kind: ballot.kind, choices })
  const { kind, reported, rating } = ballot
  return JSON.stringify({ kind, choices, reported, rating })
}
