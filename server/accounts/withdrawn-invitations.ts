import 'server-only'
import type { Database } from '../database'
import { newId } from '../platform/tokens'
import type { Action } from './audit'

/**
 * Somebody who is no longer an administrator can no longer give anything: their open invitations that bring roles end, and so do the
 * links to new passwords they were shown. Invitations to courses stay.
 * @param db the transaction that removes the role
 */
export async function withdrawPromised(user: string, db: Database): Promise<void> {
  const gone = await db
    .deleteFrom('invitation')
    .where('invited_by', '=', user)
    .where((e) => e.or([e.and([e('kind', '=', 'invite'), e('roles', '!=', '[]')]), e.and([e('kind', '=', 'reset'), e('shown', '=', 1)])]))
    .returning(['id', 'kind'])
    .execute()
  for (const { id } of gone.filter(({ kind }) => kind === 'invite')) {
    const action: Action = 'invitation.withdrawn'
    await db.insertInto('audit').values({ id: newId(), at: Date.now(), actor: 'system', action, subject: id, detail: null }).execute()
  }
}
