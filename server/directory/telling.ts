import 'server-only'
import { database } from '../database'
import { config, ownAddress } from '../platform/config'
import { DEFAULT_LOCALE, greeting, strictTranslator } from '../platform/locales'
import { log } from '../platform/log'
import { hasMail, sendMail } from '../platform/mail'

/** Tells every administrator that the scheduled directory was not applied. Without mail, its page says so, and the log. */
export async function tellAdministrators(kind: 'held' | 'failed', run: string, leaving: number): Promise<void> {
  log().warn({ directory: kind, leaving }, 'The directory was read and not applied')
  if (!hasMail()) return
  const t = strictTranslator(DEFAULT_LOCALE, 'directory')
  const administrators = await database()
    .selectFrom('user_role')
    .innerJoin('user', 'user.id', 'user_role.user_id')
    .select(['user.name', 'user.email'])
    .where('role', '=', 'administrator')
    .execute()
  for (const { name, email } of administrators) {
    await sendMail({
      to: email,
      subject: t(`mail.${kind}Subject`),
      text: t(`mail.${kind}`, {
        hello: greeting(DEFAULT_LOCALE, name),
        count: leaving,
        link: `${ownAddress(config())}/${DEFAULT_LOCALE}/manage/people/directory/${run}`,
      }),
    })
  }
}
