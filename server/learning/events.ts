import 'server-only'
import type { PlayEvent } from '@/scenarios/engine/play/events'
import { type Database, database } from '../database'

export async function readEvents(id: string): Promise<PlayEvent[]> {
  const rows = await database().selectFrom('event').select('body').where('attempt_id', '=', id).orderBy('seq').execute()
  return rows.map((r) => JSON.parse(r.body) as PlayEvent)
}

export async function readEventsOf(ids: string[]): Promise<Map<string, PlayEvent[]>> {
  const rows = await database().selectFrom('event').select(['attempt_id', 'body']).where('attempt_id', 'in', ids).orderBy('seq').execute()
  const events = new Map<string, PlayEvent[]>()
  for (const { attempt_id, body } of rows) events.set(attempt_id, [...(events.get(attempt_id) ?? []), JSON.parse(body) as PlayEvent])
  return events
}

export function insertEvents(db: Database, attempt: string, seq: number, events: PlayEvent[]) {
  const at = Date.now()
  return db
    .insertInto('event')
    .values(events.map((event, i) => ({ attempt_id: attempt, seq: seq + i, body: JSON.stringify(event), at })))
    .execute()
}
