import { currentPerson } from '@/server/nextjs/current-person'
import { translator } from '@/server/platform/locales'

/** In the footer, because most people here need no account. */
export async function SignInLink({ locale }: { locale: string }) {
  return (await currentPerson()) ? null : (
    <a className="link" href={`/${locale}/sign-in`}>
      {translator(locale, 'manage')('signIn')}
    </a>
  )
}
