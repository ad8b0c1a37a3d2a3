import 'server-only'
import { config, ownAddress } from '../config'
import { database } from '../database'
import { newId } from '../learners'
import { logFault } from '../log'
import { greeting, strictTranslator } from '../locales'
import { hasMail, sendMail } from '../mail'
import { organisation } from '../organisation'
import { aliasOf } from './audit'

/**
 * What was done to an account by others than its holder, who is told: by mail where there is mail, and in the interface, in
 * each browser until it is dismissed there. It is not dismissed for the account as a whole: whoever took the account over could
 * dismiss it first.
 */
export const NOTICES = ['reset-link', 'reset-used', 'sessions', 'roles', 'sso-joined'] as const
export type NoticeKind = (typeof NOTICES)[number]
export interface Notice { id: string; kind: NoticeKind; /** Null where the account is removed, or nobody did it. */ by: string | null; at: number }

const DAY = 86_400_000
/** A browser that signs in later than this shows it on the account page alone. */
const STRIP = 90 * DAY
export const NOTICES_KEPT = 365 * DAY

/**
 * @param by the user who did it, or null
 * @param mailed whether a message that says so has gone out already
 */
export async function tell(user: string, kind: NoticeKind, by: string | null, { mailed = false } = {}): Promise<void> {
  if (by === user) return
  const whom = await database().selectFrom('user').select(['name', 'email']).where('id', '=', user).executeTakeFirst()
  if (!whom) return
  const at = Date.now()
  await database().insertInto('notice').values({ id: newId(), user_id: user, kind, actor: by && (await aliasOf(by)), at }).execute()
  if (mailed || !hasMail()) return
  const { locale } = await organisation()
  const t = strictTranslator(locale, 'accounts')
  const actor = by ? await nameOf(by) : null
  const text = t('mail.notice', { hello: greeting(locale, whom.name), what: t(`notice.${kind}`, { actor: actor ?? t('notice.somebody') }), link: `${ownAddress(config())}/${locale}/account` })
  // Whoever did it does not wait for the mail server.
  void sendMail({ to: whom.email, subject: t('mail.noticeSubject'), text })
    .then((sent) => { if (!sent.ok) logFault('A notice could not be mailed', new Error(sent.reason)) })
}

export const nameOf = async (user: string): Promise<string | null> =>
  (await database().selectFrom('user').select('name').where('id', '=', user).executeTakeFirst())?.name ?? null

/** The newest first. */
export async function noticesOf(user: string): Promise<Notice[]> {
  const rows = await database().selectFrom('notice').leftJoin('user_alias', 'user_alias.alias', 'notice.actor').leftJoin('user', 'user.id', 'user_alias.user_id')
    .select(['notice.id', 'notice.kind', 'notice.at', 'user.name as by']).where('notice.user_id', '=', user).orderBy('notice.at', 'desc').orderBy('notice.id').execute()
  return rows.flatMap(({ kind, ...rest }) => NOTICES.filter((k) => k === kind).map((known) => ({ ...rest, kind: known })))
}

/** Those that stand above each page. @param dismissed in this browser */
export async function openNotices(user: string, dismissed: readonly string[]): Promise<Notice[]> {
  const notices = await noticesOf(user)
  return notices.filter(({ id, at }) => at > Date.now() - STRIP && !dismissed.includes(id))
}
