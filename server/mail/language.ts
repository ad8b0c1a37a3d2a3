import 'server-only'
import { database } from '../database'
import { isLocale } from '../platform/locales'
import { organisation } from '../organisation/organisation'

/** Letters come in the language in which somebody last signed in. Without one, we use the directory's language, or the organisation's. */
export async function rememberLanguage(user: string, locale: string): Promise<void> {
  if (!isLocale(locale)) return
  await database()
    .insertInto('mail_person')
    .values({ user_id: user, locale, digest_at: null })
    .onConflict((c) => c.column('user_id').doUpdateSet({ locale }))
    .execute()
}

export async function languageFor(to: { user: string } | { address: string }): Promise<string> {
  const chosen =
    'user' in to ? await database().selectFrom('mail_person').select('locale').where('user_id', '=', to.user).executeTakeFirst() : undefined
  if (chosen?.locale && isLocale(chosen.locale)) return chosen.locale
  const [column, value] = 'user' in to ? (['user_id', to.user] as const) : (['address', to.address.toLowerCase()] as const)
  const listed = await database().selectFrom('member').select('language').where(column, '=', value).executeTakeFirst()
  return listed && isLocale(listed.language) ? listed.language : (await organisation()).locale
}
