import { useTranslations } from 'use-intl'
import { segmentsOf } from '@/scenarios/engine/play/play'
import type { FlagTotals } from '@/scenarios/engine/live/shown-totals'
import type { SceneView } from '@/scenarios/engine/live/view'
import { quoted } from '../../ui/quote'

const RESOLVED = { facts: [], checks: [] }
const MOST = 5

export function FlagsSoFar({ scene, flags, shownFrom }: { scene: SceneView; flags: FlagTotals; shownFrom: number }) {
  const t = useTranslations('liveCockpit.flags')
  const texts = new Map(scene.show.flatMap((a) => segmentsOf(a, RESOLVED)).map((s) => [s.id, s.text]))
  const top = Object.entries(flags.counts)
    .flatMap(([id, count]) => (texts.has(id) && count > 0 ? [{ id, count, text: texts.get(id)! }] : []))
    .sort((a, b) => b.count - a.count)
  if (top.length === 0 && !flags.few) return null
  return (
    <div className="mt-5 border-t border-line pt-4">
      <h2 className="flex flex-wrap items-baseline justify-between gap-x-3 text-note font-semibold">
        {t('title')}
        <span className="text-small font-normal text-ink-2">{t('by', { by: flags.by })}</span>
      </h2>
      {flags.few && <p className="mt-1 text-note text-ink-2">{t('few', { few: shownFrom })}</p>}
      <ol className="mt-2 space-y-1.5 text-note">
        {top.slice(0, MOST).map(({ id, count, text }) => (
          <li key={id} className="flex gap-2.5 leading-normal">
            <span className="count mt-0.5 shrink-0" aria-hidden="true">
              {count}
            </span>
            <span>
              <span className="sr-only">{t('times', { count })}: </span>
              {quoted(text)}
            </span>
          </li>
        ))}
      </ol>
      {top.length > MOST && <p className="mt-2 text-fine text-ink-2">{t('more', { count: top.length - MOST })}</p>}
    </div>
  )
}
