import { Choices, Submit } from '@/components/ui/field'
import { readInvitation } from '@/server/accounts/invitations'
import { hasAdministrator } from '@/server/accounts/people'
import { config } from '@/server/platform/config'
import { translator } from '@/server/platform/locales'
import { readFlash } from '@/server/nextjs/flash'
import { titled } from '@/server/nextjs/titled'
import { EmailField, NameField, NewPasswordField } from '../../account-fields'
import { NarrowPage } from '../../../narrow-page'

type Props = PageProps<'/[locale]/set-up/[token]'>
const FIELDS = ['name', 'email', 'password'] as const

export const generateMetadata = titled('accounts', (t) => t('setUp.title'))

/** The first start prints the link to this page. */
export default async function Page({ params, searchParams }: Props) {
  const { locale, token } = await params
  const t = translator(locale, 'accounts')
  const { note } = await searchParams
  if ((await hasAdministrator()) || !(await readInvitation('set-up', token))) {
    return <NarrowPage locale={locale} title={t('setUp.gone')} lead={t('setUp.goneText')} />
  }
  const values = await readFlash('set-up')
  const organisation = translator(locale, 'organisation')
  const { FACILITATORS } = config()
  const wrong = note === 'known' ? 'email' : FIELDS.find((field) => field === note)
  const error = wrong && t(`problem.${note === 'known' ? 'known' : wrong}`)
  return (
    <NarrowPage locale={locale} title={t('setUp.title')} lead={t('setUp.lead')}>
      <form method="post" action={`/${locale}/set-up/${token}/accept`} className="mt-6 grid gap-5">
        <NameField locale={locale} value={values.name} error={wrong === 'name' ? error : undefined} />
        <EmailField locale={locale} value={values.email} error={wrong === 'email' ? error : undefined} />
        <NewPasswordField locale={locale} note={note} />
        {FACILITATORS ? (
          <p className="leading-relaxed text-ink-2">
            {organisation('access.facilitatorsFixed', { who: organisation(`access.who.${FACILITATORS}`) })}
          </p>
        ) : (
          <Choices
            name="facilitators"
            legend={organisation('access.facilitators')}
            hint={t('setUp.facilitatorsHint')}
            value={values.facilitators === 'anyone' ? 'anyone' : 'role'}
            options={[
              { value: 'role', label: t('setUp.role') },
              { value: 'anyone', label: organisation('access.who.anyone') },
            ]}
          />
        )}
        <Submit look="btn-primary justify-self-start">{t('setUp.do')}</Submit>
      </form>
    </NarrowPage>
  )
}
