import { PageTitle } from '@/components/ui/page-title'
import { permitted } from '@/server/nextjs/current-person'
import { ownOrigin } from '@/server/nextjs/session'
import { titled } from '@/server/nextjs/titled'
import { config } from '@/server/platform/config'
import { translator } from '@/server/platform/locales'
import { ManageShell } from '../../manage-shell'

type Props = PageProps<'/[locale]/manage/first-steps/address'>

export const generateMetadata = titled('firstSteps', (t) => t('steps.address.title'))

/** The public address is a setting of the server, which no page can change. */
export default async function Page({ params }: Props) {
  const { locale } = await params
  const person = await permitted(locale, `/${locale}/manage/first-steps/address`, 'administrator')
  const t = translator(locale, 'firstSteps')
  const { PUBLIC_URL: url } = config()
  const here = await ownOrigin()
  return (
    <ManageShell locale={locale} person={person} section="organisation" crumbs={[{ label: t('steps.address.title') }]}>
      <PageTitle lead={t(url ? 'address.set' : 'address.open')}>{t('steps.address.title')}</PageTitle>
      <p className="card mt-5 select-all p-4 font-mono text-note wrap-anywhere">{`PUBLIC_URL=${url ?? here}`}</p>
      <p className="mt-4 max-w-prose leading-relaxed text-ink-2">{t(url ? 'address.setText' : 'address.openText')}</p>
      {url && url !== here && <p className="mt-3 max-w-prose leading-relaxed">{t('address.other', { here })}</p>}
    </ManageShell>
  )
}
