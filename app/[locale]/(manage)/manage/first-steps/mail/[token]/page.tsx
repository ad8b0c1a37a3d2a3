import { Submit } from '@/components/ui/field'
import { permitted } from '@/server/nextjs/current-person'
import { titled } from '@/server/nextjs/titled'
import { isTestMail } from '@/server/organisation/first-steps'
import { isProofOf, isProven } from '@/server/sign-in/prove-address'
import { translator } from '@/server/platform/locales'
import { NarrowPage } from '../../../../../narrow-page'

type Props = PageProps<'/[locale]/manage/first-steps/mail/[token]'>

export const generateMetadata = titled('firstSteps', (t) => t('mail.confirm'))

/** Opening the page is not enough, because mail servers open links too. */
export default async function Page({ params }: Props) {
  const { locale, token } = await params
  const mail = `/${locale}/manage/first-steps/mail`
  const person = await permitted(locale, `${mail}/${token}`, 'administrator')
  const t = translator(locale, 'firstSteps')
  const known = await isTestMail(token)
  const proves = known && !(await isProven(person.id)) && (await isProofOf(person, token))
  return (
    <NarrowPage locale={locale} title={t(known ? 'mail.confirm' : 'mail.gone')} lead={t(known ? 'mail.confirmText' : 'mail.goneText')}>
      {known ? (
        <form method="post" action={`${mail}/${token}/arrived`} className="mt-6">
          {proves && <p className="mb-5 leading-relaxed">{t('mail.proves', { email: person.email })}</p>}
          <Submit>{t('mail.confirmDo')}</Submit>
        </form>
      ) : (
        <p className="mt-6">
          <a className="btn btn-quiet" href={`/${locale}/manage/organisation/mails`}>
            {t('mail.again')}
          </a>
        </p>
      )}
    </NarrowPage>
  )
}
