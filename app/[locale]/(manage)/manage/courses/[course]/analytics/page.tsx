import type { Metadata } from 'next'
import { PrintButton } from '@/components/debrief/print-button'
import { SelectField } from '@/components/ui/field'
import { courseAnalytics } from '@/server/courses/analytics'
import { analyticsView } from '@/server/courses/analytics-view'
import { crowdsArePossible } from '@/server/courses/crowd'
import { SMALL } from '@/server/courses/analytics-rows'
import { cohortsOf } from '@/server/courses/records'
import { translator } from '@/server/platform/locales'
import { ownedCourse } from '../../owned'
import { CourseShell } from '../course-shell'
import { Details, Options } from './details'
import { Figures, OverTime } from './figures'

type Props = PageProps<'/[locale]/manage/courses/[course]/analytics'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: translator((await params).locale, 'analytics')('title') }
}

/** What a course shows about groups that are large enough. */
export default async function Page({ params, searchParams }: Props) {
  const { locale, course: id } = await params
  const here = `/${locale}/manage/courses/${id}`
  const { person, course } = await ownedCourse(locale, id, '/analytics')
  const { cohort } = await searchParams
  const [analytics, cohorts] = await Promise.all([courseAnalytics(id), cohortsOf(id)])
  const t = translator(locale, 'analytics')
  const chosen = typeof cohort === 'string' ? analytics.groups.get(cohort) : undefined
  const group = chosen ?? analytics.all
  const names = [...analytics.groups.keys()].map((block) => ({ block, name: block === SMALL ? t('small') : (cohorts.get(block) ?? block) }))
  const view = group && (await analyticsView(group.cells, locale))
  return (
    <CourseShell locale={locale} person={person} course={course} tab="analytics">
      <div className="mt-6 flex flex-wrap items-start justify-between gap-3">
        <p className="max-w-prose leading-relaxed text-ink-2">
          {t('lead')}{' '}
          <a className="link noprint" href={`/${locale}/manage/scenarios/statistics`}>
            {t('toStatistics')}
          </a>
        </p>
        <span className="noprint">
          <PrintButton label={translator(locale, 'ui')('print')} />
        </span>
      </div>
      {!group || !view ? (
        <p className="card mt-6 max-w-measure p-5 leading-relaxed">{t((await crowdsArePossible()) ? 'few' : 'noCrowds')}</p>
      ) : (
        <>
          <form method="get" action={`${here}/analytics`} className="mt-6 flex flex-wrap items-end gap-3 noprint">
            <div className="w-full max-w-sm">
              <SelectField name="cohort" label={t('group')} defaultValue={chosen ? String(cohort) : ''}>
                <option value="">{t('all')}</option>
                {names.map(({ block, name }) => (
                  <option key={block} value={block}>
                    {name}
                  </option>
                ))}
              </SelectField>
            </div>
            <button type="submit" className="btn btn-quiet min-h-12">
              {t('show')}
            </button>
          </form>
          <p className="mt-4 font-medium">
            {chosen ? names.find((n) => n.block === cohort)?.name : t('all')}:{' '}
            {t('counted', { learners: group.figures.learners, attempts: group.figures.attempts })}
          </p>
          <p className="mt-1 max-w-measure text-note leading-normal text-ink-2">{t('rule')}</p>
          <Figures locale={locale} figures={group.figures} />
          {group.figures.periods.length > 0 && <OverTime locale={locale} periods={group.figures.periods} />}
          <Details locale={locale} kind="signs" rows={view.missed} />
          <Details locale={locale} kind="alarms" rows={view.flagged} />
          <Options locale={locale} scenarios={view.scenarios} />
        </>
      )}
    </CourseShell>
  )
}
