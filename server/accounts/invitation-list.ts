import 'server-only'
import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import { z } from 'zod'
import { ROLES, type Role } from '@/server/platform/role'
import { database } from '../database'
import { audit } from './audit'
import { invitationLink, inviteAll } from './invitations'
import { type InvitedInto, mailInvitation } from './pending-invitations'

/** Invitations from a table: read, checked line by line, and sent once the administrator has seen what is in it. */
export const MOST_LINES = 5000
export const MOST_BYTES = 2_000_000

export const NameSchema = z.string().trim().min(1).max(120)
export const EmailSchema = z.string().trim().toLowerCase().pipe(z.email().max(200))

export const PROBLEMS = ['header', 'unreadable', 'tooMany', 'empty', 'name', 'email', 'roles', 'twice', 'known', 'invited'] as const
export interface Line {
  line: number
  name: string
  email: string
  roles: Role[]
}
/** A problem with a line of the file, 1 being its header. `value` is the text in question. */
export interface Problem {
  line: number
  reason: (typeof PROBLEMS)[number]
  value: string
}
export interface InvitationList {
  lines: Line[]
  problems: Problem[]
}

/** Reads a table with the columns name, email and, optionally, roles, in any order, separated by commas, semicolons or tabs. */
export function readList(text: string): InvitationList {
  const whole = (reason: Problem['reason'], value = ''): InvitationList => ({ lines: [], problems: [{ line: 1, reason, value }] })
  let rows: { record: string[]; info: { lines: number } }[]
  try {
    // With `info` each row comes with its line number, which the types do not know.
    rows = parse(text, {
      bom: true,
      delimiter: [',', ';', '\t'],
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      info: true,
    }) as unknown as typeof rows
  } catch (error) {
    return { lines: [], problems: [{ line: (error as { lines?: number }).lines ?? 1, reason: 'unreadable', value: '' }] }
  }
  const [header, ...body] = rows
  const columns = (header?.record ?? []).map((c) => c.toLowerCase())
  const at = {
    name: columns.indexOf('name'),
    email: columns.findIndex((c) => c === 'email' || c === 'e-mail'),
    roles: columns.indexOf('roles'),
  }
  if (at.name < 0 || at.email < 0) return whole('header', (header?.record ?? []).join(', ').slice(0, 200))
  if (body.length === 0) return whole('empty')
  if (body.length > MOST_LINES) return whole('tooMany', String(body.length))
  const list: InvitationList = { lines: [], problems: [] }
  const seen = new Set<string>()
  for (const { record, info } of body) {
    const read = readLine((column) => record[at[column]] ?? '', info.lines)
    if ('reason' in read) list.problems.push(read)
    else if (seen.has(read.email)) list.problems.push({ line: read.line, reason: 'twice', value: read.email })
    else list.lines.push(read)
    if (!('reason' in read)) seen.add(read.email)
  }
  return list
}

function readLine(cell: (column: 'name' | 'email' | 'roles') => string, line: number): Line | Problem {
  const no = (reason: 'name' | 'email' | 'roles'): Problem => ({ line, reason, value: cell(reason).slice(0, 200) })
  const name = NameSchema.safeParse(cell('name'))
  if (!name.success) return no('name')
  const email = EmailSchema.safeParse(cell('email'))
  if (!email.success) return no('email')
  const named = cell('roles')
    .toLowerCase()
    .split(/[\s,;|/+]+/)
    .filter(Boolean)
  if (!named.every((n) => ROLES.some((role) => role === n))) return no('roles')
  return { line, name: name.data, email: email.data, roles: ROLES.filter((role) => named.includes(role)) }
}

/** Removes lines whose address already has an account or an invitation. */
export async function checkList({ lines, problems }: InvitationList): Promise<InvitationList> {
  const found: Problem[] = []
  for (let from = 0; from < lines.length; from += 500) {
    const part = lines.slice(from, from + 500)
    const { known, invited } = await takenOf(part.map((l) => l.email))
    for (const { line, email } of part) {
      if (known.has(email)) found.push({ line, reason: 'known', value: email })
      else if (invited.has(email)) found.push({ line, reason: 'invited', value: email })
    }
  }
  const out = new Set(found.map((p) => p.line))
  return { lines: lines.filter((l) => !out.has(l.line)), problems: [...problems, ...found].sort((a, b) => a.line - b.line) }
}

/** Which of these addresses have an account, and which a valid invitation. Invitations to a course do not count. */
export async function takenOf(emails: string[]): Promise<{ known: Set<string>; invited: Set<string> }> {
  const users = await database().selectFrom('user').select('email').where('email', 'in', emails).execute()
  const invitations = await database()
    .selectFrom('invitation')
    .select('email')
    .where('kind', '=', 'invite')
    .where('cohort_id', 'is', null)
    .where('email', 'in', emails)
    .where('expires_at', '>', Date.now())
    .execute()
  return { known: new Set(users.map((u) => u.email)), invited: new Set(invitations.map((i) => i.email!)) }
}

/** Keeps a list until its administrator decides; a newer one replaces it. */
export async function keepList(user: string, list: InvitationList): Promise<void> {
  const values = { body: JSON.stringify(list), created_at: Date.now() }
  await database()
    .insertInto('invitation_list')
    .values({ user_id: user, ...values })
    .onConflict((c) => c.column('user_id').doUpdateSet(values))
    .execute()
}
export async function keptList(user: string): Promise<InvitationList | null> {
  const row = await database().selectFrom('invitation_list').select('body').where('user_id', '=', user).executeTakeFirst()
  return row ? (JSON.parse(row.body) as InvitationList) : null
}
export const dropList = (user: string): Promise<unknown> => database().deleteFrom('invitation_list').where('user_id', '=', user).execute()

/** How long an undecided list is kept. */
const WAIT = 24 * 3600_000
export async function sweepLists(): Promise<{ lists: number } | null> {
  const { numDeletedRows } = await database()
    .deleteFrom('invitation_list')
    .where('created_at', '<', Date.now() - WAIT)
    .executeTakeFirst()
  return numDeletedRows > 0n ? { lists: Number(numDeletedRows) } : null
}

export interface Sent {
  name: string
  email: string
  token: string
}
/**
 * Invites the valid lines of the kept list, once: a form sent twice finds it gone.
 * @param mail whether the links will be mailed
 * @returns null if there is no list
 */
export async function inviteList(user: string, mail: boolean): Promise<Sent[] | null> {
  const row = await database().deleteFrom('invitation_list').where('user_id', '=', user).returning('body').executeTakeFirst()
  if (!row) return null
  const { lines } = await checkList({ ...(JSON.parse(row.body) as InvitationList), problems: [] })
  const made = await inviteAll(
    lines.map(({ name, email, roles }) => ({ name, email, roles, cohort: null })),
    mail ? 'mail' : 'person',
    user,
  )
  await audit({ actor: user, action: 'account.invited', detail: { count: lines.length, from: 'csv' } })
  return lines.map(({ name, email }, i) => ({ name, email, token: made[i]!.token }))
}

/**
 * Mails the links one after another, after the administrator has got an answer. Failures show in the list of invitations.
 * @param into the course they enrol into
 */
export async function mailAll(sent: readonly Sent[], locale: string, into: InvitedInto | null = null): Promise<void> {
  for (const { token, ...to } of sent) await mailInvitation(token, to, locale, into)
}

export const linksAsCsv = (sent: readonly Sent[], locale: string): string =>
  stringify(
    sent.map(({ name, email, token }) => ({ name, email, link: invitationLink(token, locale) })),
    { header: true, columns: ['name', 'email', 'link'], bom: true, escape_formulas: true },
  )
