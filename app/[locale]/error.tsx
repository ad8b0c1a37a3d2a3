'use client'
import { useTranslations } from 'use-intl'
import { Header } from '@/components/ui/header'
import { PageTitle } from '@/components/ui/page-title'

/** Shown if a page throws. The learner's decisions are already in the journal. */
export default function ErrorPage({ reset }: { error: Error; reset: () => void }) {
  const t = useTranslations('ui')
  return (
    <>
      <Header home="/" crumbs={[]} skip={{ href: '#main', label: t('skip') }} />
      <main id="main" className="mx-auto max-w-column px-4 py-16">
        <PageTitle size="narrow">{t('error.broken')}</PageTitle>
        <p className="mt-2 leading-relaxed">{t('error.brokenText')}</p>
        <button type="button" className="btn btn-primary mt-6" onClick={reset}>
          {t('error.retry')}
        </button>
      </main>
    </>
  )
}
