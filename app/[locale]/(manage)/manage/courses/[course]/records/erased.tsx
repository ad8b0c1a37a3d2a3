import type { Records } from '@/server/records/records'
import { translator } from '@/server/platform/locales'
import { organisation } from '@/server/organisation/organisation'
import { spanOf } from '@/server/courses/terms'

export async function ErasedRecords({ locale, records: { erased, cohorts } }: { locale: string; records: Records }) {
  if (erased.length === 0) return null
  const t = translator(locale, 'records')
  const { retention } = await organisation()
  return (
    <section className="mt-8">
      <h2 className="text-h2">{t('erased.title')}</h2>
      <p className="mt-1 max-w-measure text-note leading-normal text-ink-2">
        {t('erased.text', { span: spanOf(locale, retention.records) })}
      </p>
      <ul className="mt-3 list-disc space-y-1 ps-5">
        {[...cohorts].flatMap(([id, name]) =>
          erased
            .filter((e) => e.cohort === id)
            .map(({ standing, overdue, count }) => (
              <li key={`${id} ${standing} ${overdue}`}>
                <span className="font-medium">{name}:</span>{' '}
                {t(overdue ? 'erased.countOverdue' : 'erased.count', { count, standing: t(`erasedStandings.${standing}`) })}
              </li>
            )),
        )}
      </ul>
    </section>
  )
}
