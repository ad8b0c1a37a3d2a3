import { Table } from '@/components/manage/table'
import { Notice, SelectField, TextField } from '@/components/ui/field'
import type { Person } from '@/server/accounts/people'
import type { OwnedCourse } from '@/server/courses/courses'
import { readFormDraft } from '@/server/accounts/form-drafts'
import { readableBy } from '@/server/courses/owners'
import { distinctTitles } from '@/server/courses/titles'
import { PACK_DAYS, packsFor } from '@/server/packs/packs'
import { languageOf, translator } from '@/server/platform/locales'

interface Props {
  locale: string
  here: string
  person: Person
  courses: readonly OwnedCourse[]
  query: Record<string, string | string[] | undefined>
}
type Packs = Awaited<ReturnType<typeof packsFor>>
type Texts = ReturnType<typeof translator<'compliance'>>

/** What was asked for and cannot be made, and why. */
export interface KeptPack {
  values: Record<'course' | 'from' | 'to', string>
  errors: ('course' | 'from' | 'to')[]
}
const NOTES = { asked: 'done', removed: 'done', waiting: 'problem', gone: 'problem' } as const

/** Packs for auditors: those there are, and a form that asks for another. */
export async function PacksPart({ locale, here, person, courses, query }: Props) {
  const t = translator(locale, 'compliance')
  const [packs, kept] = await Promise.all([packsFor(person), readFormDraft<KeptPack>(person.id, query.kept)])
  const note = (Object.keys(NOTES) as (keyof typeof NOTES)[]).find((n) => n === query.note)
  const titles = await distinctTitles(courses, locale)
  return (
    <section id="packs" aria-labelledby="packs-h" className="mt-10 scroll-mt-6 border-t border-line pt-6 noprint">
      <h2 id="packs-h" className="text-h2">
        {t('packs.title')}
      </h2>
      {note && <Notice tone={NOTES[note]}>{t(`packs.note.${note}`)}</Notice>}
      <p className="mt-1 max-w-prose leading-relaxed text-ink-2">{t('packs.text', { days: PACK_DAYS })}</p>
      <AskForm t={t} here={here} person={person} courses={courses} titles={titles} kept={kept} />
      {packs.length === 0 ? (
        <p className="mt-5 text-ink-2">{t('packs.none')}</p>
      ) : (
        <List locale={locale} here={here} packs={packs} titles={titles} />
      )}
    </section>
  )
}

async function AskForm({
  t,
  here,
  person,
  courses,
  titles,
  kept,
}: Pick<Props, 'here' | 'person' | 'courses'> & { t: Texts; titles: ReadonlyMap<string, string>; kept: KeptPack | null }) {
  const [readable, today] = [await readableBy(person), new Date().toISOString().slice(0, 10)]
  const error = (name: KeptPack['errors'][number]) => (kept?.errors.includes(name) ? t(`packs.errors.${name}`) : undefined)
  return (
    <form
      method="post"
      action={`${here}/packs/create`}
      className="mt-4 mb-6 grid max-w-4xl items-end gap-4 sm:grid-cols-[2fr_1fr_1fr_auto]"
    >
      <SelectField name="course" label={t('packs.course')} defaultValue={kept?.values.course ?? ''} error={error('course')}>
        {readable === null && <option value="">{t('packs.all')}</option>}
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
        label={t('packs.from')}
        defaultValue={kept?.values.from ?? `${Number(today.slice(0, 4)) - 1}${today.slice(4).replace('-02-29', '-02-28')}`}
        error={error('from')}
      />
      <TextField name="to" type="date" required label={t('packs.to')} defaultValue={kept?.values.to ?? today} error={error('to')} />
      <div>
        <button type="submit" className="btn btn-primary">
          {t('packs.make')}
        </button>
      </div>
    </form>
  )
}

function List({ locale, here, packs, titles }: { locale: string; here: string; packs: Packs; titles: ReadonlyMap<string, string> }) {
  const t = translator(locale, 'compliance')
  const time = new Intl.DateTimeFormat(languageOf(locale), { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' })
  const day = new Intl.DateTimeFormat(languageOf(locale), { dateStyle: 'medium', timeZone: 'UTC' })
  return (
    <Table
      label={t('packs.table')}
      columns={(['course', 'period', 'asked', 'by', 'state', 'change'] as const).map((column) => t(`packs.${column}`))}
    >
      {packs.map((pack) => {
        const what = {
          course: pack.course_id ? (titles.get(pack.course_id) ?? '') : t('packs.all'),
          period: day.formatRange(Date.parse(pack.from_day), Date.parse(pack.to_day)),
        }
        const size = { size: Math.ceil(pack.bytes / 1024) }
        return (
          <tr key={pack.id} className="align-top">
            <th scope="row" className="min-w-[10rem] wrap-anywhere">
              {what.course}
            </th>
            <td className="whitespace-nowrap">{what.period}</td>
            <td className="whitespace-nowrap">{time.format(pack.asked_at)}</td>
            <td>{pack.by}</td>
            <td className="min-w-[14rem]">
              {pack.state === 'ready' ? (
                <a
                  className="link inline-flex min-h-11 items-center"
                  href={`${here}/packs/${pack.id}`}
                  aria-label={t('packs.downloadWhat', { ...what, ...size })}
                >
                  {t('packs.download', size)}
                </a>
              ) : pack.state === 'failed' || pack.state === 'erased' ? (
                t(`packs.${pack.state}`)
              ) : (
                t(pack.progress > 0 ? 'packs.making' : 'packs.waiting', { progress: pack.progress })
              )}
            </td>
            <td>
              {pack.mayRemove && (
                <form method="post" action={`${here}/packs/${pack.id}/remove`}>
                  <button type="submit" className="link min-h-11" aria-label={t('packs.removeWhat', what)}>
                    {t('packs.remove')}
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
