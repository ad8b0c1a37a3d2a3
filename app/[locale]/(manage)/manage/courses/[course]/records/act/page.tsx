import type { Metadata } from 'next'
import { Notice, SelectField, Submit, TextArea, TextField } from '@/components/ui/field'
import { RULES } from '@/scenarios/engine/course/acts'
import type { RecordRow } from '@/scenarios/engine/course/records'
import { dayOf } from '@/server/enrolment/cohorts'
import { readFormDraft } from '@/server/accounts/form-drafts'
import { cohortsOf } from '@/server/records/records'
import { languageOf, translator } from '@/server/platform/locales'
import { hasMail } from '@/server/platform/mail'
import { ownedCourse } from '../../../owned-course'
import { CourseShell } from '../../course-shell'
import { nameOf } from '../matrix'
import { addressOf } from '../search'
import type { KeptAct } from './do/route'
import { type SelectedLines, type Selection, fieldsOf, find, readSelection } from './selection'

type Props = PageProps<'/[locale]/manage/courses/[course]/records/act'>
type Texts = ReturnType<typeof translator<'records'>>

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  return { title: translator((await params).locale, 'records')(`acts.${readSelection(await searchParams).act}`) }
}

export default async function Page({ params, searchParams }: Props) {
  const { locale, course: id } = await params
  const here = `/${locale}/manage/courses/${id}/records`
  const { person, course } = await ownedCourse(locale, id, '/records')
  const asked = await searchParams
  const selection = readSelection(asked)
  const [found, cohorts, kept] = await Promise.all([
    find(id, selection, person.id),
    cohortsOf(id),
    readFormDraft<KeptAct>(person.id, asked.kept),
  ])
  const t = translator(locale, 'records')
  const title = t(`acts.${selection.act}`)
  return (
    <CourseShell locale={locale} person={person} course={course} tab="records" crumbs={[{ label: title }]}>
      <h2 className="mt-6 text-h2">{title}</h2>
      {asked.note === 'changed' && <Notice tone="problem">{t('act.changedSince')}</Notice>}
      <p className="mt-2 max-w-measure leading-relaxed">{t(`act.${selection.act}Text`)}</p>
      {selection.which === 'ticked' && selection.line.length === 0 ? (
        <p className="mt-5 font-medium">{t('act.noneTicked')}</p>
      ) : (
        <Affected t={t} locale={locale} act={selection.act} found={found} />
      )}
      <ActForm t={t} here={here} selection={selection} found={found} cohorts={cohorts} kept={kept} />
      <p className="mt-8">
        <a className="link" href={addressOf(here, selection.filter)}>
          {t('act.back')}
        </a>
      </p>
    </CourseShell>
  )
}

const NAMED = 20

interface AffectedProps {
  t: Texts
  locale: string
  act: Selection['act']
  found: SelectedLines
}
function Affected({ t, locale, act, found: { fitting, resting, own, others } }: AffectedProps) {
  const more = fitting.length - NAMED
  const date = new Intl.DateTimeFormat(languageOf(locale), { dateStyle: 'medium', timeZone: 'UTC' })
  const due = (line: RecordRow) =>
    RULES[act].asks !== 'due' ? '' : `, ${line.dueAt === null ? t('act.noDue') : t('act.dueNow', { day: date.format(line.dueAt) })}`
  return (
    <>
      <p className="mt-5 font-medium">{t('act.affects', { count: fitting.length })}</p>
      {fitting.length > 0 && (
        <ul className="mt-2 max-w-measure list-disc space-y-0.5 ps-5">
          {fitting.slice(0, NAMED).map((line) => (
            <li key={line.key} className="wrap-anywhere">
              {nameOf(t, line)}{' '}
              <span className="text-ink-2">
                ({t(`states.${line.state}`)}
                {due(line)})
              </span>
            </li>
          ))}
          {more > 0 && <li>{t('act.more', { count: more })}</li>}
        </ul>
      )}
      {resting.length > 0 && (
        <p className="mt-3 max-w-measure wrap-anywhere">
          {t('act.resting', {
            count: resting.length,
            who: resting
              .slice(0, NAMED)
              .map((line) => nameOf(t, line))
              .join(', '),
            more: Math.max(0, resting.length - NAMED),
          })}
        </p>
      )}
      {own && <p className="mt-3 max-w-measure">{t('act.own')}</p>}
      {others > 0 && <p className="mt-3 max-w-measure text-ink-2">{t('act.others', { count: others })}</p>}
    </>
  )
}

interface FormProps {
  t: Texts
  here: string
  selection: Selection
  found: SelectedLines
  cohorts: Map<string, string>
  kept: KeptAct | null
}
function ActForm({ t, here, selection, found, cohorts, kept }: FormProps) {
  const { act } = selection
  const { asks, mails } = RULES[act]
  if (found.fitting.length === 0) return null
  if (mails && !hasMail()) return <p className="mt-5 max-w-measure">{t('act.noMail')}</p>
  if (asks === 'cohort' && cohorts.size < 2) return <p className="mt-5 max-w-measure">{t('act.noOther')}</p>
  const error = kept?.wrong && { error: t(`act.errors.${kept.wrong}`) }
  return (
    <form method="post" action={`${here}/act/do`} className="mt-5 grid max-w-xl gap-4">
      {fieldsOf(selection).map(([name, value]) => (
        <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
      ))}
      <input type="hidden" name="mark" value={found.mark} />
      {asks === 'due' && (
        <TextField
          name="due"
          type="date"
          required
          min={dayOf(Date.now())}
          label={t('act.due')}
          hint={t('act.dueHint')}
          defaultValue={kept?.due ?? ''}
          {...error}
        />
      )}
      {asks === 'cohort' && (
        <SelectField name="to" label={t('act.cohort')} defaultValue={kept?.to ?? ''} {...error}>
          {[...cohorts]
            .filter(([id]) => found.fitting.some(({ cohort }) => cohort !== id))
            .map(([id, name]) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
        </SelectField>
      )}
      {asks === 'reason' && (
        <TextArea
          name="reason"
          rows={3}
          maxLength={300}
          required
          label={t('act.reason')}
          hint={t('act.reasonHint')}
          defaultValue={kept?.reason ?? ''}
          {...error}
        />
      )}
      <p className="text-note text-ink-2">{t(RULES[act].undo ? 'act.undoNote' : 'act.mailNote')}</p>
      <div>
        <Submit>{t(`acts.${act}`)}</Submit>
      </div>
    </form>
  )
}
