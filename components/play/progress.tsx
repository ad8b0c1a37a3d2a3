import { useTranslations } from 'use-intl'
import { type PlayState, type Scene, type StagedPlay, momentOf } from '@/scenarios/engine/play/play'

/** "Moment 3 of about 7": an estimate from here, not a promise. Never a clock. */
export function Progress({ play, scene, state }: { play: StagedPlay; scene: Scene; state: PlayState }) {
  const t = useTranslations('play')
  const n = momentOf(state)
  const about = Math.max(n, Math.round(n - 1 + scene.ahead))
  const minutes = Math.max(1, Math.round((play.minutes * scene.ahead) / play.scenes[play.start]!.ahead))
  return (
    <div className="w-full sm:w-64" role="group" aria-label={t('progress', { n, about, minutes })}>
      <div className="flex items-baseline justify-between text-small" aria-hidden="true">
        <span className="font-semibold">
          {t('moment', { n })} <span className="font-normal text-ink-2">{t('ofAbout', { about })}</span>
        </span>
        <span className="text-ink-2">{t('minutesLeft', { minutes })}</span>
      </div>
      <div className="mt-2 flex gap-1" aria-hidden="true">
        {Array.from({ length: about }, (_, i) => (
          <i
            key={i}
            className={`h-1.5 flex-1 rounded-full ${i < n ? 'bg-accent' : 'bg-line-2'} ${i === n - 1 ? 'ring-2 ring-accent-line' : ''}`}
          />
        ))}
      </div>
    </div>
  )
}
