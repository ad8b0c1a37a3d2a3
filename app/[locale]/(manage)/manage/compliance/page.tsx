import { SelectField, Submit } from '@/components/ui/field'
import { PageTitle } from '@/components/ui/page-title'
import { presentCompliance, readOutside } from '@/server/reports/compliance'
import { listCourses } from '@/server/courses/courses'
import { READERS, readableBy } from '@/server/courses/owners'
import { distinctTitles } from '@/server/courses/titles'
import { has, permitted } from '@/server/nextjs/current-person'
import { titled } from '@/server/nextjs/titled'
import { translator } from '@/server/platform/locales'
import { ManageShell } from '../manage-shell'
import { CertificatePart } from './certificate-part'
import { OverTime, Share, type ComplianceState, States, TotalsTable, recordsAddress } from './figures'
import { AuditFilesPart } from './audit-files-part'

type Props = PageProps<'/[locale]/manage/compliance'>

export const generateMetadata = titled('manage', (t) => t('compliance.title'))

export default async function Page({ params, searchParams }: Props) {
  const { locale } = await params
  const here = `/${locale}/manage/compliance`
  const person = await permitted(locale, here, ...READERS)
  const query = await searchParams
  const readable = await readableBy(person)
  const courses = await listCourses(readable)
  const course = courses.find(({ id }) => id === query.course)?.id ?? ''
  const { at, all, courses: byCourse, units, sites, months } = await presentCompliance(readable, course)
  const t = translator(locale, 'compliance')
  const address = recordsAddress(locale)
  const of = (unit: string, state?: ComplianceState) => (course === '' || unit === '' ? null : address(course, { state, q: unit }))
  const outside = course === '' && readable === null ? await readOutside() : null
  const titles = await distinctTitles(courses, locale)
  const title = (id: string) => titles.get(id) ?? ''
  return (
    <ManageShell locale={locale} person={person} section="compliance" wide>
      <PageTitle lead={t('lead')}>{translator(locale, 'manage')('compliance.title')}</PageTitle>
      <form method="get" action={here} className="mt-6 flex flex-wrap items-end gap-3 noprint">
        <div className="w-full max-w-sm">
          <SelectField name="course" label={t('course')} defaultValue={course}>
            <option value="">{t('allCourses')}</option>
            {courses.map(({ id }) => (
              <option key={id} value={id}>
                {titles.get(id)}
              </option>
            ))}
          </SelectField>
        </div>
        <Submit look="btn-quiet mb-0.5">{t('show')}</Submit>
        {at !== null && (
          <a className="btn btn-ghost mb-0.5 ms-auto" href={`${here}/csv${course && `?${new URLSearchParams({ course })}`}`}>
            {t('csv')}
          </a>
        )}
      </form>
      {at === null ? (
        <p className="card mt-6 max-w-measure p-5 leading-relaxed">{t('never')}</p>
      ) : (
        <>
          <p className="mt-4 max-w-prose text-note leading-normal text-ink-2">
            {t('counted', { when: at })} {t('codes')}
          </p>
          <Share locale={locale} totals={all} />
          {outside !== null && outside > 0 && (
            <p className="mt-3 max-w-prose leading-relaxed">
              {t('outside', { count: outside })}{' '}
              {has(person, 'administrator') && (
                <a className="link" href={`/${locale}/manage/people?who=no-course`}>
                  {t('outsideWho')}
                </a>
              )}
            </p>
          )}
          <States locale={locale} totals={all} href={(state) => (course === '' ? null : address(course, { state }))} />
          {course === '' && (
            <TotalsTable locale={locale} kind="course" totals={byCourse} name={title} href={(id, state) => address(id, { state })} />
          )}
          <TotalsTable locale={locale} kind="unit" totals={units} name={(unit) => unit || t('noUnit')} href={of} />
          <TotalsTable locale={locale} kind="site" totals={sites} name={(site) => site || t('noSite')} href={of} />
          <OverTime locale={locale} months={months} />
        </>
      )}
      <AuditFilesPart locale={locale} here={here} person={person} courses={courses} query={query} />
      <CertificatePart locale={locale} here={here} />
    </ManageShell>
  )
}
