import 'server-only'
import { z } from 'zod'
import { roomState } from '@/scenarios/engine/live/room'
import { TREATMENTS, type Treatments } from '@/scenarios/engine/live/treatments'
import { SessionSchema } from '@/scenarios/engine/live/schema'
import { oneOf } from '@/scenarios/engine/play/moment-form'
import { networkHosts } from '../http/own-addresses'
import { type LiveRoom, exclusively } from './live-room'
import { everywhere } from './open-rooms'
import { type Plan, planOf } from './stored-rooms'

export const howField = (scene: string): string => `how-${scene}`

/** What the form chooses for the moments of a session's plan; null if that is not possible. */
export function readPlanForm(
  { script }: Pick<LiveRoom, 'script'>,
  fields: Readonly<Record<string, string>>,
): Pick<Plan, 'minutes' | 'treatments'> | null {
  const treatments: Treatments = Object.fromEntries(
    script.sheet.rows.flatMap(({ scene }) => {
      const how = oneOf(TREATMENTS, fields[howField(scene)])
      return how ? [[scene, how] as const] : []
    }),
  )
  const minutes = SessionSchema.shape.minutes.safeParse(fields.minutes)
  if (!minutes.success) return null
  // Back to the suggestion, with nothing fixed or with the talks alone.
  const talks = Object.fromEntries(Object.entries(treatments).filter(([, how]) => how === 'discuss'))
  return { minutes: minutes.data, treatments: fields.do === 'suggest' ? undefined : fields.do === 'fit' ? talks : treatments }
}

/** Only before the session starts. @returns whether it was changed */
export const changePlan = (room: LiveRoom, change: Pick<Plan, 'minutes' | 'treatments'>): Promise<boolean> =>
  writePlan(room, change, () => roomState(room.history).phase === 'lobby')

/** At any time, also once the session is over. An empty name is that of its scenario. */
export const rename = (room: LiveRoom, name: string): Promise<boolean> => writePlan(room, { name })

export const NameSchema = z.strictObject({ name: SessionSchema.shape.name.unwrap(), from: z.enum(['plan', 'summary']) })

/** Which of this machine's own addresses phones use. @returns false if it is none of them */
export const chooseAddress = async (room: LiveRoom, address: string): Promise<boolean> =>
  networkHosts().includes(address) && writePlan(room, { address })

async function writePlan(room: LiveRoom, change: Partial<Plan>, mayChange = () => true): Promise<boolean> {
  const done = await exclusively(room, async (db, row) => {
    if (!mayChange()) return false
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
