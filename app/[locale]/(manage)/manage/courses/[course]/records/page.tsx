import type { Metadata } from 'next'
import { Notice } from '@/components/ui/field'
import { RecordFilter } from '@/scenarios/engine/course/records'
import { countsByCourse } from '@/server/courses/cohorts'
import { type Records, readRecords } from '@/server/courses/records'
import { translator } from '@/server/platform/locales'
import { recordedCourse } from '../../owned'
import { CourseShell } from '../course-shell'
import { ErasedRecords } from './erased'
import { Files } from './files'
import { FilterForm } from './filter-form'
import { Matrix } from './matrix'
import { Pages } from './pages'
import { Reminders } from './reminders'
import { addressOf } from './search'
import { Totals } from './totals'

type Props = PageProps<'/[locale]/manage/courses/[course]/records'>
const NOTES = ['noMail', 'noCohort'] as const

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: translator((await params).locale, 'records')('title') }
}

/** Who has completed what, but never how. */
export default async function Page({ params, searchParams }: Props) {
  const { locale, course: id } = await params
  const here = `/${locale}/manage/courses/${id}`
  const { person, course, mayChange } = await recordedCourse(locale, id, '/records')
  const asked = await searchParams
  const filter = RecordFilter.parse(asked)
  const now = Date.now()
  const records = await readRecords(id, filter, { now, locale })
  const t = translator(locale, 'records')
  const ended = records.totals.reduce((sum, own) => sum + own.ended, 0)
  const problem = NOTES.find((note) => note === asked.note)
  const sent = typeof asked.sent === 'string' && /^\d{1,6}$/.test(asked.sent) ? Number(asked.sent) : null
  const cohort = filter.cohort && records.cohorts.has(filter.cohort) ? filter.cohort : null
  const results = filter.results === '1' && records.sharesResults
  return (
    <CourseShell locale={locale} person={person} course={course} tab="records" wide readOnly={!mayChange}>
      <p className="mt-6 max-w-measure leading-relaxed text-ink-2">
        {t(records.sharesResults ? 'leadResults' : 'lead')}{' '}
        {records.byCode !== 'none' && t(records.byCode === 'all' ? 'coded' : 'codedSome')}
      </p>
      {problem && <Notice tone="problem">{t(`note.${problem}`)}</Notice>}
      {sent !== null && <Notice tone="done">{t('remind.sent', { count: sent })}</Notice>}
      <Totals locale={locale} records={records} here={`${here}/records`} />
      <ErasedRecords locale={locale} records={records} />
      <section className="mt-10">
        <h2 className="text-h2">{t(filter.ended ? 'leaversTitle' : 'table')}</h2>
        <FilterForm locale={locale} here={`${here}/records`} filter={filter} records={records} />
        <p className="mt-4 flex flex-wrap items-center gap-x-5 gap-y-1 text-note noprint">
          {ended > 0 && !filter.ended && (
            <a className="link" href={addressOf(`${here}/records`, { ended: '1' })}>
              {t('leavers', { count: ended })}
            </a>
          )}
          {filter.ended && (
            <a className="link" href={`${here}/records`}>
              {t('current')}
            </a>
          )}
          {records.sharesResults && (
            <a className="link" href={addressOf(`${here}/records`, { ...filter, results: results ? undefined : '1' })}>
              {t(results ? 'hideResults' : 'showResults')}
            </a>
          )}
        </p>
        {results && <p className="mt-2 max-w-measure text-note leading-normal text-ink-2">{t('resultsNote')}</p>}
        {records.found === 0 ? (
          <p className="card mt-4 p-5">{await nobody(locale, id, records)}</p>
        ) : (
          <Matrix locale={locale} records={records} results={results} now={now} label={t(filter.ended ? 'leaversTitle' : 'table')} />
        )}
        <Pages locale={locale} here={`${here}/records`} filter={filter} records={records} />
      </section>
      <Files locale={locale} here={`${here}/records`} filter={filter} />
      {mayChange && <Reminders locale={locale} here={`${here}/records`} cohort={cohort} />}
    </CourseShell>
  )
}

/** Why no row is shown. Where people are codes, not that nobody is enrolled: fewer than five, or at least so many. */
async function nobody(locale: string, course: string, { totals, byCode }: Records): Promise<string> {
  const t = translator(locale, 'records')
  if (totals.length > 0) return t('none')
  return byCode === 'none' ? t('empty') : t('emptyCoded', { n: (await countsByCourse()).get(course)?.enrolled ?? 0 })
}
