import { Choices } from '@/components/ui/field'
import type { OpenCohort } from '@/server/enrolment/open-cohorts'
import { translator } from '@/server/platform/locales'
import type { AdditionPlan } from './form-draft'

const SHOWN = 200

/** Who is new and who is there already, before anybody is added; and what to do with people of other cohorts. */
export function ThereAlready({ locale, plan, cohort }: { locale: string; plan: AdditionPlan; cohort: OpenCohort }) {
  const [t, records] = [translator(locale, 'addPeople'), translator(locale, 'records')]
  const { fresh, there, elsewhere, mark } = plan
  return (
    <section className="card p-5" aria-labelledby="there-already">
      <h2 id="there-already" className="text-h3">
        {t('plan.title', { name: cohort.name })}
      </h2>
      <p className="mt-1 leading-relaxed">
        {there.length > 0 ? t('plan.text', { fresh, there: there.length }) : t('plan.none', { fresh })}
      </p>
      <input type="hidden" name="asked" value={mark} />
      {there.length > 0 && (
        <ul aria-label={t('plan.list')} className="mt-4 divide-y divide-line border-y border-line">
          {there.slice(0, SHOWN).map(({ key, name, email, cohortName, state }) => (
            <li key={key} className="flex flex-wrap justify-between gap-x-6 py-2 leading-normal">
              <span className="wrap-anywhere">
                {name} <span className={name ? 'text-ink-2' : ''}>{email}</span>
              </span>
              <span className="wrap-anywhere text-ink-2">{t('plan.where', { cohort: cohortName, state: records(`states.${state}`) })}</span>
            </li>
          ))}
        </ul>
      )}
      {there.length > SHOWN && <p className="mt-2 text-note text-ink-2">{t('plan.more', { count: there.length - SHOWN })}</p>}
      {elsewhere > 0 && (
        <div className="mt-5">
          <Choices
            name="there"
            legend={t('plan.ask', { count: elsewhere })}
            value="leave"
            options={[
              { value: 'leave', label: t('plan.leave'), text: t('plan.leaveText') },
              { value: 'move', label: t('plan.move', { name: cohort.name }), text: t('plan.moveText') },
            ]}
          />
        </div>
      )}
    </section>
  )
}
