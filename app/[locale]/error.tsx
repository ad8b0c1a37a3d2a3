'use client'
import { useTranslations } from 'use-intl'

/** Shown if a page throws. The learner's decisions are already in the journal. It loads with every page, so it is small. */
export default function ErrorPage({ reset }: { error: Error; reset: () => void }) {
  const t = useTranslations('ui')
  return (
    <main id="main" className="mx-auto max-w-column px-4 py-16">
      <h1 className="text-title">{t('error.broken')}</h1>
      <p className="mt-2 leading-relaxed">{t('error.brokenText')}</p>
      <button type="button" className="btn btn-primary mt-6" onClick={reset}>
        {t('error.retry')}
      </button>
      <a className="btn btn-quiet ms-3" href="/">
        {t('home')}
      </a>
    </main>
  )
}
