import { useTranslations } from 'use-intl'
import type { FacilitatorView } from '@/scenarios/engine/live/facilitator'

/** What the checks would find that the room has not done, for a facilitator whom somebody asks. */
export function ChecksAhead({ findings }: Pick<FacilitatorView, 'findings'>) {
  const t = useTranslations('liveCockpit')
  if (findings.length === 0) return null
  return (
    <details className="mt-2 text-note">
      <summary className="min-h-8 cursor-pointer content-center font-medium text-accent">{t('checksAhead')}</summary>
      <dl className="mt-1 space-y-2 leading-normal">
        {findings.map(({ id, text, finding }) => (
          <div key={id}>
            <dt className="text-ink-2">{text}</dt>
            <dd>{finding}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}
