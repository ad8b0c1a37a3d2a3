import { useTranslations } from 'use-intl'
import type { DecisiveView } from '@/scenarios/engine/debrief/decisive-check'
import { Words } from '../ui/words'

/** The check that told most, or would have, in its moment. */
export function DecisiveCheck({ check, genuine }: { check: DecisiveView; genuine: boolean }) {
  const t = useTranslations('debrief.decisive')
  return (
    <div className="border-s-4 border-accent-line ps-4">
      <h4 className="text-small font-semibold text-ink-2">{t(check.made ? 'made' : 'left')}</h4>
      <p>
        <Words>{check.text}</Words> <span className="text-small text-ink-2">({t('cost', { minutes: check.minutes })})</span>
      </p>
      <p className="text-note text-ink-2">
        {t(check.made ? 'found' : 'wouldFind', { finding: check.finding })} {genuine && t('clean')}
      </p>
    </div>
  )
}
