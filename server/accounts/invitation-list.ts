import 'server-only'
import { stringify } from 'csv-stringify/sync'
import { ROLES, type Role } from '@/server/platform/role'
import { type Encoding, decode } from '../platform/encoding'
import { database } from '../database'
import { leftAmong } from './left'
import { audit } from './audit'
import { invitationLink, inviteAll } from './invitations'
import { type InvitedInto, mailInvitation } from './pending-invitations'
import { EmailSchema, MOST_LINES, NameSchema, type Row, nameIn, readTable } from './people-table'

/** Invitations from a table: read, checked line by line, and sent once the administrator has seen what is in it. */
export const PROBLEMS = ['header', 'unreadable', 'tooMany', 'empty', 'name', 'email', 'roles', 'twice', 'known', 'invited', 'left'] as const
export interface Line {
  line: number
  name: string
  email: string
  roles: Role[]
}
/** A problem with a line of the file, 1 being its first. `value` is the text in question. */
export interface Problem {
  line: number
  reason: (typeof PROBLEMS)[number]
  value: string
}
export interface InvitationList {
  lines: Line[]
  problems: Problem[]
}

/** Reads a table of people; the column of roles may be missing. */
export function readList(text: string): InvitationList {
  const { columns, first, rows, unreadable, total } = readTable(text)
  const whole = (reason: Problem['reason'], value = ''): InvitationList => ({ lines: [], problems: [{ line: 1, reason, value }] })
  if (columns ? !columns.some((c) => c === 'name' || c === 'last' || c === 'first') : !first.includes('@')) return whole('header', first)
  if (total > MOST_LINES) return whole('tooMany', String(total))
  if (total === 0) return whole('empty')
  const list: InvitationList = { lines: [], problems: unreadable.map(({ line }) => ({ line, reason: 'unreadable', value: '' })) }
  const seen = new Set<string>()
  for (const row of rows) {
    const read = readLine(row)
    if ('reason' in read) list.problems.push(read)
    else if (seen.has(read.email)) list.problems.push({ line: read.line, reason: 'twice', value: read.email })
    else list.lines.push(read)
    if (!('reason' in read)) seen.add(read.email)
  }
  return { ...list, problems: list.problems.sort((one, other) => one.line - other.line) }
}

function readLine(row: Row): Line | Problem {
  const no = (reason: 'name' | 'email' | 'roles', value: string): Problem => ({ line: row.line, reason, value: value.slice(0, 200) })
  const name = NameSchema.safeParse(nameIn(row))
  if (!name.success) return no('name', nameIn(row))
  const email = EmailSchema.safeParse(row.cell('email'))
  if (!email.success) return no('email', row.cell('email'))
  const named = row
    .cell('roles')
    .toLowerCase()
    .split(/[\s,;|/+]+/)
    .filter(Boolean)
  if (!named.every((n) => ROLES.some((role) => role === n))) return no('roles', row.cell('roles'))
  return { line: row.line, name: name.data, email: email.data, roles: ROLES.filter((role) => named.includes(role)) }
}

/** Removes lines whose address already has an account or an invitation. */
export async function checkList({ lines, problems }: InvitationList): Promise<InvitationList> {
  const found: Problem[] = []
  for (let from = 0; from < lines.length; from += 500) {
    const part = lines.slice(from, from + 500)
    const emails = part.map((l) => l.email)
    const { known, invited } = await takenOf(emails)
    const left = await leftAmong(emails)
    for (const { line, email } of part) {
      if (left.has(email)) found.push({ line, reason: 'left', value: email })
      else if (known.has(email)) found.push({ line, reason: 'known', value: email })
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

/** A list with the file it was read from, so that it can be read again in another encoding. */
export interface KeptList extends InvitationList {
  encoding: Encoding
  /** Whether the file itself says how it is encoded, or somebody chose. */
  sure: boolean
  /** Base64. */
  file: string
}
const listIn = async (bytes: Uint8Array, asked?: Encoding): Promise<KeptList> => {
  const { text, encoding, sure } = decode(bytes, asked)
  return { ...(await checkList(readList(text))), encoding, sure, file: Buffer.from(bytes).toString('base64') }
}
/** Reads a file and keeps its list until the administrator decides; a newer one replaces it. */
export const keepFile = async (user: string, bytes: Uint8Array): Promise<void> => keepList(user, await listIn(bytes))
/** Reads the kept file once more, in the encoding that somebody chose. @returns whether there was one */
export async function readAgain(user: string, encoding: Encoding): Promise<boolean> {
  const kept = await keptList(user)
  if (kept) await keepList(user, await listIn(Buffer.from(kept.file, 'base64'), encoding))
  return kept !== null
}

/** Lists from before files were kept. */
const UNDATED = { encoding: 'utf-8', sure: true, file: '' } as const

async function keepList(user: string, list: KeptList): Promise<void> {
  const values = { body: JSON.stringify(list), created_at: Date.now() }
  await database()
    .insertInto('invitation_list')
    .values({ user_id: user, ...values })
    .onConflict((c) => c.column('user_id').doUpdateSet(values))
    .execute()
}
export async function keptList(user: string): Promise<KeptList | null> {
  const row = await database().selectFrom('invitation_list').select('body').where('user_id', '=', user).executeTakeFirst()
  return row ? { ...UNDATED, ...(JSON.parse(row.body) as InvitationList & Partial<KeptList>) } : null
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
export async function mailAll(sent: readonly Sent[], into: InvitedInto | null = null): Promise<void> {
  for (const { token, ...to } of sent) await mailInvitation(token, to, into)
}

export const linksAsCsv = (sent: readonly Sent[], locale: string): string =>
  stringify(
    sent.map(({ name, email, token }) => ({ name, email, link: invitationLink(token, locale) })),
    { header: true, columns: ['name', 'email', 'link'], bom: true, escape_formulas: true },
  )
