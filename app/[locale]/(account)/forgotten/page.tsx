import { Submit } from '@/components/ui/field'
import { translator } from '@/server/platform/locales'
import { hasMail } from '@/server/platform/mail'
import { organisation } from '@/server/organisation/organisation'
import { readFlash } from '@/server/nextjs/flash'
import { titled } from '@/server/nextjs/titled'
import { EmailField } from '../account-fields'
import { MailNote } from '../mail-note'
import { SupportContact } from '../support-contact'
import { NarrowPage } from '../../narrow-page'

type Props = PageProps<'/[locale]/forgotten'>

export const generateMetadata = titled('accounts', (t) => t('forgotten.title'))

export default async function Page({ params, searchParams }: Props) {
  const { locale } = await params
  const { note, seconds } = await searchParams
  const t = translator(locale, 'accounts')
  const back = (
    <p className="mt-6">
      <a className="link" href={`/${locale}/sign-in`}>
        {t('back')}
      </a>
    </p>
  )
  if (!hasMail()) {
    const { name, email, phone } = (await organisation()).support
    return (
      <NarrowPage locale={locale} title={t('forgotten.title')} lead={t(name || email || phone ? 'forgotten.ask' : 'forgotten.askNobody')}>
        <SupportContact />
        {back}
      </NarrowPage>
    )
  }
  const values = await readFlash('forgotten')
  return (
    <NarrowPage locale={locale} title={t('forgotten.title')} lead={t('forgotten.lead')}>
      <MailNote locale={locale} note={note} seconds={seconds} />
      <form method="post" action={`/${locale}/forgotten/send`} className="mt-6 grid gap-5">
        <EmailField locale={locale} value={values.email} error={note === 'email' ? t('problem.email') : undefined} />
        <Submit look="btn-primary justify-self-start">{t('forgotten.do')}</Submit>
      </form>
      {back}
    </NarrowPage>
  )
}
