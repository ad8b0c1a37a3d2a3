import type { Metadata } from 'next'
import { Header } from '@/components/ui/header'
import { PageTitle } from '@/components/ui/page-title'
import { translator } from '@/server/platform/locales'

type Props = PageProps<'/[locale]/learn/offline'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: translator((await params).locale, 'offline')('title') }
}

/** What a browser shows in the place of a page when there is no network: public/offline.js keeps it. There is nothing of anybody in it. */
export default async function Page({ params, searchParams }: Props) {
  const { locale } = await params
  const t = translator(locale, 'offline')
  return (
    <>
      <Header home={`/${locale}`} crumbs={[]} skip={{ href: '#main', label: translator(locale, 'ui')('skip') }} />
      <main id="main" className="mx-auto w-full max-w-column px-4 pb-16 pt-8 lg:pt-14">
        <PageTitle size="narrow" lead={t((await searchParams).for === 'debrief' ? 'debrief' : 'page')}>
          {t('title')}
        </PageTitle>
        <p className="mt-4 leading-relaxed">{t('safe')}</p>
        <div className="mt-6 flex flex-wrap gap-3">
          {/* The page that was asked for, whose address this one is shown under. */}
          <a className="btn btn-primary" href="?">
            {t('again')}
          </a>
          {/* Shown once the service worker has put a play's address there. */}
          <a className="btn btn-quiet" href="#play">
            {t('back')}
          </a>
        </div>
      </main>
    </>
  )
}
