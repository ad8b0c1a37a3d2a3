import { Submit } from '@/components/ui/field'
import { permitted } from '@/server/nextjs/current-person'
import { titled } from '@/server/nextjs/titled'
import { isProofOf } from '@/server/sign-in/prove-address'
import { translator } from '@/server/platform/locales'
import { NarrowPage } from '../../../../narrow-page'

type Props = PageProps<'/[locale]/account/prove/[token]'>

export const generateMetadata = titled('accounts', (t) => t('prove.title'))

/** Opening this page does not use up the link. */
export default async function Page({ params }: Props) {
  const { locale, token } = await params
  const here = `/${locale}/account/prove/${token}`
  const person = await permitted(locale, here, 'learner')
  const t = translator(locale, 'accounts')
  const { email } = person
  if (!(await isProofOf(person, token))) {
    return (
      <NarrowPage locale={locale} title={t('prove.gone')} lead={t('prove.goneText', { email })}>
        <p className="mt-6">
          <a className="btn btn-quiet" href={`/${locale}/account`}>
            {t('prove.account')}
          </a>
        </p>
      </NarrowPage>
    )
  }
  return (
    <NarrowPage locale={locale} title={t('prove.title')} lead={t('prove.lead', { email })}>
      <form method="post" action={`${here}/accept`} className="mt-6">
        <Submit>{t('prove.do')}</Submit>
      </form>
    </NarrowPage>
  )
}
