import { Header } from '@/components/ui/header'
import { PageTitle } from '@/components/ui/page-title'
import { translator } from '@/server/platform/locales'
import { titled } from '@/server/nextjs/titled'

type Props = PageProps<'/[locale]/learn/offline'>

export const generateMetadata = titled('offline', (t) => t('title'))

/** public/offline.js keeps this page and shows it when there is no network. It holds nothing personal. */
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
          {/* The address is that of the page that was asked for, so this loads it again. */}
          <a className="btn btn-primary" href="?">
            {t('again')}
          </a>
          {/* Shown once the service worker has put the play's address here. */}
          <a className="btn btn-quiet" href="#play">
            {t('back')}
          </a>
        </div>
      </main>
    </>
  )
}
