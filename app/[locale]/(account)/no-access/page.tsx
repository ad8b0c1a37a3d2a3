import { PageTitle } from '@/components/ui/page-title'
import { translator } from '@/server/platform/locales'
import { titled } from '@/server/nextjs/titled'
import { PageShell } from '../../page-shell'
import { SignedInAs } from '../signed-in-as'

type Props = PageProps<'/[locale]/no-access'>

export const generateMetadata = titled('manage', (t) => t('noAccess.title'))

export default async function Page({ params }: Props) {
  const { locale } = await params
  const t = translator(locale, 'manage')
  return (
    <PageShell locale={locale} crumbs={[]}>
      <main id="main" className="mx-auto max-w-2xl px-4 pb-16 pt-12">
        <PageTitle size="narrow" lead={t('noAccess.text')}>
          {t('noAccess.title')}
        </PageTitle>
        <SignedInAs locale={locale} next="" />
        <p className="mt-6">
          <a className="btn btn-primary" href={`/${locale}`}>
            {t('noAccess.home')}
          </a>
        </p>
      </main>
    </PageShell>
  )
}
