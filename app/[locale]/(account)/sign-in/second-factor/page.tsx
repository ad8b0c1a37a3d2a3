import { KeyRound } from 'lucide-react'
import { redirect } from 'next/navigation'
import { Notice, Submit, TextField } from '@/components/ui/field'
import { ownPath } from '@/server/accounts/paths'
import { secondFactorOf } from '@/server/accounts/second-factor'
import { currentPerson } from '@/server/nextjs/current-person'
import { titled } from '@/server/nextjs/titled'
import { translator } from '@/server/platform/locales'
import { landing } from '@/server/sign-in/landing'
import { awaited } from '@/server/sign-in/second-step'
import { NarrowPage } from '../../../narrow-page'
import { SignOut } from '../../sign-out-button'
import { PasskeySignIn } from '../passkey-sign-in'

type Props = PageProps<'/[locale]/sign-in/second-factor'>
const NOTES = ['wrong', 'wait'] as const

export const generateMetadata = titled('accounts', (t) => t('secondStep.title'))

export default async function Page({ params, searchParams }: Props) {
  const { locale } = await params
  const { note, seconds, next } = await searchParams
  const wanted = ownPath(next, '')
  const query = wanted && `?${new URLSearchParams({ next: wanted })}`
  const due = await awaited()
  if (!due) {
    const person = await currentPerson()
    const late = new URLSearchParams({ note: 'late', ...(wanted && { next: wanted }) })
    redirect(person ? wanted || (await landing(locale, person.id)) : `/${locale}/sign-in?${late}`)
  }
  const t = translator(locale, 'accounts')
  const said = NOTES.find((n) => n === note)
  const { since, codes, passkeys } = await secondFactorOf(due.user)
  const minutes = Math.ceil(Number(seconds ?? 60) / 60) || 1
  const passkey = passkeys > 0 && (
    <PasskeySignIn
      next={wanted || `/${locale}/sign-in`}
      texts={{ failed: t('secondStep.passkeyFailed'), none: t('signIn.passkeyNone'), left: t('signIn.note.left') }}
    >
      <KeyRound className="icon" />
      {t('signIn.passkey')}
    </PasskeySignIn>
  )
  return (
    <NarrowPage
      locale={locale}
      title={t('secondStep.title')}
      lead={t(since === null ? 'secondStep.leadPasskey' : 'secondStep.lead', { email: due.email })}
    >
      {said === 'wait' && <Notice tone="problem">{t('signIn.note.wait', { minutes })}</Notice>}
      {since === null && passkey}
      {(since !== null || codes > 0) && (
        <form method="post" action={`/${locale}/sign-in/second-factor/confirm${query}`} className="mt-6 grid gap-5">
          <TextField
            name="code"
            label={t(since === null ? 'secondStep.recovery' : 'secondStep.code')}
            hint={since === null ? undefined : t('secondStep.codeHint')}
            error={said === 'wrong' ? t('secondStep.wrong') : undefined}
            autoComplete="one-time-code"
            autoCapitalize="characters"
            spellCheck={false}
            required
            maxLength={40}
          />
          <Submit look="btn-primary justify-self-start">{t('secondStep.do')}</Submit>
        </form>
      )}
      {since !== null && passkey}
      <p className="mt-8 leading-relaxed text-ink-2">{t('secondStep.lost')}</p>
      <SignOut locale={locale} label={t('secondStep.cancel')} />
    </NarrowPage>
  )
}
