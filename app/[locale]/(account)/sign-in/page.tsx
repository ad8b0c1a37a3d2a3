import { KeyRound } from 'lucide-react'
import { redirect } from 'next/navigation'
import { Notice, TextField } from '@/components/ui/field'
import { hasSingleSignOn } from '@/server/platform/config'
import { currentPerson } from '@/server/nextjs/current-person'
import { ownPath } from '@/server/accounts/paths'
import { landing } from '@/server/sign-in/landing'
import { awaited, secondStepPage } from '@/server/sign-in/second-step'
import { offersSignUp } from '@/server/sign-in/sign-up'
import { translator } from '@/server/platform/locales'
import { readFlash } from '@/server/nextjs/flash'
import { titled } from '@/server/nextjs/titled'
import { EmailField } from '../account-fields'
import { NarrowPage } from '../../narrow-page'
import { PasskeySignIn } from './passkey-sign-in'

type Props = PageProps<'/[locale]/sign-in'>
const NOTES = [
  'wrong',
  'wait',
  'incomplete',
  'sso',
  'ssoDown',
  'ssoUnverified',
  'ssoNoEmail',
  'ssoKnown',
  'ssoOther',
  'left',
  'out',
  'reset',
  'course',
  'again',
  'late',
] as const
/** Problems that are not the person's mistake. */
const CALM: readonly unknown[] = ['out', 'reset', 'course', 'again']

export const generateMetadata = titled('accounts', (t) => t('signIn.title'))

export default async function Page({ params, searchParams }: Props) {
  const { locale } = await params
  const { note, seconds, next } = await searchParams
  const t = translator(locale, 'accounts')
  const said = NOTES.find((n) => n === note)
  const wanted = ownPath(next, '')
  const person = !said || said === 'course' ? await currentPerson() : null
  if (!said && (await awaited())) redirect(secondStepPage(locale, wanted))
  if (person) redirect(wanted || (await landing(locale, person.id)))
  const query = wanted && `?${new URLSearchParams({ next: wanted })}`
  const sso = new URLSearchParams({ ...(wanted && { next: wanted }), ...(said === 'again' && { again: '1' }) }).toString()
  const values = await readFlash('sign-in')
  return (
    <NarrowPage locale={locale} title={t('signIn.title')} lead={t('signIn.lead')}>
      {said && (
        <Notice tone={CALM.includes(said) ? 'done' : 'problem'}>
          {t(`signIn.note.${said}`, { minutes: Math.ceil(Number(seconds ?? 60) / 60) || 1 })}
        </Notice>
      )}
      {hasSingleSignOn() && (
        <>
          <a className="btn btn-primary mt-6 w-full" href={`/${locale}/sign-in/sso${sso && `?${sso}`}`}>
            {t('signIn.sso')}
          </a>
          <p className="mt-5 flex items-center gap-3 text-small text-ink-2 before:h-px before:flex-1 before:bg-line-2 after:h-px after:flex-1 after:bg-line-2">
            {t('signIn.or')}
          </p>
        </>
      )}
      <form method="post" action={`/${locale}/sign-in/password${query}`} className="mt-6 grid gap-5">
        <EmailField locale={locale} value={said ? values.email : undefined} autoComplete="username webauthn" />
        <TextField name="password" type="password" label={t('fields.password')} autoComplete="current-password" required maxLength={200} />
        <div className="flex flex-wrap items-center gap-x-5 gap-y-3">
          <button type="submit" className={`btn ${hasSingleSignOn() ? 'btn-quiet' : 'btn-primary'}`}>
            {t('signIn.do')}
          </button>
          <a className="link" href={`/${locale}/forgotten`}>
            {t('signIn.forgotten')}
          </a>
          {(await offersSignUp()) && (
            <a className="link" href={`/${locale}/sign-up${query}`}>
              {t('signIn.signUp')}
            </a>
          )}
        </div>
      </form>
      <PasskeySignIn
        next={wanted || `/${locale}/sign-in`}
        texts={{ failed: t('signIn.passkeyFailed'), none: t('signIn.passkeyNone'), left: t('signIn.note.left') }}
      >
        <KeyRound className="icon" />
        {t('signIn.passkey')}
      </PasskeySignIn>
      <p className="mt-6 text-small leading-normal text-ink-2">{t('signIn.kept')}</p>
    </NarrowPage>
  )
}
