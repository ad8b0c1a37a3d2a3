import type { Metadata } from 'next'
import { PageTitle } from '@/components/ui/page-title'
import { translator } from '@/server/platform/locales'
import { PageShell } from '../../page-shell'
import { SignedInAs } from '../signed-in-as'

type Props = PageProps<'/[locale]/no-access'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: translator((await params).locale, 'manage')('noAccess.title') }
}

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
