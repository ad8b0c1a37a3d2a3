import 'server-only'
import { type Database, database } from '../database'

/** The places where a platform has us installed. A launch names its deployment, and we let it in only if somebody has accepted that one. */
export interface Deployment {
  deployment: string
  accepted: boolean
  seenAt: number
}

export const deploymentsOf = async (platform: string): Promise<Deployment[]> =>
  (await database().selectFrom('lti_deployment').selectAll().where('platform_id', '=', platform).orderBy('deployment').execute()).map(
    ({ deployment, accepted, seen_at }) => ({ deployment, accepted: accepted === 1, seenAt: seen_at }),
  )

const MOST_WAITING = 20
/** Whether a deployment has been accepted. We note an unknown one, so that the people who manage the platform can decide. */
export async function isAccepted(platform: string, deployment: string): Promise<boolean> {
  const known = await deploymentsOf(platform)
  const found = known.find((one) => one.deployment === deployment)
  if (!found && known.filter(({ accepted }) => !accepted).length < MOST_WAITING)
    await database()
      .insertInto('lti_deployment')
      .values({ platform_id: platform, deployment, accepted: 0, seen_at: Date.now() })
      .onConflict((c) => c.doNothing())
      .execute()
  return found?.accepted === true
}

export const acceptDeployment = (db: Database, platform: string, deployment: string): Promise<unknown> =>
  db
    .insertInto('lti_deployment')
    .values({ platform_id: platform, deployment, accepted: 1, seen_at: Date.now() })
    .onConflict((c) => c.columns(['platform_id', 'deployment']).doUpdateSet({ accepted: 1 }))
    .execute()

export async function decideDeployment(platform: string, deployment: string, accept: boolean): Promise<void> {
  if (accept)
    await database()
      .updateTable('lti_deployment')
      .set({ accepted: 1 })
      .where('platform_id', '=', platform)
      .where('deployment', '=', deployment)
      .execute()
  else
    await database()
      .deleteFrom('lti_deployment')
      .where('platform_id', '=', platform)
      .where('deployment', '=', deployment)
      .where('accepted', '=', 0)
      .execute()
}
