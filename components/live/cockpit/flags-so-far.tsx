import { useTranslations } from 'use-intl'
import type { FlagTotals } from '@/scenarios/engine/live/flags'
import type { SceneView } from '@/scenarios/engine/live/view'
import { flaggedSentences } from '../shared/flagged-sentences'
import { FlaggedText } from '../shared/flagged-text'

const MOST = 5

export function FlagsSoFar({ scene, flags, shownFrom }: { scene: SceneView; flags: FlagTotals; shownFrom: number }) {
  const t = useTranslations('liveCockpit.flags')
  const origin = useTranslations('liveFlags')
  const top = flaggedSentences(scene, flags)
  if (flags.by === 0) return null
  return (
    <div className="mt-5 border-t border-line pt-4">
      <h2 className="flex flex-wrap items-baseline justify-between gap-x-3 text-note font-semibold">
        {t('title')}
        <span className="text-small font-normal text-ink-2">{t('by', { by: flags.by })}</span>
      </h2>
      {flags.few && <p className="mt-1 text-note text-ink-2">{t('few', { few: shownFrom })}</p>}
      {!flags.few && top.length === 0 && !flags.withheld && <p className="mt-1 text-note text-ink-2">{t('spread')}</p>}
      <ol className="mt-2 space-y-1.5 text-note">
        {top.slice(0, MOST).map((flag) => (
          <li key={flag.id} className="flex gap-2.5 leading-normal">
            <span className="count mt-0.5 shrink-0" aria-hidden="true">
              {flag.n}
            </span>
            <span>
              <span className="sr-only">{t('times', { count: flag.n })}: </span>
              <FlaggedText {...flag} />
            </span>
          </li>
        ))}
      </ol>
      {top.length > MOST && <p className="mt-2 text-fine text-ink-2">{t('more', { count: top.length - MOST })}</p>}
      {flags.withheld && <p className="mt-2 text-note text-ink-2">{origin('withheld')}</p>}
    </div>
  )
}
