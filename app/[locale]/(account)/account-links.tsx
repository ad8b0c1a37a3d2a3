import { UserRound } from 'lucide-react'
import { has, currentPerson } from '@/server/nextjs/current-person'
import { translator } from '@/server/platform/locales'

/** For people who are signed in: what they manage, and their account. */
export async function AccountLinks({ locale }: { locale: string }) {
  const person = await currentPerson()
  if (!person) return null
  const t = translator(locale, 'manage')
  return (
    <>
      {has(person, 'owner', 'administrator', 'author') && (
        <a className="btn btn-ghost min-h-10" href={`/${locale}/manage`}>
          {t('title')}
        </a>
      )}
      <a className="btn btn-ghost min-h-10 px-2.5" href={`/${locale}/account`} aria-label={t('account')}>
        <UserRound className="icon" />
        <span className="hidden max-w-48 truncate sm:inline">{person.name}</span>
      </a>
    </>
  )
}

/** In the footer, because most people here need no account. */
export async function SignInLink({ locale }: { locale: string }) {
  return (await currentPerson()) ? null : (
    <a className="link" href={`/${locale}/sign-in`}>
      {translator(locale, 'manage')('signIn')}
    </a>
  )
}
