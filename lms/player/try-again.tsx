import { useTranslations } from 'use-intl'

/** For somebody who failed. @param again begins another attempt; null if only the LMS can open one */
export function TryAgain({ again }: { again: (() => void) | null }) {
  const t = useTranslations('package.failed')
  return (
    <>
      <p className="me-auto max-w-prose leading-relaxed">{t(again ? 'now' : 'later')}</p>
      {again && (
        <button type="button" className="btn btn-quiet" onClick={again}>
          {t('again')}
        </button>
      )}
    </>
  )
}
