import { ArrowRight } from '../ui/icons'
import { useTranslations } from 'use-intl'
import { LOOKS } from '@/scenarios/engine/play/events'
import { PageTitle } from '../ui/page-title'
import { Confidence, type Draft, Radios } from './decision'
import { FIELD } from '@/scenarios/engine/play/form'

/** Once, before the debrief: how the contact looks now. It never enters the score of the path. */
export function Judgement({ draft: { looks, sure } }: { draft: Draft }) {
  const t = useTranslations('play')
  return (
    <main id="main" className="mx-auto max-w-column px-4 pb-16 pt-6 lg:pt-10">
      <PageTitle size="step" eyebrow={t('beforeDebrief')} lead={t('judgementNote')} focusable>
        {t('judgement')}
      </PageTitle>
      <div id="decision" tabIndex={-1} className="card mt-6 p-5 shadow-card judging outline-none sm:p-7">
        <h2 className="font-semibold">{t('judgementLabel')}</h2>
        <Radios name={FIELD.looks} ask={t('judgementLabel')} options={LOOKS.map((id) => ({ id, text: t(`looks.${id}`) }))} chosen={looks} />
        {/* Not shown to somebody who cannot tell. */}
        <Confidence legend={t('sure')} chosen={sure} />
        <button type="submit" className="btn btn-primary mt-6">
          {t('toDebrief')}
          <ArrowRight className="icon" />
        </button>
      </div>
    </main>
  )
}
