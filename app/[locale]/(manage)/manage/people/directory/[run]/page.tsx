import { Notice } from '@/components/ui/field'
import { Table } from '@/components/manage/table'
import { PageTitle } from '@/components/ui/page-title'
import { heldBy } from '@/server/directory/leavers'
import { CHANGES_PAGE, LINE_KINDS, type Run, readLines, readRun } from '@/server/directory/runs'
import { permitted } from '@/server/nextjs/current-person'
import { gone } from '@/server/nextjs/responses'
import { titled } from '@/server/nextjs/titled'
import { languageOf, numberIn, translator } from '@/server/platform/locales'
import { ManageShell } from '../../../manage-shell'
import { Pages, pageOf } from '../../../pages'
import { Columns } from './columns'
import { RunLine } from './run-line'
import { Standing, isOpen } from './standing'

type Props = PageProps<'/[locale]/manage/people/directory/[run]'>
const NOTES = ['begun', 'discarded', 'gone', 'stale', 'busy', 'unsure'] as const
const DONE: readonly string[] = ['begun', 'discarded']

export const generateMetadata = titled('directory', (t) => t('title'))

export default async function Page({ params, searchParams }: Props) {
  const { locale, run: id } = await params
  const all = `/${locale}/manage/people/directory`
  const person = await permitted(locale, all, 'administrator')
  const run = (await readRun(id)) ?? gone(locale)
  const { note, kind: asked, page: nth } = await searchParams
  const t = translator(locale, 'directory')
  const said = NOTES.find((n) => n === note && !(n === 'begun' && run.state === 'applied'))
  const time = new Intl.DateTimeFormat(languageOf(locale), { dateStyle: 'medium', timeStyle: 'short' })
  return (
    <ManageShell
      locale={locale}
      person={person}
      section="people"
      wide
      crumbs={[{ label: t('title'), href: all }, { label: time.format(run.at) }]}
    >
      {run.state === 'applying' && <meta httpEquiv="refresh" content="3" />}
      <PageTitle>{t('reading', { at: time.format(run.at) })}</PageTitle>
      <p className="mt-1 text-ink-2 wrap-anywhere">
        {[t(`sources.${run.source}`), run.file, t(`states.${run.state}`)].filter(Boolean).join(' · ')}
      </p>
      {said && <Notice tone={DONE.includes(said) ? 'done' : 'problem'}>{t(`note.${said}`)}</Notice>}
      <Standing locale={locale} run={run} here={`${all}/${id}`} person={person} />
      {run.total > 0 && <Lines locale={locale} run={run} here={`${all}/${id}`} asked={asked} page={pageOf(nth)} />}
      {run.headings.length > 0 && <Columns locale={locale} headings={run.headings} />}
    </ManageShell>
  )
}

async function Lines({ locale, run, here, asked, page }: { locale: string; run: Run; here: string; asked: unknown; page: number }) {
  const t = translator(locale, 'directory')
  const kind = LINE_KINDS.find((k) => k === asked) ?? null
  const { lines, total } = await readLines(run.id, kind, page)
  const leaving = isOpen(run) ? lines.flatMap((line) => (line.kind === 'leave' && line.member) || []) : []
  const held = await heldBy(leaving)
  const tabs = LINE_KINDS.filter((k) => run.counts[k] > 0)
  const href = (to: string | null, nth = 1) =>
    `${here}?${new URLSearchParams({ ...(to && { kind: to }), ...(nth > 1 && { page: String(nth) }) })}`
  return (
    <section className="mt-8">
      <h2 className="text-h2">{t('differences')}</h2>
      <nav aria-label={t('differences')} className="mt-2">
        <ul className="-ms-1 flex flex-wrap gap-x-4">
          {[null, ...tabs].map((k) => (
            <li key={k ?? 'all'}>
              <a className="link inline-flex min-h-11 items-center px-1" href={href(k)} aria-current={k === kind ? 'true' : undefined}>
                {k === null ? t('all') : t(`kinds.${k}`)} ({numberIn(locale, k === null ? run.total : run.counts[k])})
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {kind && <p className="mt-1 max-w-prose leading-relaxed text-ink-2">{t(`kindText.${kind}`)}</p>}
      {lines.length === 0 ? (
        <p className="mt-2 text-ink-2">{t('noneOf')}</p>
      ) : (
        <Table label={t('differences')} columns={[t('person'), t('difference'), t('what')]}>
          {lines.map((line) => (
            <RunLine key={line.n} locale={locale} line={line} held={'member' in line && line.member ? held.get(line.member) : undefined} />
          ))}
        </Table>
      )}
      <Pages locale={locale} page={page} size={CHANGES_PAGE} total={total} href={(to) => href(kind, to)} />
    </section>
  )
}
