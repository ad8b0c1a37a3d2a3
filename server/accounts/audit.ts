import 'server-only'
import { type Database, database } from '../database'
import { newId } from '../platform/tokens'
import { log } from '../platform/log'
import { metrics } from '../platform/metrics'

/** Every act of administration. A person appears only under an alias, which is deleted with the person. */
export const ACTIONS = [
  'account.set-up',
  'account.invited',
  'account.joined',
  'account.removed',
  'account.roles',
  'account.sessions-revoked',
  'account.reset-link',
  'account.reset-used',
  'account.address-proven',
  'account.sso-joined',
  'account.sso-refused',
  'account.address-freed',
  'account.left',
  'account.deactivated',
  'account.reactivated',
  'account.exported',
  'account.password-changed',
  'account.passkey-added',
  'account.passkey-removed',
  'account.sessions-ended',
  'account.factor-added',
  'account.factor-removed',
  'account.factor-reset',
  'account.recovery-codes',
  'account.recovery-used',
  'sign-in.failed',
  'sign-in.locked',
  'invitation.withdrawn',
  'invitation.reopened',
  'audit.exported',
  'course.created',
  'course.published',
  'course.archived',
  'course.imported',
  'course.exported',
  'course.deleted',
  'course.owner-added',
  'course.owner-removed',
  'cohort.created',
  'cohort.changed',
  'cohort.filled',
  'cohort.removed',
  'learner.enrolled',
  'learner.ended',
  'learner.moved',
  'learner.restored',
  'learner.extended',
  'learner.again',
  'learner.exempted',
  'learner.required',
  'records.exported',
  'compliance.exported',
  'pack.asked',
  'pack.taken',
  'pack.removed',
  'package.made',
  'reminders.sent',
  'directory.read',
  'directory.applied',
  'directory.held',
  'organisation.changed',
  'platform.added',
  'platform.changed',
  'platform.removed',
  'platform.registered',
  'platform.deployment',
  'platform.courses',
  'mail.changed',
  'mail.reset',
  'scenario.signed-off',
  'scenario.feedback-done',
  'certificate.revoked',
  'hold.placed',
  'hold.ended',
  'data.erased',
  'data.retained',
  'backup.made',
  'backup.restored',
] as const
export type Action = (typeof ACTIONS)[number]

/** Of these the operator is informed too, but only of the kind: in the log and by a counter. */
export const SECURITY: readonly Action[] = ACTIONS.filter(
  (action) => /^(account|sign-in)\./.test(action) && !['account.invited', 'account.left'].includes(action),
)
export function logSecurity(event: Action): void {
  log()[event === 'sign-in.locked' ? 'warn' : 'info']({ event }, 'Security event')
  metrics().security.inc({ event })
}

interface Act {
  /** A user's id, `system`, or `console` for a command on the server. */
  actor: string
  action: Action
  /** The id of the user it was about. */
  about?: string
  /** The id of a thing: a course, a cohort. Of an act on a person, where it was done. */
  thing?: string
  /** Never anything personal. */
  detail?: Record<string, string | number | boolean | string[] | null>
}

export async function audit({ actor, action, about, thing, detail }: Act): Promise<void> {
  if (SECURITY.includes(action)) logSecurity(action)
  const named = actor === 'system' || actor === 'console' ? actor : await aliasOf(actor)
  await database()
    .insertInto('audit')
    .values({
      id: newId(),
      at: Date.now(),
      actor: named,
      action,
      subject: about ? await aliasOf(about) : (thing ?? null),
      thing: about ? (thing ?? null) : null,
      detail: detail ? JSON.stringify(detail) : null,
    })
    .execute()
}

/** An act on many people. */
type ActOnMany = Omit<Act, 'about'> & {
  /** Their accounts. */
  about: readonly string[]
  /** Those without an account, by their ids as members: an id is deleted with the person, as an alias is. */
  members?: readonly string[]
}
/** The same act on many people: a line for each of them. @param thing where it was done, by which its log is found */
export async function auditAll({ actor, action, about, members = [], thing, detail }: ActOnMany): Promise<void> {
  if (about.length + members.length === 0) return
  const by = actor === 'system' || actor === 'console' ? actor : await aliasOf(actor)
  await database()
    .insertInto('audit')
    .values(
      [...(await aliasesOf(about)), ...members].map((subject) => ({
        id: newId(),
        at: Date.now(),
        actor: by,
        action,
        subject,
        thing: thing ?? null,
        detail: detail ? JSON.stringify(detail) : null,
      })),
    )
    .execute()
}

async function aliasesOf(users: readonly string[]): Promise<string[]> {
  if (users.length === 0) return []
  await database()
    .insertInto('user_alias')
    .values(users.map((user_id) => ({ user_id, alias: newAlias() })))
    .onConflict((c) => c.column('user_id').doNothing())
    .execute()
  const rows = await database().selectFrom('user_alias').select('alias').where('user_id', 'in', users).execute()
  return rows.map(({ alias }) => alias)
}

/**
 * What an erasure did to a course or its packs. Only the month, as in the line that stays of a record: a moment would reveal whose it is
 * to somebody who saw the person go.
 */
export async function logErased(action: Action, thing: string | null, db: Database, at = Date.now()): Promise<void> {
  const month = new Date(at)
  await db
    .insertInto('audit')
    .values({
      id: newId(),
      at: Date.UTC(month.getUTCFullYear(), month.getUTCMonth()),
      actor: 'system',
      action,
      subject: thing,
      detail: action === 'pack.removed' ? JSON.stringify({ erasure: true }) : null,
    })
    .execute()
}

const newAlias = (): string => `p-${newId().slice(0, 12)}`
/** The alias of a person in the log. */
export async function aliasOf(user: string): Promise<string> {
  await database()
    .insertInto('user_alias')
    .values({ user_id: user, alias: newAlias() })
    .onConflict((c) => c.column('user_id').doNothing())
    .execute()
  return (await database().selectFrom('user_alias').select('alias').where('user_id', '=', user).executeTakeFirstOrThrow()).alias
}
