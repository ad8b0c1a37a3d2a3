import { ArrowRight } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { type Submission, consequences, outcome, sceneOf, submission } from '@/scenarios/engine/play/play'
import { FIELD } from '@/scenarios/engine/play/form'
import { PageTitle } from '../ui/page-title'
import type { MomentProps } from './moment'
import { Progress } from './progress'

/** What follows at once from a choice. */
export function Consequence({ play, state, steps }: MomentProps) {
  const t = useTranslations('play')
  const scene = sceneOf(play, state)
  // Uses the state in which the choice was made: its facts may have closed the very option it chose.
  const { before } = steps.findLast((s) => s.event.type === 'decide')!
  const made = submission(play, before, state.submitted!) as Submission
  const { route } = outcome(before, made)
  return (
    <main id="main" className="mx-auto max-w-column px-4 pb-16 pt-6 lg:pt-10">
      <div className="flex flex-wrap items-end justify-between gap-4">
        <div>
          <PageTitle size="step" eyebrow={`${scene.when} · ${scene.place}`} focusable>
            {t('whatFollows')}
          </PageTitle>
        </div>
        <Progress play={play} scene={scene} submissions={state.submissions - 1} />
      </div>
      <div id="decision" tabIndex={-1} className="card mt-6 p-5 shadow-card outline-none sm:p-7">
        <p className="text-small text-ink-3">{t('youChose')}</p>
        <p className="mt-1 border-s-4 border-accent-line ps-4 leading-relaxed">
          {made.sent
            .filter((s) => s.decision.as === 'reply')
            .map((s) => s.option.text)
            .join(' ') || made.act.text}
        </p>
        <div className="mt-5 space-y-3 text-lead leading-relaxed">
          {consequences(made, route).map((text) => (
            <p key={text}>{text}</p>
          ))}
        </div>
        <button type="submit" name={FIELD.continue} value="1" className="btn btn-primary mt-6">
          {t('continue')}
          <ArrowRight className="icon" />
        </button>
      </div>
    </main>
  )
}
