import { Notice, Submit } from '@/components/ui/field'
import { PageTitle } from '@/components/ui/page-title'
import { Section } from '@/components/ui/section'
import { readFormDraft } from '@/server/accounts/form-drafts'
import { readDraftFile } from '@/server/drafts/folder'
import { errorsOf, readingOf } from '@/server/drafts/reading'
import { placesOf } from '@/server/library/library'
import { publishedVersions } from '@/server/library/published'
import { permitted } from '@/server/nextjs/current-person'
import { gone } from '@/server/nextjs/responses'
import { SECTIONS } from '@/server/nextjs/sections'
import { titled } from '@/server/nextjs/titled'
import { translator } from '@/server/platform/locales'
import { ManageShell } from '../../../manage-shell'
import { Faults } from './faults'

type Props = PageProps<'/[locale]/manage/scenarios/drafts/[draft]'>
/** What was typed over a file that has changed since. */
export interface KeptText {
  text: string
  seen: string
}
const DONE = ['saved', 'published', 'unpublish', 'earlier'] as const
const REFUSED = ['changed', 'long', 'errors', 'shadow', 'none', 'again'] as const

export const generateMetadata = titled('drafts', (t) => t('title'))

export default async function Page({ params, searchParams }: Props) {
  const { locale, draft: id } = await params
  const list = `/${locale}/manage/scenarios/drafts`
  const page = `${list}/${id}`
  const person = await permitted(locale, page, ...SECTIONS.scenarios)
  const file = await readDraftFile(id)
  if (!file) return gone(locale)
  const t = translator(locale, 'drafts')
  const { note, kept: keptId } = await searchParams
  const done = DONE.find((each) => each === note)
  const refused = REFUSED.find((each) => each === note)
  const kept = await readFormDraft<KeptText>(person.id, keptId)
  const draft = await readingOf(file)
  const errors = errorsOf(draft)
  const places = await placesOf(id)
  return (
    <ManageShell locale={locale} person={person} section="scenarios" crumbs={[{ label: t('title'), href: list }, { label: id }]} wide>
      <PageTitle
        lead={
          <>
            <a className="link" href={`${page}/play`}>
              {t('play')}
            </a>{' '}
            ·{' '}
            <a className="link" href={`${page}/plan`}>
              {t('plan')}
            </a>
          </>
        }
      >
        {draft?.scenario?.title ?? id}
      </PageTitle>
      {done && <Notice tone="done">{t(`note.${done}`)}</Notice>}
      {refused && <Notice tone="problem">{t(`note.${refused}`, { places: places.join(', ') })}</Notice>}
      <Publishing locale={locale} page={page} id={id} version={file.version} errors={errors} />
      <Section name="faults" title={t('faults.title', { count: draft?.findings.length ?? 0 })} className="mt-8">
        {draft ? <Faults locale={locale} all={draft.findings} file={file.text} /> : <Notice tone="problem">{t('faults.unread')}</Notice>}
      </Section>
      <Section name="file" title={t('file.title')} className="mt-8">
        <p className="mt-1 max-w-prose leading-relaxed text-ink-2">{t('file.lead')}</p>
        <form method="post" action={`${page}/save`} className="mt-3 grid gap-3">
          <input type="hidden" name="seen" value={file.version} />
          <label htmlFor="field-text" className="font-semibold">
            {t('file.label')}
          </label>
          <textarea
            id="field-text"
            name="text"
            rows={30}
            spellCheck={false}
            className="field w-full font-mono text-small"
            defaultValue={kept?.text ?? file.text}
          />
          <div>
            <Submit>{t('file.save')}</Submit>
          </div>
        </form>
      </Section>
    </ManageShell>
  )
}

interface PublishingProps {
  locale: string
  page: string
  id: string
  version: string
  errors: number
}
async function Publishing({ locale, page, id, version, errors }: PublishingProps) {
  const t = translator(locale, 'drafts')
  const versions = await publishedVersions(id)
  const at = versions.findIndex(({ served }) => served)
  const served = versions[at]
  const button = (act: 'publish' | 'unpublish' | 'earlier', quiet = true) => (
    <button type="submit" name="do" value={act} className={`btn ${quiet ? 'btn-quiet' : 'btn-primary'}`}>
      {t(`publish.${act}`)}
    </button>
  )
  return (
    <Section name="publish" title={t('publish.title')} className="mt-6">
      <p className="mt-1 max-w-prose leading-relaxed">
        {served ? t('publish.served', { when: served.publishedAt }) : t('publish.notServed')}{' '}
        {served?.version === version ? t('publish.same') : errors > 0 ? t('publish.errors', { count: errors }) : t('publish.ready')}
      </p>
      <form method="post" action={`${page}/publish`} className="mt-3 flex flex-wrap gap-3">
        <input type="hidden" name="seen" value={version} />
        {errors === 0 && served?.version !== version && button('publish', false)}
        {served && button('unpublish')}
        {served && versions[at + 1] && button('earlier')}
      </form>
    </Section>
  )
}
