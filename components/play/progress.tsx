import { useTranslations } from 'use-intl'
import { type PlayState, type Scene, type StagedPlay, momentOf } from '@/scenarios/engine/play/play'

/** "Moment 3 of about 7" is an estimate, not a promise, and never a clock. */
export function Progress({ play, scene, state }: { play: StagedPlay; scene: Scene; state: PlayState }) {
  const t = useTranslations('play')
  const n = momentOf(state)
  const about = Math.max(n, Math.round(n - 1 + scene.ahead))
  const minutes = Math.max(1, Math.round((play.minutes * scene.ahead) / play.scenes[play.start]!.ahead))
  return (
    <div
      className="w-full sheets:order-first sheets:flex sheets:items-center sheets:gap-2.5 sm:w-80"
      role="group"
      aria-label={t('progress', { n, about, minutes })}
    >
      <div className="flex items-baseline justify-between gap-x-4 text-small whitespace-nowrap" aria-hidden="true">
        <span className="font-semibold">
          <span className="sheets:hidden">{t('moment', { n })}</span>
          <span className="hidden sheets:inline">{n}</span> <span className="font-normal text-ink-2">{t('ofAbout', { about })}</span>
        </span>
        <span className="text-ink-2 sheets:hidden">{t('minutesLeft', { minutes })}</span>
      </div>
      <div className="progress mt-2 flex gap-1 sheets:mt-0 sheets:flex-1" aria-hidden="true">
        {Array.from({ length: about }, (_, i) => (
          <i key={i} data-met={i < n || undefined} data-now={i === n - 1 || undefined} />
        ))}
      </div>
    </div>
  )
}
