import 'server-only'
import { config, ownAddress } from '../platform/config'
import { database } from '../database'
import { newId } from '../platform/tokens'
import { limiter, spend } from '../platform/rate-limits'
import { logFault } from '../platform/log'
import { strictTranslator } from '../platform/locales'
import { hasMail } from '../platform/mail'
import type { Sender } from '../mail/facts'
import { languageFor } from '../mail/language'
import { sendLetter } from '../mail/letters'

/** Dismissed per browser, not per account: somebody who took the account over could dismiss them first. The gravest come first. */
const NOTICES = [
  'reset-shown',
  'reset-link',
  'made-shown',
  'reset-used',
  'factor-reset',
  'directory-address',
  'factor-removed',
  'recovery-used',
  'recovery-codes',
  'password',
  'passkey-added',
  'factor-added',
  'sso-joined',
  'passkey-removed',
  'roles',
  'renamed',
  'directory-name',
  'hold-placed',
  'data-exported',
  'sessions',
  'course-ended',
  'course-required',
  'course-extended',
  'course-exempt',
  'course-moved',
  'course-undone',
] as const
export type NoticeKind = (typeof NOTICES)[number]
export const isAboutCourses = ({ kind }: { kind: NoticeKind }): boolean => kind.startsWith('course-')
export interface Notice {
  id: string
  kind: NoticeKind
  /** Name and address, or null if it was nobody in particular. */
  by: string | null
  times: number
  at: number
  seenAt: number | null
  /** The title of the course; null for an account. */
  course: string | null
  /** The new due date of the course. */
  day: number | null
  reason: string
}
export interface Recipient {
  user: string
  day: number | null
}

const DAY = 86_400_000
/** One mail per kind and hour, because nobody reads dozens. The account page keeps counting. */
const mails = limiter('notice-mail', 1, 3600)
/** A browser that signs in later than this after the notice was first shown sees it only on the account page. */
const STRIP = 90 * DAY
export const NOTICES_KEPT = 365 * DAY
/** After somebody else could have set the password, its holder has this long to find the notice before the account can be removed. */
export const HELD = 30 * DAY

/** @param by null for the signed-in person or nobody in particular @param to other addresses than the account's @returns the notice's id; null if nobody is notified */
export async function notify(
  user: string,
  kind: NoticeKind,
  by: string | null,
  { mailed = false, to = [] }: { mailed?: boolean; to?: readonly string[] } = {},
): Promise<string | null> {
  if (by === user) return null
  const whom = await database().selectFrom('user').select(['name', 'email', 'formerEmail']).where('id', '=', user).executeTakeFirst()
  if (!whom) return null
  const actor =
    by === null ? undefined : await database().selectFrom('user').select(['name', 'email']).where('id', '=', by).executeTakeFirst()
  const [by_name, by_email] = [actor?.name ?? null, actor?.email ?? null]
  const id = newId()
  await database()
    .transaction()
    .execute(async (db) => {
      const before = await db
        .deleteFrom('notice')
        .where('user_id', '=', user)
        .where('kind', '=', kind)
        .where('by_email', by_email === null ? 'is' : '=', by_email)
        .returning('times')
        .execute()
      await db
        .insertInto('notice')
        .values({ id, user_id: user, kind, by_name, by_email, times: before.reduce((n, { times }) => n + times, 1), at: Date.now() })
        .execute()
    })
  if (mailed || !hasMail() || (to.length === 0 && (await spend(mails, `${user} ${kind}`)) > 0)) return id
  const locale = await languageFor({ user })
  const actorName = named(by_name, by_email)
  const values = {
    name: whom.name,
    what: strictTranslator(locale, 'accounts')(`notice.${kind}`, {
      actor: actorName ?? strictTranslator(locale, 'accounts')('notice.somebody'),
      named: actorName === null ? 'no' : 'yes',
    }),
    advice: strictTranslator(locale, 'mail')(`advice.${actorName === null ? 'nobody' : 'named'}`),
    mailbox: by_email,
    link: `${ownAddress(config())}/${locale}/account`,
  }
  // The person who did it should not have to wait for the mail server.
  for (const address of new Set([...addressesOf(whom), ...to]))
    void sendLetter('changed', { to: address, locale }, values).then((sent) => {
      if (!sent.ok) logFault('A notice could not be mailed', new Error(sent.reason))
    })
  return id
}

/** Notifies many people of the same act in a course, on the pages they open next. No mail goes out. @param course its title */
export async function notifyAll(
  people: readonly Recipient[],
  kind: NoticeKind,
  by: string,
  { course, act }: { course: string; act: string },
): Promise<void> {
  const recipients = people.filter(({ user }) => user !== by)
  if (recipients.length === 0) return
  const actor = await database().selectFrom('user').select(['name', 'email']).where('id', '=', by).executeTakeFirstOrThrow()
  await database()
    .transaction()
    .execute(async (db) => {
      const before = await db
        .deleteFrom('notice')
        .where(
          'user_id',
          'in',
          recipients.map(({ user }) => user),
        )
        .where('kind', '=', kind)
        .where('course', '=', course)
        .where('by_email', '=', actor.email)
        .returning(['user_id', 'times'])
        .execute()
      const times = new Map(before.map((row) => [row.user_id, row.times]))
      await db
        .insertInto('notice')
        .values(
          recipients.map(({ user: user_id, day }) => ({
            id: newId(),
            user_id,
            course,
            day,
            act_id: act,
            kind,
            by_name: actor.name,
            by_email: actor.email,
            times: (times.get(user_id) ?? 0) + 1,
            at: Date.now(),
          })),
        )
        .execute()
    })
}

/** The holder of a removed account can only be notified by mail. @param locale read before the account was removed */
export async function mailRemoved(
  whom: { name: string; email: string; formerEmail: string | null },
  by: { name: string; email: string },
  locale: string,
): Promise<void> {
  if (!hasMail()) return
  const values = { name: whom.name, actor: named(by.name, by.email)!, mailbox: by.email }
  for (const to of addressesOf(whom))
    void sendLetter('removed', { to, locale }, values).then((sent) => {
      if (!sent.ok) logFault('A removal could not be mailed', new Error(sent.reason))
    })
}

/** Until the person has verified an address that the directory gave, they are told at the former one as well. */
const addressesOf = ({ email, formerEmail }: { email: string; formerEmail: string | null }): string[] =>
  formerEmail === null || formerEmail === email ? [email] : [formerEmail, email]

/** Includes the address, because people choose their own names. */
export const named = (name: string | null, email: string | null): string | null =>
  email === null ? null : name ? `${name} (${email})` : email

export const senderOf = (name: string | null | undefined, email: string | null | undefined): Sender | null =>
  email ? { label: named(name ?? null, email)!, mailbox: email } : null

export const nameSomebody = (notices: readonly Pick<Notice, 'by'>[]): 'yes' | 'no' => (notices.some(({ by }) => by !== null) ? 'yes' : 'no')

export async function noticesOf(user: string): Promise<Notice[]> {
  const rows = await database()
    .selectFrom('notice as n')
    .leftJoin('record_act as a', 'a.id', 'n.act_id')
    .select(['n.id', 'n.kind', 'n.by_name', 'n.by_email', 'n.times', 'n.at', 'n.seen_at', 'n.course', 'n.day', 'a.reason'])
    .where('n.user_id', '=', user)
    .orderBy('n.at', 'desc')
    .orderBy('n.id')
    .execute()
  return NOTICES.flatMap((kind) =>
    rows
      .filter((row) => row.kind === kind)
      .map(({ id, by_name, by_email, times, at, seen_at, course, day, reason }) => {
        const by = named(by_name, by_email)
        return { id, kind, by, times, at, seenAt: seen_at, course, day, reason: reason ?? '' }
      }),
  )
}

/** The notices shown above each page. From now on they count as shown. @param dismissed ids dismissed in this browser */
export async function openNotices(user: string, dismissed: readonly string[], now = Date.now()): Promise<Notice[]> {
  const notices = await noticesOf(user)
  if (notices.some(({ seenAt }) => seenAt === null))
    await database().updateTable('notice').set({ seen_at: now }).where('user_id', '=', user).where('seen_at', 'is', null).execute()
  return notices.filter(({ id, seenAt }) => !dismissed.includes(id) && (seenAt ?? now) > now - STRIP)
}

export async function heldUntil(user: string, now = Date.now()): Promise<number | null> {
  const row = await database()
    .selectFrom('notice')
    .select((e) => e.fn.max('at').as('at'))
    .where('user_id', '=', user)
    .where('kind', '=', 'reset-shown')
    .executeTakeFirst()
  const until = row?.at == null ? 0 : Number(row.at) + HELD
  return until > now ? until : null
}
