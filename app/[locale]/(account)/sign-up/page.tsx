import { Submit } from '@/components/ui/field'
import { ownPath } from '@/server/accounts/paths'
import { offersSignUp } from '@/server/sign-in/sign-up'
import { translator } from '@/server/platform/locales'
import { organisation } from '@/server/organisation/organisation'
import { readFlash } from '@/server/nextjs/flash'
import { titled } from '@/server/nextjs/titled'
import { EmailField } from '../account-fields'
import { MailNote } from '../mail-note'
import { NarrowPage } from '../../narrow-page'

type Props = PageProps<'/[locale]/sign-up'>

export const generateMetadata = titled('accounts', (t) => t('signUp.title'))

export default async function Page({ params, searchParams }: Props) {
  const { locale } = await params
  const { note, seconds, next } = await searchParams
  const wanted = ownPath(next, '')
  const query = wanted && `?${new URLSearchParams({ next: wanted })}`
  const t = translator(locale, 'accounts')
  const back = (
    <p className="mt-6">
      <a className="link" href={`/${locale}/sign-in${query}`}>
        {t('back')}
      </a>
    </p>
  )
  if (!(await offersSignUp()))
    return (
      <NarrowPage locale={locale} title={t('signUp.closed')} lead={t('signUp.closedText')}>
        {back}
      </NarrowPage>
    )
  const domains = (await organisation()).domains.join(', ')
  const error = note === 'email' ? t('problem.email') : note === 'domain' ? t('signUp.domain', { domains }) : undefined
  return (
    <NarrowPage locale={locale} title={t('signUp.title')} lead={t('signUp.lead', { domains })}>
      <MailNote locale={locale} note={note} seconds={seconds} />
      <form method="post" action={`/${locale}/sign-up/send${query}`} className="mt-6 grid gap-5">
        <EmailField locale={locale} value={error && (await readFlash('sign-up')).email} error={error} autoComplete="email" />
        <Submit look="btn-primary justify-self-start">{t('signUp.do')}</Submit>
      </form>
      {back}
    </NarrowPage>
  )
}
