import type { Metadata } from 'next'
import { readInvitation } from '@/server/accounts/invitations'
import { translator } from '@/server/locales'
import { NewPasswordField } from '../../account-fields'
import { NarrowPage } from '../../narrow-page'

type Props = PageProps<'/[locale]/reset/[token]'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: translator((await params).locale, 'accounts')('reset.title') }
}

/** Where a link to a new password leads. */
export default async function Page({ params, searchParams }: Props) {
  const { locale, token } = await params
  const t = translator(locale, 'accounts')
  if (!(await readInvitation('reset', token))) {
    return (
      <NarrowPage locale={locale} title={t('reset.gone')} lead={t('reset.goneText')}>
        <p className="mt-6"><a className="btn btn-quiet" href={`/${locale}/forgotten`}>{t('reset.again')}</a></p>
      </NarrowPage>
    )
  }
  const { note } = await searchParams
  return (
    <NarrowPage locale={locale} title={t('reset.title')} lead={t('reset.lead')}>
      <form method="post" action={`/${locale}/reset/${token}/accept`} className="mt-6 grid gap-5">
        <NewPasswordField locale={locale} error={note === 'password' ? t('problem.password') : undefined} />
        <button type="submit" className="btn btn-primary justify-self-start">{t('reset.do')}</button>
      </form>
    </NarrowPage>
  )
}
