import { useTranslations } from 'use-intl'

export function Left({ saved, again }: { saved: boolean; again(): void }) {
  const t = useTranslations('package')
  return (
    <main id="main" className="mx-auto max-w-column px-4 py-16">
      <h1 className="text-h1">{t(saved ? 'left' : 'unsaved')}</h1>
      <p className="mt-3 leading-relaxed text-ink-2">{t(saved ? 'leftNote' : 'unsavedNote')}</p>
      {!saved && (
        <button type="button" className="btn btn-primary mt-6" onClick={again}>
          {t('again')}
        </button>
      )}
    </main>
  )
}
