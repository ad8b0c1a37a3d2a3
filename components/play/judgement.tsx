import { ArrowRight } from '../ui/icons'
import { useTranslations } from 'use-intl'
import { LOOKS, type JudgementChoice } from '@/scenarios/engine/play/events'
import { PageTitle } from '../ui/page-title'
import { Confidence, type Draft, Radios } from './decision'
import { FIELD } from '@/scenarios/engine/play/moment-form'

/** The journal's entry for learners who were not asked, because they had seen a debrief. */
const UNASKED: JudgementChoice = 'unsure'

/**
 * Asked once, before the debrief. It never enters the score.
 * @param again the learner has seen a debrief of this scenario, so we do not ask
 */
export function Judgement({ draft: { looks, sure }, again }: { draft: Draft; again: boolean }) {
  const t = useTranslations('play')
  return (
    <main id="main" className="mx-auto max-w-column px-4 pb-16 pt-6 lg:pt-10">
      <PageTitle size="step" eyebrow={t('beforeDebrief')} lead={t(again ? 'again.over' : 'judgementNote')} focusable>
        {t(again ? 'again.title' : 'judgement')}
      </PageTitle>
      <div id="decision" tabIndex={-1} className={`mt-6 outline-none ${again ? '' : 'card p-5 shadow-card judging sm:p-7'}`}>
        {again ? (
          <input type="hidden" name={FIELD.looks} value={UNASKED} />
        ) : (
          <>
            <Radios name={FIELD.looks} ask={t('judgement')} options={LOOKS.map((id) => ({ id, text: t(`looks.${id}`) }))} chosen={looks} />
            <Confidence legend={t('sure')} chosen={sure} />
          </>
        )}
        <button type="submit" className={`btn btn-primary ${again ? '' : 'mt-6'}`}>
          {t('toDebrief')}
          <ArrowRight className="icon" />
        </button>
      </div>
    </main>
  )
}
