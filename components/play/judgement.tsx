import { ArrowRight } from '../ui/icons'
import { useTranslations } from 'use-intl'
import { LOOKS } from '@/scenarios/engine/play/events'
import { PageTitle } from '../ui/page-title'
import { Confidence, type Draft, Radios } from './answer-fields'
import { FIELD } from '@/scenarios/engine/play/moment-form'

/** Asked once, before the debrief. It never enters the result. */
export function Judgement({ draft: { looks, sure } }: { draft: Draft }) {
  const t = useTranslations('play')
  return (
    <main id="main" className="mx-auto max-w-column px-4 pb-16 pt-6 lg:pt-10">
      <PageTitle size="step" eyebrow={t('beforeDebrief')} lead={t('judgementNote')} focusable>
        {t('judgement')}
      </PageTitle>
      <div id="decision" tabIndex={-1} className="card judging mt-6 p-5 shadow-card outline-none sm:p-7">
        <Radios name={FIELD.looks} ask={t('judgement')} options={LOOKS.map((id) => ({ id, text: t(`looks.${id}`) }))} chosen={looks} />
        <Confidence legend={t('sure')} chosen={sure} />
        <button type="submit" className="btn btn-primary mt-6">
          {t('toDebrief')}
          <ArrowRight className="icon" />
        </button>
      </div>
    </main>
  )
}
