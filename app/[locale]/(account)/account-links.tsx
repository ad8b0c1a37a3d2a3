import { Presentation, UserRound } from 'lucide-react'
import { has, currentPerson } from '@/server/nextjs/current-person'
import { translator } from '@/server/platform/locales'

/** For people who are signed in: what they manage, the sessions they run, and their account. */
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
      {has(person, 'facilitator') && (
        <a className="btn btn-ghost min-h-10 px-2.5" href={`/${locale}/live`} aria-label={translator(locale, 'live')('title')}>
          <Presentation className="icon" />
          <span className="hidden sm:inline">{translator(locale, 'live')('short')}</span>
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
