import { Table } from '@/components/manage/table'
import { Notice } from '@/components/ui/field'
import { PageTitle } from '@/components/ui/page-title'
import { countsByCourse } from '@/server/enrolment/cohorts'
import { listCourses } from '@/server/courses/courses'
import { distinctTitles } from '@/server/courses/titles'
import { BUILDERS, READERS, ownedBy, readableBy } from '@/server/courses/owners'
import { has, permitted } from '@/server/nextjs/current-person'
import { titled } from '@/server/nextjs/titled'
import { numberIn, translator } from '@/server/platform/locales'
import { ManageShell } from '../manage-shell'
import { isChanged } from './owned-course'

type Props = PageProps<'/[locale]/manage/courses'>

export const generateMetadata = titled('manage', (t) => t('courses.title'))

export default async function Page({ params, searchParams }: Props) {
  const { locale } = await params
  const person = await permitted(locale, `/${locale}/manage/courses`, ...READERS)
  const own = await ownedBy(person)
  const builds = has(person, ...BUILDERS)
  const { note } = await searchParams
  const t = translator(locale, 'courseEditor')
  const [courses, counts] = await Promise.all([listCourses(await readableBy(person)), countsByCourse()])
  const [changed, titles] = await Promise.all([Promise.all(courses.map(isChanged)), distinctTitles(courses, locale)])
  return (
    <ManageShell locale={locale} person={person} section="courses" wide>
      <div className="flex flex-wrap items-start justify-between gap-4">
        <div>
          <PageTitle lead={t(builds ? 'lead' : 'leadReading')}>{translator(locale, 'manage')('courses.title')}</PageTitle>
        </div>
        {builds && (
          <a className="btn btn-primary" href={`/${locale}/manage/courses/new`}>
            {t('newCourse')}
          </a>
        )}
      </div>
      {note === 'deleted' && <Notice tone="done">{t('note.deleted')}</Notice>}
      {courses.length === 0 ? (
        <div className="card mt-8 p-6">
          <p className="font-semibold">{t('none')}</p>
          <p className="mt-1 text-ink-2">{t(!builds ? 'noneToRead' : has(person, 'administrator') ? 'noneText' : 'noneOwned')}</p>
        </div>
      ) : (
        <Table
          label={t('table.label')}
          columns={(['title', 'version', 'enrolled', 'completed', 'state'] as const).map((c) => t(`table.${c}`))}
        >
          {courses.map(({ id, version, archivedAt }, i) => (
            <tr key={id}>
              <th scope="row" className="min-w-[14rem]">
                <a className="link" href={`/${locale}/manage/courses/${id}${(own?.has(id) ?? true) ? '' : '/records'}`}>
                  {titles.get(id)}
                </a>
              </th>
              <td className="whitespace-nowrap">{version === 0 ? t('notPublished') : t('versionShort', { version })}</td>
              <td className="tabular-nums">{numberIn(locale, counts.get(id)?.enrolled ?? 0)}</td>
              <td className="tabular-nums">{numberIn(locale, counts.get(id)?.completed ?? 0)}</td>
              <td className="whitespace-nowrap">
                {archivedAt !== null ? t('archived') : version === 0 ? '' : t(changed[i] ? 'changed' : 'upToDate')}
              </td>
            </tr>
          ))}
        </Table>
      )}
    </ManageShell>
  )
}
