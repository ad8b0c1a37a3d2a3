import type { Metadata } from 'next'
import { Notice, TextField, Tick } from '@/components/ui/field'
import { Table } from '@/components/manage/table'
import { PageTitle } from '@/components/ui/page-title'
import { ROLES } from '@/server/platform/role'
import { permitted } from '@/server/nextjs/current-person'
import { PEOPLE_PAGE, listPeople } from '@/server/accounts/directory'
import type { Person } from '@/server/accounts/people'
import { languageOf, translator } from '@/server/platform/locales'
import { readFlash } from '@/server/nextjs/flash'
import { ManageShell } from '../manage-shell'
import { Pages, pageOf } from '../pages'
import { mailedTo } from './mailed'
import { Pending } from './pending'
import { Prove, Unproved, isUnproved } from './prove'

type Props = PageProps<'/[locale]/manage/people'>
const NOTES = ['file', 'big', 'withdrawn', 'gone', 'removed', 'listGone', 'mailing', 'mailed', 'notMailed'] as const
const DONE: readonly string[] = ['withdrawn', 'removed', 'mailing', 'mailed']
const FIELD = { name: 'name', email: 'email', known: 'email', invited: 'email', left: 'email' } as const

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: translator((await params).locale, 'manage')('people.title') }
}

/** Everybody with an account, everybody invited, and how to invite more. */
export default async function Page({ params, searchParams }: Props) {
  const { locale } = await params
  const here = `/${locale}/manage/people`
  const person = await permitted(locale, here, 'administrator')
  const { note, count, page, open, q, invited } = await searchParams
  const text = (value: unknown) => (typeof value === 'string' ? value.slice(0, 200) : '')
  const t = translator(locale, 'people')
  const said = NOTES.find((n) => n === note)
  return (
    <ManageShell locale={locale} person={person} section="people" wide>
      <div className="flex flex-wrap items-start justify-between gap-4">
        <PageTitle>{translator(locale, 'manage')('people.title')}</PageTitle>
        <a className="btn btn-primary" href={`${here}/add`}>
          {translator(locale, 'addPeople')('title')}
        </a>
      </div>
      {said && (
        <Notice tone={DONE.includes(said) ? 'done' : 'problem'}>
          {t(`note.${said}`, { count: Number(count) || 0, ...(await mailedTo()) })}
        </Notice>
      )}
      <People locale={locale} search={text(q)} page={pageOf(page)} here={here} />
      <Pending locale={locale} search={text(invited)} page={pageOf(open)} here={here} />
      <div className="mt-10 grid gap-x-10 gap-y-10 lg:grid-cols-2">
        <Invite locale={locale} person={person} here={here} note={note} />
        <section aria-labelledby="csv-h">
          <h2 id="csv-h" className="text-h2">
            {t('csv')}
          </h2>
          <form method="post" action={`${here}/csv`} encType="multipart/form-data" className="mt-4 grid gap-5">
            <TextField name="file" type="file" accept=".csv,text/csv,text/plain" label={t('csvFile')} hint={t('csvHint')} required />
            <button type="submit" className="btn btn-quiet justify-self-start">
              {t('csvDo')}
            </button>
          </form>
          <h2 className="mt-10 text-h2">
            <a className="link" href={`${here}/directory`}>
              {t('directory')}
            </a>
          </h2>
          <p className="mt-1 leading-relaxed text-ink-2">{t('directoryText')}</p>
        </section>
      </div>
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

async function Invite({ locale, person, here, note }: { locale: string; person: Person; here: string; note: unknown }) {
  const t = translator(locale, 'people')
  const field = translator(locale, 'accounts')
  const wrong = (Object.keys(FIELD) as (keyof typeof FIELD)[]).find((n) => n === note)
  const values = wrong || isUnproved(note) ? await readFlash('invite') : {}
  const error = (name: 'name' | 'email') => (wrong && FIELD[wrong] === name ? t(`note.${wrong}`) : undefined)
  const ticked = (values.roles ?? '').split(' ')
  return (
    <section id="invite" aria-labelledby="invite-h" className="scroll-mt-6">
      <h2 id="invite-h" className="text-h2">
        {t('invite')}
      </h2>
      <Unproved locale={locale} note={note} />
      <form method="post" action={`${here}/invite`} className="mt-4 grid gap-5">
        <TextField
          name="name"
          label={field('fields.name')}
          defaultValue={values.name}
          error={error('name')}
          autoComplete="off"
          required
          maxLength={120}
        />
        <TextField
          name="email"
          type="email"
          label={field('fields.email')}
          defaultValue={values.email}
          error={error('email')}
          autoComplete="off"
          required
          maxLength={200}
        />
        <fieldset>
          <legend className="text-note font-medium">{t('roles')}</legend>
          <p className="text-small leading-normal text-ink-2">{t('rolesHint')}</p>
          <div className="mt-1.5 grid gap-2 sm:grid-cols-2">
            {ROLES.filter((r) => r !== 'learner').map((r) => (
              <Tick key={r} name="roles" value={r} label={field(`roles.${r}`)} text={t(`role.${r}`)} checked={ticked.includes(r)} />
            ))}
          </div>
        </fieldset>
        <Prove locale={locale} person={person} here={`${here}#invite`} needed={false} hint={t('prove.administrator')} />
        <button type="submit" className="btn btn-primary justify-self-start">
          {t('inviteDo')}
        </button>
      </form>
    </section>
  )
}
