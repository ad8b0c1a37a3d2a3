import 'server-only'
import { roomState } from '@/scenarios/engine/live/room'
import { TREATMENTS, type Treatments } from '@/scenarios/engine/live/run-sheet'
import { SessionSchema } from '@/scenarios/engine/live/schema'
import { oneOf } from '@/scenarios/engine/play/form'
import { database, locked } from '../database'
import { hub } from './hub'
import { type LiveRoom, catchUp } from './live-room'
import { type Plan, planOf } from './rooms'

/** How long a session is to take, and which moments it talks over, votes on or is told: settled until it starts. */

/** Where the way of spending a moment is posted. */
export const howField = (scene: string): string => `how-${scene}`

/** What was chosen for the moments of a session's plan; null if it cannot be. */
export function readPlanForm({ script }: LiveRoom, fields: Readonly<Record<string, string>>): Pick<Plan, 'minutes' | 'treatments'> | null {
  const treatments: Treatments = Object.fromEntries(
    script.sheet.rows.flatMap(({ scene }) => {
      const how = oneOf(TREATMENTS, fields[howField(scene)])
      return how ? [[scene, how] as const] : []
    }),
  )
  const minutes = SessionSchema.shape.minutes.safeParse(fields.minutes)
  if (!minutes.success) return null
  // Suggested anew: nothing is settled.
  return { minutes: minutes.data, treatments: fields.do === 'suggest' ? undefined : treatments }
}

/** @returns false if the session has begun */
export async function changePlan(room: LiveRoom, change: Pick<Plan, 'minutes' | 'treatments'>): Promise<boolean> {
  const done = await database()
    .transaction()
    .execute(async (db) => {
      const row = await locked(db.selectFrom('room').select(['version', 'plan']).where('id', '=', room.id), 'update').executeTakeFirst()
      if (!row) return false
      if (row.version >= room.history.length) await catchUp(room, db)
      if (roomState(room.history).phase !== 'lobby') return false
      const plan: Plan = { ...planOf(row), ...change }
      await db
        .updateTable('room')
        .set({ plan: JSON.stringify(plan) })
        .where('id', '=', room.id)
        .execute()
      return true
    })
  if (done) await hub().reload(room.id)
  return done
}
