import 'server-only'
import { sql } from 'kysely'
import { mailInvitation, reissue } from '../accounts/pending-invitations'
import { mailWait } from '../accounts/throttle'
import { database } from '../database'
import { hashToken } from '../platform/tokens'
import { INVITED, invitedLine, invitedStateSql } from './counted'
import { invitedInto } from './open-cohorts'

interface Expired {
  id: string
  email: string
  name: string | null
  cohort: string
}
/** The invitation of a link that has expired, while its person is still asked to join. Null for every other link, and if it brings roles. */
async function expired(token: string, now: number) {
  const { rows } = await sql<Expired>`select i.id, i.email, i.name, i.cohort_id as cohort from ${INVITED}
    where i.id = ${hashToken(token)} and i.expires_at <= ${now} and i.roles = '[]'
      and ${invitedLine} and ${invitedStateSql} = 'invited'`.execute(database())
  const [invitation] = rows
  if (!invitation) return null
  const into = await invitedInto(invitation.cohort)
  return into && { ...invitation, into }
}

export const canAskAgain = async (token: string, now = Date.now()): Promise<boolean> => (await expired(token, now)) !== null

export type Asked = { note: 'sent' | 'failed' | 'gone' } | { note: 'wait'; seconds: string }
/** Mails a new link to the invited address, which the caller never learns. If the mail fails, the old link can ask again. */
export async function askAgain(token: string, network: string, now = Date.now()): Promise<Asked> {
  const invitation = await expired(token, now)
  if (!invitation) return { note: 'gone' }
  const { id, email, name, into } = invitation
  const seconds = await mailWait(email, network)
  if (seconds > 0) return { note: 'wait', seconds: String(seconds) }
  const made = await reissue(id, now, 'asked')
  // Asked twice at once: the other one sends the mail.
  if (!made) return { note: 'sent' }
  const mailed = await mailInvitation(made.token, { email, name: name ?? '' }, into, { again: true, now })
  if (mailed.ok) return { note: 'sent' }
  await made.undo()
  return { note: 'failed' }
}
