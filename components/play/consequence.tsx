import { ArrowRight } from '../ui/icons'
import { useTranslations } from 'use-intl'
import { type Submission, sceneOf, submission } from '@/scenarios/engine/play/play'
import { FIELD } from '@/scenarios/engine/play/form'
import { consequenceOf, replyHere } from '@/scenarios/engine/play/prose'
import { PageTitle } from '../ui/page-title'
import { Dock } from './dock'
import type { MomentProps } from './moment-props'
import { Progress } from './progress'
import { TellCard } from './tell'
import { Words } from '../ui/words'

/** What follows at once from a choice. Whoever was not told yet can still be told, in the same place. */
export function Consequence({ play, state, steps }: MomentProps) {
  const t = useTranslations('play')
  const scene = sceneOf(play, state)
  // Uses the state in which the choice was made: its facts may have closed the very option it chose.
  const made = steps.findLast((s) => s.event.type === 'decide')!
  const { sent, act } = submission(play, made.before, state.submitted!) as Submission
  const telling = { tell: scene.tell, reply: replyHere(play, steps) }
  return (
    <>
      <main id="main" className="mx-auto max-w-stage px-4 pb-24 pt-4 lg:px-8 lg:pb-10 lg:pt-6">
        <div className="mb-4 flex flex-wrap items-end justify-between gap-x-8 gap-y-3 lg:mb-5">
          <div>
            <PageTitle size="step" eyebrow={<Words>{`${scene.when} · ${scene.place}`}</Words>} focusable>
              {t('whatFollows')}
            </PageTitle>
          </div>
          <Progress play={play} scene={scene} state={state} />
        </div>
        <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_21.5rem] xl:gap-7">
          <div id="decision" tabIndex={-1} className="card p-5 shadow-card outline-none sm:p-7">
            <p className="text-small text-ink-3">{t('youChose')}</p>
            <p className="mt-1 max-w-prose border-s-4 border-accent-line ps-4 leading-relaxed">
              <Words>
                {sent
                  .filter((s) => s.decision.as === 'reply')
                  .map((s) => s.option.text)
                  .join(' ') || act.text}
              </Words>
            </p>
            <p className="mt-5 max-w-prose text-lead leading-relaxed">
              <Words>{consequenceOf(play, steps, made)}</Words>
            </p>
            <button type="submit" name={FIELD.continue} value="1" className="btn btn-primary mt-6">
              {t('continue')}
              <ArrowRight className="icon" />
            </button>
          </div>
          <TellCard {...telling} />
        </div>
      </main>
      <Dock views={null} {...telling} />
    </>
  )
}
