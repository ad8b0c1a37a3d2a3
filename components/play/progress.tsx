import { useTranslations } from 'use-intl'
import type { Scene, StagedPlay } from '@/scenarios/engine/play/play'

/** "Moment 3 of about 7": an estimate from here, not a promise. Never a clock. */
export function Progress({ play, scene, submissions }: { play: StagedPlay; scene: Scene; submissions: number }) {
  const t = useTranslations('play')
  const n = submissions + 1
  const about = Math.max(n, Math.round(submissions + scene.ahead))
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
