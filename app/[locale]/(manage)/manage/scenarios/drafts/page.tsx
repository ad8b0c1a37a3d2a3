import { Notice, Submit, TextField } from '@/components/ui/field'
import { PageTitle } from '@/components/ui/page-title'
import { Section } from '@/components/ui/section'
import { Table } from '@/components/manage/table'
import { type DraftFile, listDrafts, readDraftFile } from '@/server/drafts/folder'
import { errorsOf, readingOf } from '@/server/drafts/reading'
import { publishedVersions } from '@/server/library/published'
import { permitted } from '@/server/nextjs/current-person'
import { SECTIONS } from '@/server/nextjs/sections'
import { titled } from '@/server/nextjs/titled'
import { translator } from '@/server/platform/locales'
import { ManageShell } from '../../manage-shell'

type Props = PageProps<'/[locale]/manage/scenarios/drafts'>
const COLUMNS = ['draft', 'state', 'served', 'open'] as const
const NOTES = ['id', 'long'] as const

export const generateMetadata = titled('drafts', (t) => t('title'))

export default async function Page({ params, searchParams }: Props) {
  const { locale } = await params
  const page = `/${locale}/manage/scenarios/drafts`
  const person = await permitted(locale, page, ...SECTIONS.scenarios)
  const t = translator(locale, 'drafts')
  const { note } = await searchParams
  const refused = NOTES.find((each) => each === note)
  const files = (await Promise.all((await listDrafts()).map(readDraftFile))).filter((file) => file !== null)
  return (
    <ManageShell locale={locale} person={person} section="scenarios" crumbs={[{ label: t('title') }]} wide>
      <PageTitle lead={t('lead')}>{t('title')}</PageTitle>
      {refused && <Notice tone="problem">{t(`note.${refused}`)}</Notice>}
      {files.length === 0 ? (
        <p className="mt-6 max-w-prose text-ink-2">{t('none')}</p>
      ) : (
        <Table label={t('title')} columns={COLUMNS.map((column) => t(`column.${column}`))}>
          {files.map((file) => (
            <Row key={file.id} locale={locale} file={file} page={`${page}/${file.id}`} />
          ))}
        </Table>
      )}
      <Section name="new" title={t('new.title')} className="mt-8 max-w-2xl">
        <form method="post" action={`${page}/create`} encType="multipart/form-data" className="mt-3 grid gap-4">
          <TextField name="id" label={t('new.id')} hint={t('new.idHint')} maxLength={40} spellCheck={false} />
          <TextField
            name="file"
            type="file"
            accept=".yaml,.yml,text/yaml,application/yaml,text/plain"
            label={t('new.file')}
            hint={t('new.fileHint')}
          />
          <div>
            <Submit>{t('new.do')}</Submit>
          </div>
        </form>
      </Section>
    </ManageShell>
  )
}

async function Row({ locale, file, page }: { locale: string; file: DraftFile; page: string }) {
  const t = translator(locale, 'drafts')
  const draft = await readingOf(file)
  const errors = errorsOf(draft)
  const served = (await publishedVersions(file.id)).find((each) => each.served)
  return (
    <tr>
      <th scope="row">
        <a className="link" href={page}>
          {draft?.scenario?.title ?? file.id}
        </a>{' '}
        <span className="font-normal text-ink-2">{file.id}</span>
      </th>
      <td>{errors > 0 ? t('errors', { count: errors }) : t('sound')}</td>
      <td>{served ? t(served.version === file.version ? 'served.this' : 'served.other', { when: served.publishedAt }) : t('served.no')}</td>
      <td className="whitespace-nowrap">
        <a className="link" href={`${page}/play`}>
          {t('play')}
        </a>{' '}
        ·{' '}
        <a className="link" href={`${page}/plan`}>
          {t('plan')}
        </a>
      </td>
    </tr>
  )
}
