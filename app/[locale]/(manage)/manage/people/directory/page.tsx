import { Notice, Submit, TextField } from '@/components/ui/field'
import { Table } from '@/components/manage/table'
import { PageTitle } from '@/components/ui/page-title'
import { Section } from '@/components/ui/section'
import { config } from '@/server/platform/config'
import { type Run, listRuns } from '@/server/directory/runs'
import { permitted } from '@/server/nextjs/current-person'
import { titled } from '@/server/nextjs/titled'
import { languageOf, translator } from '@/server/platform/locales'
import { EncodingField } from '../../letters'
import { ManageShell } from '../../manage-shell'

type Props = PageProps<'/[locale]/manage/people/directory'>
const NOTES = ['file', 'big'] as const

export const generateMetadata = titled('directory', (t) => t('title'))

export default async function Page({ params, searchParams }: Props) {
  const { locale } = await params
  const here = `/${locale}/manage/people/directory`
  const person = await permitted(locale, here, 'administrator')
  const { note } = await searchParams
  const t = translator(locale, 'directory')
  const said = NOTES.find((n) => n === note)
  const { DIRECTORY_FILE, DIRECTORY_MOST_LEAVERS } = config()
  return (
    <ManageShell locale={locale} person={person} section="people" crumbs={[{ label: t('title') }]}>
      <PageTitle>{t('title')}</PageTitle>
      <p className="mt-2 max-w-prose leading-relaxed text-ink-2">{t('lead')}</p>
      {said && <Notice tone="problem">{t(`note.${said}`)}</Notice>}
      <Section name="upload" title={t('upload')} className="mt-8 max-w-column">
        <form method="post" action={`${here}/upload`} encType="multipart/form-data" className="mt-4 grid gap-5">
          <TextField name="file" type="file" accept=".csv,.txt,text/csv,text/plain" label={t('file')} hint={t('fileHint')} required />
          <div className="max-w-sm">
            <EncodingField locale={locale} />
          </div>
          <Submit look="btn-primary justify-self-start">{t('uploadDo')}</Submit>
        </form>
      </Section>
      <Section name="schedule" title={t('schedule')} className="mt-10 max-w-prose">
        <p className="mt-2 leading-relaxed wrap-anywhere">
          {DIRECTORY_FILE ? t('scheduleOn', { file: DIRECTORY_FILE, share: DIRECTORY_MOST_LEAVERS }) : t('scheduleOff')}
        </p>
      </Section>
      <section className="mt-10">
        <h2 className="text-h2">{t('runs')}</h2>
        <Runs locale={locale} here={here} runs={await listRuns()} />
      </section>
    </ManageShell>
  )
}

function Runs({ locale, here, runs }: { locale: string; here: string; runs: readonly Run[] }) {
  const t = translator(locale, 'directory')
  const time = new Intl.DateTimeFormat(languageOf(locale), { dateStyle: 'medium', timeStyle: 'short' })
  if (runs.length === 0) return <p className="mt-2 text-ink-2">{t('none')}</p>
  return (
    <Table label={t('runs')} columns={[t('when'), t('source'), t('state'), t('differences')]}>
      {runs.map(({ id, at, source, state, toDo, counts }) => (
        <tr key={id}>
          <th scope="row" className="whitespace-nowrap">
            <a className="link" href={`${here}/${id}`}>
              {time.format(at)}
            </a>
          </th>
          <td>{t(`sources.${source}`)}</td>
          <td className={state === 'held' || state === 'failed' ? 'text-signal' : ''}>{t(`states.${state}`)}</td>
          <td>
            {[
              t('summary', { n: toDo }),
              ...(counts.problem > 0 ? [t('summaryProblems', { n: counts.problem })] : []),
              ...(counts.missing > 0 ? [t('summaryMissing', { n: counts.missing })] : []),
              ...(counts.lost > 0 ? [t('summaryLost')] : []),
            ].join(', ')}
          </td>
        </tr>
      ))}
    </Table>
  )
}
