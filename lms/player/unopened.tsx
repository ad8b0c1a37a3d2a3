import { useTranslations } from 'use-intl'

/** No LMS answers, so nothing would be kept. */
export function Unopened() {
  const t = useTranslations('package')
  return (
    <main id="main" className="mx-auto max-w-column px-4 py-16">
      <h1 className="text-h1">{t('unreachedTitle')}</h1>
      <p className="mt-3 leading-relaxed">{t('unreached')}</p>
    </main>
  )
}
