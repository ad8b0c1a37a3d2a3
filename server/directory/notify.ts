import 'server-only'
import { database } from '../database'
import { config, ownAddress } from '../platform/config'
import { log } from '../platform/log'
import { hasMail } from '../platform/mail'
import { directoryRows } from '../mail/facts'
import { languageFor } from '../mail/language'
import { sendLetter } from '../mail/letters'
import type { Counts } from './reading'

/** Mails every administrator that the scheduled directory was not applied. Without mail, only its page and the log show it. */
export async function notifyAdministrators(kind: 'held' | 'failed', run: string, counts: Counts): Promise<void> {
  log().warn({ directory: kind, leaving: counts.leave }, 'The directory was read and not applied')
  if (!hasMail()) return
  const administrators = await database()
    .selectFrom('user_role')
    .innerJoin('user', 'user.id', 'user_role.user_id')
    .select(['user.id', 'user.name', 'user.email'])
    .where('role', '=', 'administrator')
    .execute()
  for (const { id, name, email } of administrators) {
    const locale = await languageFor({ user: id })
    const link = `${ownAddress(config())}/${locale}/manage/people/directory/${run}`
    const rows = directoryRows(locale, config().DIRECTORY_FILE, kind === 'held' ? counts : null)
    await sendLetter(kind === 'held' ? 'directoryHeld' : 'directoryFailed', { to: email, locale }, { name, link, details: [{ rows }] })
  }
}
