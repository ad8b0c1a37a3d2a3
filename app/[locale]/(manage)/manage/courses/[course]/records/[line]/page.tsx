import { Notice } from '@/components/ui/field'
import { ACTS, appliesTo } from '@/scenarios/engine/course/acts'
import { itemsIn } from '@/server/courses/items'
import { type LineHistory, lineHistory } from '@/server/records/history'
import { cohortsOf, doneOf } from '@/server/records/records'
import { libraryIn } from '@/server/library/library'
import { gone } from '@/server/nextjs/responses'
import { titled } from '@/server/nextjs/titled'
import { languageOf, translator } from '@/server/platform/locales'
import { recordedCourse } from '../../../owned-course'
import { CourseShell } from '../../course-shell'
import { nameOf } from '../matrix'
import { Certificates } from './certificates'
import { History, notMailed } from './history'

type Props = PageProps<'/[locale]/manage/courses/[course]/records/[line]'>
const DONE = ['undone', 'revoked'] as const
const PROBLEMS = ['tooLate', 'notRevoked'] as const
type Texts = ReturnType<typeof translator<'records'>>

export const generateMetadata = titled('records', (t) => t('person.facts'))

export default async function Page({ params, searchParams }: Props) {
  const { locale, course: id, line: key } = await params
  const { note } = await searchParams
  const here = `/${locale}/manage/courses/${id}/records`
  const { person, course, mayChange } = await recordedCourse(locale, id, `/records/${key}`)
  const history = await lineHistory(id, key)
  if (!history) return gone(locale)
  const t = translator(locale, 'records')
  const name = nameOf(t, history.line)
  const [done, problem] = [DONE.find((n) => n === note), PROBLEMS.find((n) => n === note)]
  return (
    <CourseShell locale={locale} person={person} course={course} tab="records" crumbs={[{ label: name }]} readOnly={!mayChange}>
      {done && <Notice tone="done">{t(`person.note.${done}`)}</Notice>}
      {problem && <Notice tone="problem">{t(`person.note.${problem}`)}</Notice>}
      <h2 className="mt-6 text-h2 wrap-anywhere">{name}</h2>
      <p className="mt-1 text-ink-2 wrap-anywhere">
        {[history.line.email, history.line.unit, history.line.site].filter(Boolean).join(' · ')}
      </p>
      <Facts t={t} locale={locale} history={history} cohort={(await cohortsOf(id)).get(history.line.cohort) ?? ''} />
      {mayChange && <Acts t={t} here={here} history={history} />}
      <Items locale={locale} t={t} history={history} />
      <History t={t} locale={locale} here={here} history={history} mayChange={mayChange} />
      {mayChange && <Certificates t={t} locale={locale} course={id} line={key} action={`${here}/${key}/certificate`} />}
      <p className="mt-8">
        <a className="link" href={here}>
          {t('act.back')}
        </a>
      </p>
    </CourseShell>
  )
}

const dayIn = (locale: string) => {
  const day = new Intl.DateTimeFormat(languageOf(locale), { dateStyle: 'medium', timeZone: 'UTC' })
  return (at: number | null) => (at === null ? '' : day.format(at))
}

function Facts({ t, locale, history: { line }, cohort }: { t: Texts; locale: string; history: LineHistory; cohort: string }) {
  const day = dayIn(locale)
  const facts: [string, React.ReactNode][] = [
    [
      t('state'),
      <>
        {t(`states.${line.state}`)} {line.overdue && <b className="font-medium text-signal">{t('filter.overdue')}</b>}
      </>,
    ],
    [t('cohort'), cohort],
    [t('number'), line.number],
    [t('manager'), line.manager],
    [t('since'), day(line.since)],
    [t('due'), day(line.dueAt)],
    [t('completed'), day(line.completedAt)],
    [t('renew'), day(line.renewAt)],
    [t('left'), day(line.endedAt)],
    [t('invited'), line.notMailed === null ? day(line.invitedAt) || '—' : notMailed(t, line.notMailed)],
    [t('reminded'), day(line.remindedAt) || '—'],
  ]
  return (
    <dl className="card mt-5 grid max-w-xl grid-cols-[max-content_1fr] gap-x-6 gap-y-2 p-5">
      {facts
        .filter(([, value]) => value !== '')
        .map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-ink-2">{name}</dt>
            <dd className="wrap-anywhere">{value}</dd>
          </div>
        ))}
    </dl>
  )
}

function Acts({ t, here, history: { line } }: { t: Texts; here: string; history: LineHistory }) {
  const possible = ACTS.filter((act) => appliesTo(act, line))
  return (
    <section aria-labelledby="acts-h" className="mt-8">
      <h3 id="acts-h" className="font-semibold">
        {t('person.acts')}
      </h3>
      {possible.length === 0 ? (
        <p className="mt-1 text-ink-2">{t('person.noActs')}</p>
      ) : (
        <p className="mt-3 flex flex-wrap gap-3">
          {possible.map((act) => (
            <a key={act} className="btn btn-quiet" href={`${here}/act?${new URLSearchParams({ act, line: line.key })}`}>
              {t(`acts.${act}`)}
            </a>
          ))}
        </p>
      )}
    </section>
  )
}

async function Items({ t, locale, history: { line, columns } }: { t: Texts; locale: string; history: LineHistory }) {
  if (line.enrolment === null) return null
  const { titleOf } = itemsIn(await libraryIn(locale))
  return (
    <section aria-labelledby="items-h" className="mt-8">
      <h3 id="items-h" className="font-semibold">
        {t('person.items')}
      </h3>
      <p className="mt-1 text-ink-2">{t('doneOf', { done: doneOf(line), of: line.items.filter((i) => i !== 'not-included').length })}</p>
      <ul className="mt-2 max-w-xl divide-y divide-line border-y border-line">
        {columns.map((item, i) =>
          line.items[i] === 'not-included' ? null : (
            <li key={`${item.id} ${titleOf(item)}`} className="flex justify-between gap-4 py-2">
              <span>{titleOf(item)}</span>
              <span className="whitespace-nowrap text-ink-2">{t(`items.${line.items[i]!}`)}</span>
            </li>
          ),
        )}
      </ul>
    </section>
  )
}
