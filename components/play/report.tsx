import { CircleCheck, Shield } from '../ui/icons'
import { useTranslations } from 'use-intl'
import { FIELD } from '@/scenarios/engine/play/moment-form'
import type { Scene } from '@/scenarios/engine/play/play'
import { Words } from '../ui/words'
import { CloseSheet } from './sheet'

interface Props {
  report: Scene['report']
  /** The reply to the report; null as long as the learner has not reported here. */
  reply: string | null
  action: string
}

/** Reporting is always in the same place, beside everything else. Nobody is prompted, because we measure whether people think of it. */
export function ReportCard({ report, reply, action }: Props) {
  const t = useTranslations('play')
  const reported = reply !== null
  return (
    <section id="report" tabIndex={-1} aria-labelledby="report-h" className="panel card p-2.5 shadow-card outline-none sheets:p-5">
      <CloseSheet />
      <h2 id="report-h" className="sr-only font-semibold sheets:not-sr-only sheets:mb-3">
        {t('reporting')}
      </h2>
      {!reported && <p className="mb-3 hidden text-small text-ink-2 sheets:block">{t('reportNote')}</p>}
      {/* The same button before and after, so that the focus stays where it is. Afterwards it is what one said, and the officer answers. */}
      <button
        type={reported ? 'button' : 'submit'}
        name={FIELD.report}
        value="1"
        formAction={`${action}#report`}
        aria-disabled={reported || undefined}
        className={reported ? 'told-line mine' : 'btn btn-quiet w-full justify-start text-start text-balance'}
      >
        {!reported && <Shield className="icon text-ink-3" />}
        <span>
          <Words>{report.text ?? t('report')}</Words>
        </span>
        {reported && (
          <span className="receipt">
            <CircleCheck className="icon" /> {t('reported')}
          </span>
        )}
      </button>
      {reported && (
        <div className="told-line">
          <p className="mb-0.5 text-fine font-semibold text-ink-2">{t('officer')}</p>
          <p>
            <Words>{reply}</Words>
          </p>
        </div>
      )}
    </section>
  )
}
