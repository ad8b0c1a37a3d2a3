import type { Metadata } from 'next'
import { SelectField } from '@/components/ui/field'
import { Table } from '@/components/manage/table'
import { PageTitle } from '@/components/ui/page-title'
import { ACTIONS } from '@/server/accounts/audit'
import { AUDIT_PAGE, actionNames, isAction, isMonth, readAudit } from '@/server/accounts/audit-log'
import { detailIn } from '@/server/accounts/audit-detail'
import { isToken, thingsNamed } from '@/server/courses/audited-things'
import { permitted } from '@/server/nextjs/current-person'
import { languageOf, translator } from '@/server/platform/locales'
import { ManageShell } from '../manage-shell'
import { SECTIONS } from '@/server/nextjs/sections'
import { Pages, pageOf } from '../pages'

type Props = PageProps<'/[locale]/manage/audit'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: translator((await params).locale, 'manage')('audit.title') }
}

/** Every administrative event. */
export default async function Page({ params, searchParams }: Props) {
  const { locale } = await params
  const here = `/${locale}/manage/audit`
  const person = await permitted(locale, here, ...SECTIONS.audit)
  const query = await searchParams
  const [action, page] = [isAction(query.action) ? query.action : null, pageOf(query.page)]
  const { entries, total } = await readAudit(action, page)
  const things = await thingsNamed(
    entries.flatMap((e) => e.subject ?? []),
    locale,
  )
  const t = translator(locale, 'people')
  const words = actionNames(locale)
  const only = action && { action }
  const time = new Intl.DateTimeFormat(languageOf(locale), { dateStyle: 'medium', timeStyle: 'medium', timeZone: 'UTC' })
  const month = new Intl.DateTimeFormat(languageOf(locale), { year: 'numeric', month: 'long', timeZone: 'UTC' })
  // Only administrators see readings of the directory; an auditor has the name of the file.
  const named = (id: string) => {
    const thing = things.get(id)
    return thing?.path && person.roles.includes('administrator') ? (
      <a className="link" href={`/${locale}${thing.path}`}>
        {thing.name}
      </a>
    ) : (
      thing?.name
    )
  }
  const who = (id: string | null, name: string | null) =>
    id === 'system' || id === 'console' ? (
      t(`audit.${id}`)
    ) : (
      <>
        {name && <span className="block">{name}</span>}
        <span className="block font-mono text-fine text-ink-2">{id}</span>
      </>
    )
  return (
    <ManageShell locale={locale} person={person} section="audit" wide>
      <PageTitle lead={t('audit.lead')}>{translator(locale, 'manage')('audit.title')}</PageTitle>
      <div className="mt-6 flex flex-wrap items-end gap-3">
        <form method="get" action={here} className="flex flex-wrap items-end gap-3">
          <div className="min-w-[16rem]">
            <SelectField name="action" label={t('audit.filter')} defaultValue={action ?? ''}>
              <option value="">{t('audit.filterAll')}</option>
              {ACTIONS.map((a) => (
                <option key={a} value={a}>
                  {words(a)}
                </option>
              ))}
            </SelectField>
          </div>
          <button type="submit" className="btn btn-quiet">
            {t('audit.filterDo')}
          </button>
        </form>
        <form method="post" action={`${here}/csv`} className="ms-auto">
          <input type="hidden" name="action" value={action ?? ''} />
          <button type="submit" className="btn btn-quiet">
            {t('audit.csv')}
          </button>
        </form>
      </div>
      <p className="mt-4 text-note text-ink-2">{t('audit.count', { count: total })}</p>
      {entries.length === 0 ? (
        <p className="card mt-4 p-5">{t('audit.none')}</p>
      ) : (
        <Table
          label={translator(locale, 'manage')('audit.title')}
          columns={[t('audit.time'), t('audit.actor'), t('audit.action'), t('audit.subject'), t('audit.detail')]}
        >
          {entries.map((e) => (
            <tr key={e.id} className="align-top">
              <td className="whitespace-nowrap tabular-nums">{(isMonth(e) ? month : time).format(e.at)}</td>
              <td>{who(e.actor, e.actorName)}</td>
              <td>{words(e.action)}</td>
              <td className="wrap-anywhere">{named(e.subject ?? '') ?? (isToken(e.subject) ? '' : who(e.subject, e.subjectName))}</td>
              <td className="text-small text-ink-2">{detailIn(locale, e.action, e.detail)}</td>
            </tr>
          ))}
        </Table>
      )}
      <Pages
        locale={locale}
        page={page}
        size={AUDIT_PAGE}
        total={total}
        href={(to) => `${here}?${new URLSearchParams({ ...only, page: String(to) })}`}
      />
    </ManageShell>
  )
}
