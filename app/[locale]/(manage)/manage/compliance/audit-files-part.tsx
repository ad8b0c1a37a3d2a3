import { Table } from '@/components/manage/table'
import { Notice, SelectField, Submit, TextField } from '@/components/ui/field'
import { Section } from '@/components/ui/section'
import type { Person } from '@/server/accounts/people'
import type { OwnedCourse } from '@/server/courses/courses'
import { readFormDraft } from '@/server/accounts/form-drafts'
import { readableBy } from '@/server/courses/owners'
import { distinctTitles } from '@/server/courses/titles'
import { AUDIT_FILE_DAYS, auditFilesFor } from '@/server/audit-files/audit-files'
import { languageOf, translator } from '@/server/platform/locales'

interface Props {
  locale: string
  here: string
  person: Person
  courses: readonly OwnedCourse[]
  query: Record<string, string | string[] | undefined>
}
type AuditFiles = Awaited<ReturnType<typeof auditFilesFor>>
type Texts = ReturnType<typeof translator<'compliance'>>

export interface AuditFileFormDraft {
  values: Record<'course' | 'from' | 'to', string>
  errors: ('course' | 'from' | 'to')[]
}
const NOTES = { asked: 'done', removed: 'done', waiting: 'problem', gone: 'problem' } as const

export async function AuditFilesPart({ locale, here, person, courses, query }: Props) {
  const t = translator(locale, 'compliance')
  const [files, kept] = await Promise.all([auditFilesFor(person), readFormDraft<AuditFileFormDraft>(person.id, query.kept)])
  const note = (Object.keys(NOTES) as (keyof typeof NOTES)[]).find((n) => n === query.note)
  const titles = await distinctTitles(courses, locale)
  return (
    <Section id="audit-files" title={t('auditFiles.title')} className="mt-10 scroll-mt-6 border-t border-line pt-6 noprint">
      {note && <Notice tone={NOTES[note]}>{t(`auditFiles.note.${note}`)}</Notice>}
      <p className="mt-1 max-w-prose leading-relaxed text-ink-2">{t('auditFiles.text', { days: AUDIT_FILE_DAYS })}</p>
      <AskForm t={t} here={here} person={person} courses={courses} titles={titles} kept={kept} />
      {files.length === 0 ? (
        <p className="mt-5 text-ink-2">{t('auditFiles.none')}</p>
      ) : (
        <List locale={locale} here={here} files={files} titles={titles} />
      )}
    </Section>
  )
}

async function AskForm({
  t,
  here,
  person,
  courses,
  titles,
  kept,
}: Pick<Props, 'here' | 'person' | 'courses'> & { t: Texts; titles: ReadonlyMap<string, string>; kept: AuditFileFormDraft | null }) {
  const [readable, today] = [await readableBy(person), new Date().toISOString().slice(0, 10)]
  const error = (name: AuditFileFormDraft['errors'][number]) => (kept?.errors.includes(name) ? t(`auditFiles.errors.${name}`) : undefined)
  return (
    <form
      method="post"
      action={`${here}/audit-files/create`}
      className="mt-4 mb-6 grid max-w-4xl items-end gap-4 sm:grid-cols-[2fr_1fr_1fr_auto]"
    >
      <SelectField name="course" label={t('auditFiles.course')} defaultValue={kept?.values.course ?? ''} error={error('course')}>
        {readable === null && <option value="">{t('auditFiles.all')}</option>}
        {courses
          .filter(({ version }) => version > 0)
          .map(({ id }) => (
            <option key={id} value={id}>
              {titles.get(id)}
            </option>
          ))}
      </SelectField>
      <TextField
        name="from"
        type="date"
        required
        label={t('auditFiles.from')}
        defaultValue={kept?.values.from ?? `${Number(today.slice(0, 4)) - 1}${today.slice(4).replace('-02-29', '-02-28')}`}
        error={error('from')}
      />
      <TextField name="to" type="date" required label={t('auditFiles.to')} defaultValue={kept?.values.to ?? today} error={error('to')} />
      <div>
        <Submit>{t('auditFiles.make')}</Submit>
      </div>
    </form>
  )
}

function List({ locale, here, files, titles }: { locale: string; here: string; files: AuditFiles; titles: ReadonlyMap<string, string> }) {
  const t = translator(locale, 'compliance')
  const time = new Intl.DateTimeFormat(languageOf(locale), { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' })
  const day = new Intl.DateTimeFormat(languageOf(locale), { dateStyle: 'medium', timeZone: 'UTC' })
  return (
    <Table
      label={t('auditFiles.table')}
      columns={(['course', 'period', 'asked', 'by', 'state', 'change'] as const).map((column) => t(`auditFiles.${column}`))}
    >
      {files.map((file) => {
        const what = {
          course: file.course_id ? (titles.get(file.course_id) ?? '') : t('auditFiles.all'),
          period: day.formatRange(Date.parse(file.from_day), Date.parse(file.to_day)),
        }
        const size = { size: Math.ceil(file.bytes / 1024) }
        return (
          <tr key={file.id} className="align-top">
            <th scope="row" className="min-w-[10rem] wrap-anywhere">
              {what.course}
            </th>
            <td className="whitespace-nowrap">{what.period}</td>
            <td className="whitespace-nowrap">{time.format(file.asked_at)}</td>
            <td>{file.by}</td>
            <td className="min-w-[14rem]">
              {file.state === 'ready' ? (
                <a
                  className="link inline-flex min-h-11 items-center"
                  href={`${here}/audit-files/${file.id}`}
                  aria-label={t('auditFiles.downloadWhat', { ...what, ...size })}
                >
                  {t('auditFiles.download', size)}
                </a>
              ) : file.state === 'failed' ? (
                t('auditFiles.failed')
              ) : (
                t(file.progress > 0 ? 'auditFiles.making' : 'auditFiles.waiting', { progress: file.progress })
              )}
            </td>
            <td>
              {file.mayRemove && (
                <form method="post" action={`${here}/audit-files/${file.id}/remove`}>
                  <button type="submit" className="link min-h-11" aria-label={t('auditFiles.removeWhat', what)}>
                    {t('auditFiles.remove')}
                  </button>
                </form>
              )}
            </td>
          </tr>
        )
      })}
    </Table>
  )
}
