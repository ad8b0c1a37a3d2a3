import 'server-only'
import { roomState } from '@/scenarios/engine/live/room'
import { TREATMENTS, type Treatments } from '@/scenarios/engine/live/treatments'
import { SessionSchema } from '@/scenarios/engine/live/schema'
import { oneOf } from '@/scenarios/engine/play/moment-form'
import { type LiveRoom, exclusively } from './live-room'
import { everywhere } from './open-rooms'
import { type Plan, planOf } from './stored-rooms'

export const howField = (scene: string): string => `how-${scene}`

/** What the form chooses for the moments of a session's plan; null if that is not possible. */
export function readPlanForm({ script }: LiveRoom, fields: Readonly<Record<string, string>>): Pick<Plan, 'minutes' | 'treatments'> | null {
  const treatments: Treatments = Object.fromEntries(
    script.sheet.rows.flatMap(({ scene }) => {
      const how = oneOf(TREATMENTS, fields[howField(scene)])
      return how ? [[scene, how] as const] : []
    }),
  )
  const minutes = SessionSchema.shape.minutes.safeParse(fields.minutes)
  if (!minutes.success) return null
  // Back to the suggestion, with nothing fixed.
  return { minutes: minutes.data, treatments: fields.do === 'suggest' ? undefined : treatments }
}

export async function changePlan(room: LiveRoom, change: Pick<Plan, 'minutes' | 'treatments'>): Promise<boolean> {
  const done = await exclusively(room, async (db, row) => {
    if (roomState(room.history).phase !== 'lobby') return false
    const plan: Plan = { ...planOf(row), ...change }
    await db
      .updateTable('room')
      .set({ plan: JSON.stringify(plan) })
      .where('id', '=', room.id)
      .execute()
    return true
  })
  if (done) await everywhere(room.id, 'reload')
  return done === true
}
