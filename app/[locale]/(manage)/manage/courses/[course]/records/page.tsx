import { Notice } from '@/components/ui/field'
import { RecordFilter } from '@/scenarios/engine/course/records'
import { countsByCourse } from '@/server/enrolment/cohorts'
import { type Records, readRecords } from '@/server/records/records'
import { translator } from '@/server/platform/locales'
import { recordedCourse } from '../../owned-course'
import { CourseShell } from '../course-shell'
import { ErasedRecords } from './erased'
import { Files } from './files'
import { FilterForm } from './filter-form'
import { Matrix } from './matrix'
import { Pages } from './pages'
import { Reminders } from './reminders'
import { MOST_XLSX_ROWS } from '@/server/records/export'
import { titled } from '@/server/nextjs/titled'
import { addressOf } from './search'
import { DoneNotice } from './done-notice'
import { SelectForm } from './select-form'
import { StateLinks, Totals } from './totals'

type Props = PageProps<'/[locale]/manage/courses/[course]/records'>
const NOTES = ['noMail', 'noCohort', 'tooLong', 'nobody', 'tooLate'] as const

export const generateMetadata = titled('records', (t) => t('title'))

/** Shows where everybody is in a course, but never how they got there. */
export default async function Page({ params, searchParams }: Props) {
  const { locale, course: id } = await params
  const here = `/${locale}/manage/courses/${id}/records`
  const { person, course, mayChange } = await recordedCourse(locale, id, '/records')
  const asked = await searchParams
  const filter = RecordFilter.parse(asked)
  const records = await readRecords(id, filter)
  const t = translator(locale, 'records')
  const problem = NOTES.find((note) => note === asked.note)
  const sent = typeof asked.sent === 'string' && /^\d{1,6}$/.test(asked.sent) ? Number(asked.sent) : null
  const cohort = filter.cohort && records.cohorts.has(filter.cohort) ? filter.cohort : null
  const results = filter.results === '1' && records.sharesResults
  const parts = { locale, here, filter, records }
  return (
    <CourseShell locale={locale} person={person} course={course} tab="records" wide readOnly={!mayChange}>
      <p className="mt-6 max-w-measure leading-relaxed text-ink-2">
        {t(records.sharesResults ? 'leadResults' : 'lead')}{' '}
        {records.byCode !== 'none' && t(records.byCode === 'all' ? 'coded' : 'codedSome')}
      </p>
      {problem && <Notice tone="problem">{t(`note.${problem}`, { most: MOST_XLSX_ROWS })}</Notice>}
      {sent !== null && <Notice tone="done">{t('remind.sent', { count: sent })}</Notice>}
      {mayChange && <DoneNotice locale={locale} here={here} course={id} asked={asked} />}
      <StateLinks locale={locale} here={here} filter={filter} totals={records.placed} />
      <section className="mt-6">
        <h2 className="text-h2">{t('table')}</h2>
        <FilterForm {...parts} />
        {records.sharesResults && (
          <p className="mt-4 text-note noprint">
            <a className="link" href={addressOf(here, { ...filter, results: results ? undefined : '1' })}>
              {t(results ? 'hideResults' : 'showResults')}
            </a>
          </p>
        )}
        {results && <p className="mt-2 max-w-measure text-note leading-normal text-ink-2">{t('resultsNote')}</p>}
        {records.found === 0 ? (
          <p className="card mt-4 p-5">{await nobody(locale, id, records)}</p>
        ) : (
          <SelectForm {...parts} mayChange={mayChange}>
            <Matrix locale={locale} here={here} records={records} results={results} selectable={mayChange && records.byCode !== 'all'} />
            <Pages {...parts} />
          </SelectForm>
        )}
      </section>
      <Totals locale={locale} records={records} here={here} />
      <ErasedRecords locale={locale} records={records} />
      <Files locale={locale} here={here} filter={filter} />
      {mayChange && <Reminders locale={locale} here={here} course={id} cohort={cohort} />}
    </CourseShell>
  )
}

/** In a course whose people are codes, it never says that nobody is enrolled, but that fewer than five are, or at least this many. */
async function nobody(locale: string, course: string, { totals, byCode }: Records): Promise<string> {
  const t = translator(locale, 'records')
  if (totals.length > 0) return t('none')
  return byCode === 'none' ? t('empty') : t('emptyCoded', { n: (await countsByCourse()).get(course)?.enrolled ?? 0 })
}
