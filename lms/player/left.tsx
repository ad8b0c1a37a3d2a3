import { useTranslations } from 'use-intl'

/** What stays on the page when somebody has left: everything is with the LMS, which closes the window or goes on. */
export function Left() {
  const t = useTranslations('package')
  return (
    <main id="main" className="mx-auto max-w-column px-4 py-16 text-center">
      <h1 className="text-h1">{t('left')}</h1>
      <p className="mt-3 text-ink-2">{t('leftNote')}</p>
    </main>
  )
}
