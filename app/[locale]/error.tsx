'use client'
import { useTranslations } from 'use-intl'
import { Header } from '@/components/ui/header'

/** Shown if a page throws. The learner's decisions are already in the journal. */
export default function ErrorPage({ reset }: { error: Error; reset: () => void }) {
  const t = useTranslations('ui')
  return (
    <>
      <Header home="/" crumbs={[]} skip={{ href: '#main', label: t('skip') }} />
      <main id="main" className="mx-auto max-w-[46rem] px-4 py-16">
        <h1 className="text-[1.75rem] font-semibold tracking-[-.018em]">{t('error.broken')}</h1>
        <p className="mt-2 leading-[1.6]">{t('error.brokenText')}</p>
        <button type="button" className="btn btn-primary mt-6" onClick={reset}>
          {t('error.retry')}
        </button>
      </main>
    </>
  )
}
