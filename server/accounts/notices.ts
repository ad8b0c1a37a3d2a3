import 'server-only'
import { config, ownAddress } from '../platform/config'
import { database } from '../database'
import { newId } from '../platform/tokens'
import { limiter, spend } from '../platform/limits'
import { logFault } from '../platform/log'
import { greeting, strictTranslator } from '../platform/locales'
import { hasMail, sendMail } from '../platform/mail'
import { organisation } from '../organisation/organisation'

/**
 * What was done to an account, of which its holder is told: by mail where there is mail, and in the interface, in each browser
 * until it is dismissed there. It is not dismissed for the account as a whole: whoever took the account over could dismiss it
 * first. The gravest come first, so that nothing buries them.
 */
export const NOTICES = [
  'reset-shown',
  'reset-link',
  'made-shown',
  'reset-used',
  'password',
  'passkey-added',
  'sso-joined',
  'passkey-removed',
  'roles',
  'sessions',
] as const
export type NoticeKind = (typeof NOTICES)[number]
export interface Notice {
  id: string
  kind: NoticeKind /** Name and address, or null where nobody in particular did it. */
  by: string | null
  times: number
  at: number
  seenAt: number | null
}

const DAY = 86_400_000
/** Of one kind in an hour: what comes by the dozen is not read. The account page counts on. */
const mails = limiter('notice-mail', 1, 3600)
/** A browser that signs in later than this after it was first shown has it on the account page alone. */
const STRIP = 90 * DAY
/** After it was first shown. */
export const NOTICES_KEPT = 365 * DAY
/** So long after somebody could have set another's password the account stays where it is: its holder is to find it, and be told. */
export const HELD = 30 * DAY

/**
 * @param by another user who did it; null where whoever was signed in did, or nobody in particular
 * @param mailed whether a message that says so has gone out already
 * @returns the id of the notice, for the browser in which it needs no telling; null where nobody is told
 */
export async function tell(user: string, kind: NoticeKind, by: string | null, { mailed = false } = {}): Promise<string | null> {
  if (by === user) return null
  const whom = await database().selectFrom('user').select(['name', 'email']).where('id', '=', user).executeTakeFirst()
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
  if (mailed || !hasMail() || (await spend(mails, `${user} ${kind}`)) > 0) return id
  const { locale } = await organisation()
  const t = strictTranslator(locale, 'accounts')
  const text = t('mail.notice', {
    hello: greeting(locale, whom.name),
    what: t(`notice.${kind}`, { actor: named(by_name, by_email) ?? t('notice.somebody') }),
    link: `${ownAddress(config())}/${locale}/account`,
  })
  // Whoever did it does not wait for the mail server.
  void sendMail({ to: whom.email, subject: t('mail.noticeSubject'), text }).then((sent) => {
    if (!sent.ok) logFault('A notice could not be mailed', new Error(sent.reason))
  })
  return id
}

/** Whose account was removed is told by mail alone. */
export async function mailRemoved(whom: { name: string; email: string }, by: { name: string; email: string }): Promise<void> {
  if (!hasMail()) return
  const { locale } = await organisation()
  const t = strictTranslator(locale, 'accounts')
  void sendMail({
    to: whom.email,
    subject: t('mail.removedSubject'),
    text: t('mail.removed', { hello: greeting(locale, whom.name), actor: named(by.name, by.email)! }),
  }).then((sent) => {
    if (!sent.ok) logFault('A removal could not be mailed', new Error(sent.reason))
  })
}

/** The address as well: a name is what its owner chose. */
const named = (name: string | null, email: string | null): string | null => (email === null ? null : name ? `${name} (${email})` : email)

/** The gravest first, of a kind the newest. */
export async function noticesOf(user: string): Promise<Notice[]> {
  const rows = await database()
    .selectFrom('notice')
    .select(['id', 'kind', 'by_name', 'by_email', 'times', 'at', 'seen_at'])
    .where('user_id', '=', user)
    .orderBy('at', 'desc')
    .orderBy('id')
    .execute()
  return NOTICES.flatMap((kind) =>
    rows
      .filter((row) => row.kind === kind)
      .map(({ id, by_name, by_email, times, at, seen_at }) => ({ id, kind, by: named(by_name, by_email), times, at, seenAt: seen_at })),
  )
}

/** Those that stand above each page. From now on they count as shown. @param dismissed in this browser */
export async function openNotices(user: string, dismissed: readonly string[], now = Date.now()): Promise<Notice[]> {
  const notices = await noticesOf(user)
  // A page writes nothing where there is nothing new.
  if (notices.some(({ seenAt }) => seenAt === null))
    await database().updateTable('notice').set({ seen_at: now }).where('user_id', '=', user).where('seen_at', 'is', null).execute()
  return notices.filter(({ id, seenAt }) => !dismissed.includes(id) && (seenAt ?? now) > now - STRIP)
}

/** Until when the account cannot go, or null: for a while after a password was set by a link that somebody was shown. */
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
