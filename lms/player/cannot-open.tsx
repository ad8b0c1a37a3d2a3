import { useTranslations } from 'use-intl'

/** Shown when no LMS answers, because nothing could be saved. */
export function CannotOpen() {
  const t = useTranslations('package')
  return (
    <main id="main" className="mx-auto max-w-column px-4 py-16">
      <h1 className="text-title">{t('unreachedTitle')}</h1>
      <p className="mt-3 leading-relaxed">{t('unreached')}</p>
    </main>
  )
}
