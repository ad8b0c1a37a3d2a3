import { Table } from '@/components/manage/table'
import { PageTitle } from '@/components/ui/page-title'
import { GROUPS } from '@/server/accounts/audit'
import { AUDIT_PAGE, readAudit } from '@/server/accounts/audit-log'
import { thingsNamed } from '@/server/reports/audited-things'
import { permitted } from '@/server/nextjs/current-person'
import { SECTIONS } from '@/server/nextjs/sections'
import { titled } from '@/server/nextjs/titled'
import { translator } from '@/server/platform/locales'
import { ManageShell } from '../manage-shell'
import { Pages, pageOf } from '../pages'
import { Filter } from './filter'
import { Line } from './line'

type Props = PageProps<'/[locale]/manage/audit'>

export const generateMetadata = titled('manage', (t) => t('audit.title'))

export default async function Page({ params, searchParams }: Props) {
  const { locale } = await params
  const here = `/${locale}/manage/audit`
  const person = await permitted(locale, here, ...SECTIONS.audit)
  const query = await searchParams
  const group = GROUPS.find((one) => one === query.group) ?? null
  const page = pageOf(query.page)
  const { entries, total } = await readAudit(group, page)
  const things = await thingsNamed(
    entries.flatMap((e) => e.subject ?? []),
    locale,
  )
  const t = translator(locale, 'people')
  const title = translator(locale, 'manage')('audit.title')
  return (
    <ManageShell locale={locale} person={person} section="audit" wide>
      <PageTitle lead={t('audit.lead')}>{title}</PageTitle>
      <Filter locale={locale} here={here} group={group} />
      <p className="mt-4 text-note text-ink-2">{t('audit.count', { count: total })}</p>
      {entries.length === 0 ? (
        <p className="card mt-4 p-5">{t('audit.none')}</p>
      ) : (
        <Table label={title} columns={[t('audit.time'), t('audit.actor'), t('audit.action'), t('audit.subject'), t('audit.detail')]}>
          {entries.map((entry) => (
            <Line
              key={entry.id}
              locale={locale}
              entry={entry}
              thing={things.get(entry.subject ?? '')}
              links={person.roles.includes('administrator')}
            />
          ))}
        </Table>
      )}
      <Pages
        locale={locale}
        page={page}
        size={AUDIT_PAGE}
        total={total}
        href={(to) => `${here}?${new URLSearchParams({ ...(group && { group }), page: String(to) })}`}
      />
    </ManageShell>
  )
}
