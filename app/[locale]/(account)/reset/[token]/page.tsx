import { Notice, Submit } from '@/components/ui/field'
import { currentPerson } from '@/server/nextjs/current-person'
import { titled } from '@/server/nextjs/titled'
import { readInvitation } from '@/server/accounts/invitations'
import { hasLeft } from '@/server/accounts/leave'
import { emailOf } from '@/server/accounts/people'
import { translator } from '@/server/platform/locales'
import { NewPasswordField } from '../../account-fields'
import { NarrowPage } from '../../../narrow-page'

type Props = PageProps<'/[locale]/reset/[token]'>

export const generateMetadata = titled('accounts', (t) => t('reset.title'))

export default async function Page({ params, searchParams }: Props) {
  const { locale, token } = await params
  const t = translator(locale, 'accounts')
  const link = await readInvitation('reset', token)
  const email = link?.user_id && (await emailOf(link.user_id))
  if (!email) {
    return (
      <NarrowPage locale={locale} title={t('reset.gone')} lead={t('reset.goneText')}>
        <p className="mt-6">
          <a className="btn btn-quiet" href={`/${locale}/forgotten`}>
            {t('reset.again')}
          </a>
        </p>
      </NarrowPage>
    )
  }
  if (await hasLeft(link.user_id!)) {
    return (
      <NarrowPage locale={locale} title={t('reset.closed')} lead={t('signIn.note.left')}>
        <p className="mt-6">
          <a className="btn btn-quiet" href={`/${locale}/learn`}>
            {t('reset.toScenarios')}
          </a>
        </p>
      </NarrowPage>
    )
  }
  const { note } = await searchParams
  const person = await currentPerson()
  return (
    <NarrowPage locale={locale} title={t('reset.title')} lead={t('reset.lead')}>
      <p className="mt-3 leading-relaxed">
        {t.rich('reset.for', { email, b: (text) => <strong className="font-semibold wrap-anywhere">{text}</strong> })}
      </p>
      {person && person.email !== email && <Notice tone="problem">{t('reset.other', { email: person.email })}</Notice>}
      <form method="post" action={`/${locale}/reset/${token}/accept`} className="mt-6 grid gap-5">
        <input type="email" name="email" value={email} autoComplete="username" readOnly hidden />
        <NewPasswordField locale={locale} note={note} />
        <Submit look="btn-primary justify-self-start">{t('reset.do')}</Submit>
      </form>
    </NarrowPage>
  )
}
