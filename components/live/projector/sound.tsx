import { useTranslations } from 'use-intl'
import type { SoundShares } from '@/scenarios/engine/live/shown'
import { percentsOf } from '../shared/sound-shares'
import { Bar } from './totals'

/** The share that chose without loss, before and after the discussion, or in the one vote there was. */
export function Sound(sound: SoundShares) {
  const t = useTranslations('liveProjector')
  const { first, last } = percentsOf(sound)
  const rows =
    last === null
      ? [{ label: t('oneVote'), percent: first, quiet: false }]
      : [
          { label: t('firstVote'), percent: first, quiet: true },
          { label: t('lastVote'), percent: last, quiet: false },
        ]
  return (
    <section>
      <h2 className="font-semibold">{t('soundShare')}</h2>
      <dl className="mt-[.3em] space-y-[.3em]">
        {rows.map(({ label, percent, quiet }) => (
          <div key={label} className="grid grid-cols-[5.5em_minmax(0,1fr)_3em] items-center gap-x-[.6em]">
            <dt className="text-ink-2">{label}</dt>
            <dd className="order-last text-end font-semibold tabular-nums">{t('percent', { percent })}</dd>
            <dd aria-hidden="true">
              <Bar share={percent / 100} quiet={quiet} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
