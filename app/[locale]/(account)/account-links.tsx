import { Presentation, UserRound } from 'lucide-react'
import { has, currentPerson } from '@/server/nextjs/current-person'
import { ownHosts } from '@/server/nextjs/session'
import { translator } from '@/server/platform/locales'

/** For people who are signed in: what they manage, the sessions they run, and their account. Else for a browser that runs sessions. */
export async function AccountLinks({ locale }: { locale: string }) {
  const person = await currentPerson()
  if (!person) return (await ownHosts()).length > 0 ? <SessionsLink locale={locale} /> : null
  const t = translator(locale, 'manage')
  return (
    <>
      {has(person, 'owner', 'administrator', 'author', 'auditor') && (
        <a className="btn btn-ghost min-h-10" href={`/${locale}/manage`}>
          {t('title')}
        </a>
      )}
      {has(person, 'facilitator') && <SessionsLink locale={locale} />}
      <a className="btn btn-ghost min-h-10 px-2.5" href={`/${locale}/account`} aria-label={t('account')}>
        <UserRound className="icon" />
        <span className="hidden max-w-48 truncate sm:inline">{person.name}</span>
      </a>
    </>
  )
}

function SessionsLink({ locale }: { locale: string }) {
  const t = translator(locale, 'live')
  return (
    <a className="btn btn-ghost min-h-10 px-2.5" href={`/${locale}/live`} aria-label={t('title')}>
      <Presentation className="icon" />
      <span className="hidden sm:inline">{t('short')}</span>
    </a>
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
