import { PrintButton } from '@/components/debrief/print-button'
import { Table } from '@/components/manage/table'
import { SelectField, Submit } from '@/components/ui/field'
import { type ScenarioFigures, scenarioFigures } from '@/scenarios/engine/score/figures'
import { crowdsArePossible } from '@/server/reports/crowd'
import { SMALL, courseFigures } from '@/server/reports/figures'
import { cohortsOf } from '@/server/records/records'
import { libraryIn } from '@/server/library/library'
import { numberIn, translator } from '@/server/platform/locales'
import { titled } from '@/server/nextjs/titled'
import { ownedCourse } from '../../owned-course'
import { CourseShell } from '../course-shell'

type Props = PageProps<'/[locale]/manage/courses/[course]/figures'>

export const generateMetadata = titled('figures', (t) => t('title'))

export default async function Page({ params, searchParams }: Props) {
  const { locale, course: id } = await params
  const { person, course, base } = await ownedCourse(locale, id, '/figures')
  const { cohort } = await searchParams
  const [rows, cohorts] = await Promise.all([courseFigures(id), cohortsOf(id)])
  const t = translator(locale, 'figures')
  const published = new Set(rows.map(({ group }) => group))
  const groups = [...new Set([...cohorts.keys(), SMALL, ...published])].filter((group) => published.has(group))
  const chosen = groups.find((group) => group === cohort)
  const name = (group: string | undefined) =>
    group === undefined ? t('all') : group === SMALL ? t('small') : (cohorts.get(group) ?? group)
  const figures = scenarioFigures(chosen === undefined ? rows : rows.filter(({ group }) => group === chosen))
  return (
    <CourseShell locale={locale} person={person} course={course} tab="figures">
      <div className="mt-6 flex flex-wrap items-start justify-between gap-3">
        <p className="max-w-prose leading-relaxed text-ink-2">{t('lead')}</p>
        <span className="noprint">
          <PrintButton label={translator(locale, 'ui')('print')} />
        </span>
      </div>
      {figures.length === 0 ? (
        <p className="card mt-6 max-w-measure p-5 leading-relaxed">{t((await crowdsArePossible()) ? 'few' : 'noCrowds')}</p>
      ) : (
        <>
          <form method="get" action={`${base}/figures`} className="mt-6 flex flex-wrap items-end gap-3 noprint">
            <div className="w-full max-w-sm">
              <SelectField name="cohort" label={t('group')} defaultValue={chosen ?? ''}>
                <option value="">{t('all')}</option>
                {groups.map((group) => (
                  <option key={group} value={group}>
                    {name(group)}
                  </option>
                ))}
              </SelectField>
            </div>
            <Submit look="btn-quiet min-h-12">{t('show')}</Submit>
          </form>
          <h2 className="mt-6 text-h2">{name(chosen)}</h2>
          <Scenarios locale={locale} figures={figures} />
          <Meanings locale={locale} />
        </>
      )}
    </CourseShell>
  )
}

async function Scenarios({ locale, figures }: { locale: string; figures: ScenarioFigures[] }) {
  const t = translator(locale, 'figures')
  const library = await libraryIn(locale)
  const share = (n: number, of: number, note?: string) => (
    <td className="min-w-[10rem]">
      <span className="tabular-nums">{t('share', { n, of })}</span>
      {note && <span className="block text-small text-ink-2">{note}</span>}
    </td>
  )
  const none = <td className="text-ink-2">{t('none')}</td>
  return (
    <Table label={t('table')} columns={[t('scenario'), t('finished'), t('recognised'), t('leftAlone'), t('reported')]}>
      {figures.map(({ scenario, finished, hostile, genuine }) => (
        <tr key={scenario} className="align-top">
          <th scope="row">{library.scenario(scenario)?.title ?? scenario}</th>
          <td className="tabular-nums">{numberIn(locale, finished)}</td>
          {hostile ? share(hostile.recognised, hostile.of, t('unsure', { n: hostile.unsure })) : none}
          {genuine ? share(genuine.leftAlone, genuine.of, t('unsure', { n: genuine.unsure })) : none}
          {hostile ? share(hostile.reported, hostile.of, hostile.halfBy === null ? '' : t('halfBy', { chance: hostile.halfBy })) : none}
        </tr>
      ))}
    </Table>
  )
}

function Meanings({ locale }: { locale: string }) {
  const t = translator(locale, 'figures')
  return (
    <>
      <dl className="mt-6 max-w-measure space-y-3 leading-relaxed">
        {(['recognised', 'leftAlone', 'reported'] as const).map((what) => (
          <div key={what}>
            <dt className="font-semibold">{t(what)}</dt>
            <dd className="text-ink-2">{t(`${what}Means`)}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-6 max-w-measure leading-relaxed text-ink-2">{t('rule')}</p>
    </>
  )
}
