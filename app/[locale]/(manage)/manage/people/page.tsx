import type { Metadata } from 'next'
import { Notice, TextField } from '@/components/ui/field'
import { Table } from '@/components/manage/table'
import { PageTitle } from '@/components/ui/page-title'
import { permitted } from '@/server/nextjs/current-person'
import { PEOPLE_PAGE, listPeople } from '@/server/accounts/directory'
import { languageOf, translator } from '@/server/platform/locales'
import { ManageShell } from '../manage-shell'
import { Pages, pageOf } from '../pages'
import { mailedTo } from './mailed'
import { Pending } from './pending'

type Props = PageProps<'/[locale]/manage/people'>
const NOTES = ['withdrawn', 'gone', 'removed', 'mailed', 'notMailed'] as const
const DONE: readonly string[] = ['withdrawn', 'removed', 'mailed']

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: translator((await params).locale, 'manage')('people.title') }
}

/** Everybody with an account, and everybody invited. */
export default async function Page({ params, searchParams }: Props) {
  const { locale } = await params
  const here = `/${locale}/manage/people`
  const person = await permitted(locale, here, 'administrator')
  const { note, page, open, q, invited } = await searchParams
  const text = (value: unknown) => (typeof value === 'string' ? value.slice(0, 200) : '')
  const t = translator(locale, 'people')
  const said = NOTES.find((n) => n === note)
  return (
    <ManageShell locale={locale} person={person} section="people" wide>
      <div className="flex flex-wrap items-start justify-between gap-4">
        <PageTitle>{translator(locale, 'manage')('people.title')}</PageTitle>
        <p className="flex flex-wrap gap-3">
          <a className="btn btn-quiet" href={`${here}/directory`}>
            {t('directory')}
          </a>
          <a className="btn btn-primary" href={`${here}/add`}>
            {translator(locale, 'addPeople')('title')}
          </a>
        </p>
      </div>
      {said && <Notice tone={DONE.includes(said) ? 'done' : 'problem'}>{t(`note.${said}`, await mailedTo())}</Notice>}
      <People locale={locale} search={text(q)} page={pageOf(page)} here={here} />
      <Pending locale={locale} search={text(invited)} page={pageOf(open)} here={here} />
    </ManageShell>
  )
}

async function People({ locale, search, page, here }: { locale: string; search: string; page: number; here: string }) {
  const t = translator(locale, 'people')
  const role = translator(locale, 'accounts')
  const day = new Intl.DateTimeFormat(languageOf(locale), { dateStyle: 'medium' })
  const { people, total } = await listPeople(search, page)
  return (
    <section className="mt-6">
      <h2 className="sr-only">{t('all')}</h2>
      <form method="get" action={here} role="search" className="flex flex-wrap items-end gap-3">
        <div className="w-full max-w-sm">
          <TextField name="q" type="search" label={t('search')} defaultValue={search} maxLength={200} />
        </div>
        <button type="submit" className="btn btn-quiet">
          {t('searchDo')}
        </button>
        <p className="ms-auto text-note text-ink-2">{t('found', { count: total })}</p>
      </form>
      {people.length === 0 ? (
        <p className="card mt-4 p-5">{t('none')}</p>
      ) : (
        <Table label={t('all')} columns={[t('column.name'), t('column.email'), t('column.roles'), t('column.last')]}>
          {people.map(({ id, name, email, roles, lastSignIn, hasLeft }) => (
            <tr key={id}>
              <th scope="row">
                <a className="link" href={`${here}/${id}`}>
                  {name || email}
                </a>
                {hasLeft && <span className="chip ms-2 bg-accent-soft text-ink">{t('left')}</span>}
              </th>
              <td className="min-w-[14rem] wrap-anywhere">{email}</td>
              <td>
                {roles
                  .filter((r) => r !== 'learner' || roles.length === 1)
                  .map((r) => role(`roles.${r}`))
                  .join(', ')}
              </td>
              <td className="whitespace-nowrap text-ink-2">{lastSignIn ? day.format(lastSignIn) : t('unknown')}</td>
            </tr>
          ))}
        </Table>
      )}
      <Pages
        locale={locale}
        page={page}
        size={PEOPLE_PAGE}
        total={total}
        href={(to) => `${here}?${new URLSearchParams({ ...(search && { q: search }), page: String(to) })}`}
      />
    </section>
  )
}
