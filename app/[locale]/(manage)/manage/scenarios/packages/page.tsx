import type { Metadata } from 'next'
import { Notice, SelectField } from '@/components/ui/field'
import { PageTitle } from '@/components/ui/page-title'
import { KINDS } from '@/lms/package/about'
import { listCourses } from '@/server/courses/courses'
import { ownedBy } from '@/server/courses/owners'
import { distinctTitles } from '@/server/courses/titles'
import { libraryIn } from '@/server/library/library'
import { permitted } from '@/server/nextjs/current-person'
import { SECTIONS } from '@/server/nextjs/sections'
import { languageName, locales, translator } from '@/server/platform/locales'
import { ManageShell } from '../../manage-shell'
import { COURSE, REPORTS, TRUTHS } from './asked'

type Props = PageProps<'/[locale]/manage/scenarios/packages'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: translator((await params).locale, 'packages')('title') }
}

/** A scenario, or a course that is published here, as a file for a learning platform. */
export default async function Page({ params, searchParams }: Props) {
  const { locale } = await params
  const person = await permitted(locale, `/${locale}/manage/scenarios/packages`, ...SECTIONS.scenarios)
  const t = translator(locale, 'packages')
  const { note } = await searchParams
  const { patterns } = await libraryIn(locale)
  const courses = (await listCourses(await ownedBy(person))).filter(({ version, archivedAt }) => version > 0 && archivedAt === null)
  const titles = await distinctTitles(courses, locale)
  return (
    <ManageShell locale={locale} person={person} section="scenarios" crumbs={[{ label: t('title') }]}>
      <PageTitle lead={t('lead')}>{t('title')}</PageTitle>
      {note === 'refused' && <Notice tone="problem">{t('refused')}</Notice>}
      <form method="post" action={`/${locale}/manage/scenarios/packages/make`} className="card mt-6 max-w-column space-y-5 p-5 sm:p-7">
        <SelectField name="pattern" label={t('pattern')}>
          <optgroup label={t('scenarios')}>
            {patterns.map(({ id, title }) => (
              <option key={id} value={id}>
                {title} ({id})
              </option>
            ))}
          </optgroup>
          {courses.length > 0 && (
            <optgroup label={t('courses')}>
              {courses.map(({ id }) => (
                <option key={id} value={`${COURSE}${id}`}>
                  {titles.get(id)}
                </option>
              ))}
            </optgroup>
          )}
        </SelectField>
        <SelectField name="kind" label={t('kind')} hint={t('kindHint')}>
          {KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {t(`kinds.${kind}`)}
            </option>
          ))}
        </SelectField>
        <SelectField name="nature" label={t('nature')} hint={t('natureHint')}>
          {TRUTHS.map((truth) => (
            <option key={truth} value={truth}>
              {t(`natures.${truth}`)}
            </option>
          ))}
        </SelectField>
        <SelectField name="report" label={t('report')} hint={t('reportHint')}>
          {REPORTS.map((report) => (
            <option key={report} value={report}>
              {t(`reports.${report}`)}
            </option>
          ))}
        </SelectField>
        {locales().length > 1 && (
          <SelectField name="language" label={t('language')} defaultValue={locale}>
            {locales().map((one) => (
              <option key={one} value={one}>
                {languageName(one, locale)}
              </option>
            ))}
          </SelectField>
        )}
        <p className="text-note leading-normal text-ink-2">{t('holdsKey')}</p>
        <button type="submit" className="btn btn-primary">
          {t('make')}
        </button>
      </form>
    </ManageShell>
  )
}
