import { Section } from '@/components/ui/section'
import type { CohortTotals, RecordFilter } from '@/scenarios/engine/course/records'
import { translator } from '@/server/platform/locales'
import { addressOf } from '../../records/search'
import { StateLinks } from '../../records/totals'

interface Props {
  locale: string
  records: string
  filter: RecordFilter
  totals: CohortTotals | null
  /** Number of people whose codes are not shown yet, rounded down to fives. */
  waiting: number
  coded: boolean
}

export function LearnersPart({ locale, records, filter, totals, waiting, coded }: Props) {
  const t = translator(locale, 'courseEditor')
  return (
    <Section id="learners" title={t('cohort.learners')} className="mt-6 scroll-mt-6">
      {waiting > 0 && <p className="mt-4 max-w-prose leading-relaxed text-ink-2">{t('cohort.waiting', { count: waiting })}</p>}
      {totals === null ? (
        waiting === 0 && <p className="mt-4 max-w-prose leading-relaxed text-ink-2">{t(coded ? 'cohort.noCodes' : 'cohort.none')}</p>
      ) : (
        <>
          <StateLinks locale={locale} here={records} filter={filter} totals={[totals]} elsewhere />
          <p className="mt-4">
            <a className="btn btn-quiet" href={addressOf(records, filter)}>
              {t('cohort.records')}
            </a>
          </p>
        </>
      )}
    </Section>
  )
}
