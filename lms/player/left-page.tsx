import { useEffect, useSyncExternalStore } from 'react'
import { useTranslations } from 'use-intl'
import type { Saving } from '../saving'

interface Props {
  saved: boolean
  saving: Saving
  isOver: boolean
  again(): void
}

export function Left({ saved, saving, isOver, again }: Props) {
  const t = useTranslations('package')
  const state = useSyncExternalStore(saving.state.subscribe, saving.state.read)
  const isElsewhere = state === 'elsewhere'
  // It was sent in the background, so the learner can leave.
  useEffect(() => {
    if (!saved && state === 'saved') again()
  }, [saved, state, again])
  const title = isElsewhere ? 'trouble.elsewhereTitle' : isOver ? 'trouble.result' : 'trouble.answers'
  const note = isElsewhere ? 'trouble.elsewhere' : saving.isKept() ? 'unsavedKept' : 'unsaved'
  return (
    <main id="main" className="mx-auto max-w-column px-4 py-16">
      <h1 className="text-title">{t(saved ? 'left' : title)}</h1>
      <p className="mt-3 leading-relaxed text-ink-2">{t(saved ? 'leftNote' : note)}</p>
      {!saved && !isElsewhere && (
        <button type="button" className="btn btn-primary mt-6" onClick={again}>
          {t('again')}
        </button>
      )}
    </main>
  )
}
