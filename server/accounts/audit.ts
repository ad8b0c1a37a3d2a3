import 'server-only'
import { type Database, database } from '../database'
import { newId } from '../platform/tokens'
import { log } from '../platform/log'
import { metrics } from '../platform/metrics'

export const GROUPS = ['security', 'people', 'organisation', 'courses', 'learners', 'scenarios', 'platforms', 'data'] as const
export type Group = (typeof GROUPS)[number]

/** The kinds of acts, each with its group. A person appears only under an alias, which is deleted together with them. */
const KINDS = {
  'sign-in.failed': 'security',
  'sign-in.locked': 'security',
  'account.password-changed': 'security',
  'account.reset-link': 'security',
  'account.reset-used': 'security',
  'account.address-proven': 'security',
  'account.address-freed': 'security',
  'account.address-changed': 'security',
  'account.sso-joined': 'security',
  'account.sso-refused': 'security',
  'account.passkey-added': 'security',
  'account.passkey-removed': 'security',
  'account.sessions-ended': 'security',
  'account.sessions-revoked': 'security',
  'account.factor-added': 'security',
  'account.factor-removed': 'security',
  'account.factor-reset': 'security',
  'account.recovery-codes': 'security',
  'account.recovery-used': 'security',
  'account.set-up': 'people',
  'account.invited': 'people',
  'account.joined': 'people',
  'account.roles': 'people',
  'account.renamed': 'people',
  'account.deactivated': 'people',
  'account.reactivated': 'people',
  'account.left': 'people',
  'account.removed': 'people',
  'invitation.withdrawn': 'people',
  'invitation.reopened': 'people',
  'directory.read': 'people',
  'directory.applied': 'people',
  'directory.held': 'people',
  'organisation.changed': 'organisation',
  'mail.changed': 'organisation',
  'mail.reset': 'organisation',
  'course.created': 'courses',
  'course.imported': 'courses',
  'course.published': 'courses',
  'course.archived': 'courses',
  'course.deleted': 'courses',
  'course.owner-added': 'courses',
  'course.owner-removed': 'courses',
  'cohort.created': 'courses',
  'cohort.changed': 'courses',
  'cohort.counted': 'courses',
  'cohort.filled': 'courses',
  'cohort.removed': 'courses',
  'learner.enrolled': 'learners',
  'learner.ended': 'learners',
  'learner.moved': 'learners',
  'learner.restored': 'learners',
  'learner.extended': 'learners',
  'learner.exempted': 'learners',
  'learner.required': 'learners',
  'reminders.sent': 'learners',
  'certificate.revoked': 'learners',
  'scenario.signed-off': 'scenarios',
  'scenario.feedback-done': 'scenarios',
  'scenario.published': 'scenarios',
  'scenario.unpublished': 'scenarios',
  'scenario.earlier': 'scenarios',
  'package.made': 'scenarios',
  'platform.added': 'platforms',
  'platform.registered': 'platforms',
  'platform.link': 'platforms',
  'platform.addresses': 'platforms',
  'platform.changed': 'platforms',
  'platform.removed': 'platforms',
  'platform.deployment': 'platforms',
  'platform.courses': 'platforms',
  'account.exported': 'data',
  'audit.exported': 'data',
  'course.exported': 'data',
  'records.exported': 'data',
  'compliance.exported': 'data',
  'audit-file.asked': 'data',
  'audit-file.taken': 'data',
  'audit-file.removed': 'data',
  'data.erased': 'data',
  'data.retained': 'data',
  'hold.placed': 'data',
  'hold.ended': 'data',
  'backup.made': 'data',
  'backup.restored': 'data',
} as const satisfies Record<string, Group>
export type Action = keyof typeof KINDS

export const isAction = (text: string): text is Action => Object.hasOwn(KINDS, text)
export const actionsOf = (group: Group): Action[] => (Object.keys(KINDS) as Action[]).filter((action) => KINDS[action] === group)

/** The operator also learns of these from the log and a counter, but only their kind. */
const isSecurity = (action: Action): boolean =>
  /^(account|sign-in)\./.test(action) && action !== 'account.invited' && action !== 'account.left'
export function logSecurity(event: Action): void {
  log()[event === 'sign-in.locked' ? 'warn' : 'info']({ event }, 'Security event')
  metrics().security.inc({ event })
}

interface Act {
  /** A user's id, `system`, or `console` for a command on the server. */
  actor: string
  action: Action
  /** The id of a thing, for example a course or a cohort. For an act on a person, where it was done. */
  thing?: string
  /** Never anything personal. */
  detail?: Record<string, string | number | boolean | string[] | null>
}

export async function audit(act: Act & { about?: string }): Promise<void> {
  if (isSecurity(act.action)) logSecurity(act.action)
  if (act.about) await write(act, await aliasesOf([act.about]))
  else await write(act, [act.thing ?? null], null)
}

export async function auditAll(
  act: Act & {
    about: readonly string[]
    /** People without an account, by their ids as members. Like an alias, such an id is deleted together with the person. */
    members: readonly string[]
  },
): Promise<void> {
  const subjects = [...(await aliasesOf(act.about)), ...act.members]
  if (subjects.length > 0) await write(act, subjects)
}

async function write(
  { actor, action, detail, ...act }: Act,
  subjects: readonly (string | null)[],
  thing = act.thing ?? null,
): Promise<void> {
  const named = actor === 'system' || actor === 'console' ? actor : await aliasOf(actor)
  const line = { at: Date.now(), actor: named, action, thing, detail: detail ? JSON.stringify(detail) : null }
  await database()
    .insertInto('audit')
    .values(subjects.map((subject) => ({ id: newId(), ...line, subject })))
    .execute()
}

async function aliasesOf(users: readonly string[]): Promise<string[]> {
  if (users.length === 0) return []
  await database()
    .insertInto('user_alias')
    .values(users.map((user_id) => ({ user_id, alias: `p-${newId().slice(0, 12)}` })))
    .onConflict((c) => c.column('user_id').doNothing())
    .execute()
  const rows = await database().selectFrom('user_alias').select('alias').where('user_id', 'in', users).execute()
  return rows.map(({ alias }) => alias)
}
export const aliasOf = async (user: string): Promise<string> => (await aliasesOf([user]))[0]!

/** Writes only the month: the exact time would reveal whose data it was to anyone who saw the person go. */
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
      detail: null,
    })
    .execute()
}
