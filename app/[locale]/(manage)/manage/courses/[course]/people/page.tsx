import { Table } from '@/components/manage/table'
import { Notice, Submit } from '@/components/ui/field'
import { Section } from '@/components/ui/section'
import { cohortsOf, shownByCode } from '@/server/enrolment/cohorts'
import { readFormDraft } from '@/server/accounts/form-drafts'
import { numberIn, translator } from '@/server/platform/locales'
import { titled } from '@/server/nextjs/titled'
import { ownedCourse } from '../../owned-course'
import { CourseShell } from '../course-shell'
import { CohortFields, type KeptCohort } from './cohort-fields'

type Props = PageProps<'/[locale]/manage/courses/[course]/people'>

export const generateMetadata = titled('courseEditor', (t) => t('people.title'))

export default async function Page({ params, searchParams }: Props) {
  const { locale, course: id } = await params
  const { person, course, base } = await ownedCourse(locale, id, '/people')
  const query = await searchParams
  const t = translator(locale, 'courseEditor')
  const number = (n: number) => numberIn(locale, n)
  const [cohorts, byCode, kept] = await Promise.all([cohortsOf(id), shownByCode(id), readFormDraft<KeptCohort>(person.id, query.kept)])
  return (
    <CourseShell locale={locale} person={person} course={course} tab="people" wide>
      {query.note === 'removed' && <Notice tone="done">{t('cohortNote.removed')}</Notice>}
      <Section name="cohorts" title={t('people.cohorts')} className="mt-6">
        <p className="mt-1 leading-relaxed text-ink-2">{t('people.lead')}</p>
        {course.archivedAt !== null ? (
          <Notice tone="info">{t('people.archived')}</Notice>
        ) : (
          course.version === 0 && <Notice tone="info">{t('people.notPublished')}</Notice>
        )}
        {byCode !== 'none' && <p className="mt-3 max-w-prose leading-relaxed text-ink-2">{t('people.codesNote', { who: byCode })}</p>}
        <Table
          label={t('people.table')}
          columns={(['cohort', 'due', 'enrolled', 'completed', 'invited', 'link'] as const).map((c) => t(`people.${c}`))}
        >
          {cohorts.map(({ row, enrolled, completed, invited }) => (
            <tr key={row.id}>
              <th scope="row" className="min-w-[12rem]">
                <a className="link" href={`${base}/people/${row.id}`}>
                  {row.name}
                </a>
              </th>
              <td className="whitespace-nowrap">{row.due_at === null ? t('people.dueNone') : t('people.day', { when: row.due_at })}</td>
              <td className="tabular-nums">{number(enrolled)}</td>
              <td className="tabular-nums">{number(completed)}</td>
              <td className="tabular-nums">{number(invited)}</td>
              <td>{t(row.link ? 'people.linkOpen' : 'people.linkNone')}</td>
            </tr>
          ))}
        </Table>
      </Section>
      <Section name="new" title={t('people.newCohort')} className="mt-10 max-w-xl">
        <form method="post" action={`${base}/people/create`} className="mt-4 grid gap-4">
          <CohortFields locale={locale} name={kept?.values.name ?? ''} due={kept?.values.due ?? ''} errors={kept?.errors ?? []} />
          <div>
            <Submit>{t('people.create')}</Submit>
          </div>
        </form>
      </Section>
    </CourseShell>
  )
}
