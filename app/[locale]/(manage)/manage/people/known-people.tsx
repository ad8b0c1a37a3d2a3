import { Address } from '@/components/manage/address'
import { SelectField, Submit, TextField } from '@/components/ui/field'
import { Table } from '@/components/manage/table'
import { FILTERS, type Filter, type PersonEntry, PEOPLE_PAGE, listKnown } from '@/server/accounts/people-search'
import { languageOf, translator } from '@/server/platform/locales'
import { Pages } from '../pages'

export const standingOf = (value: unknown): Filter | null => FILTERS.find((each) => each === value) ?? null

export async function KnownPeople({
  locale,
  search,
  standing,
  page,
  here,
}: {
  locale: string
  search: string
  standing: Filter | null
  page: number
  here: string
}) {
  const t = translator(locale, 'people')
  const { people, total } = await listKnown({ search, standing, page })
  return (
    <section className="mt-6">
      <h2 className="sr-only">{t('all')}</h2>
      <form method="get" action={here} role="search" className="flex flex-wrap items-end gap-3">
        <div className="w-full max-w-sm">
          <TextField name="q" type="search" label={t('search')} defaultValue={search} maxLength={200} />
        </div>
        <SelectField name="who" label={t('who')} defaultValue={standing ?? ''}>
          <option value="">{t('whoAll')}</option>
          {FILTERS.map((each) => (
            <option key={each} value={each}>
              {t(`standing.${each}`)}
            </option>
          ))}
        </SelectField>
        <Submit look="btn-quiet">{t('searchDo')}</Submit>
        <p className="ms-auto text-note text-ink-2">{t('found', { count: total })}</p>
      </form>
      {people.length === 0 ? (
        <p className="card mt-4 p-5">{t('none')}</p>
      ) : (
        <Table label={t('all')} columns={[t('column.name'), t('column.email'), t('column.unit'), t('column.known'), t('column.last')]}>
          {people.map((one) => (
            <Row key={one.id} locale={locale} one={one} here={here} />
          ))}
        </Table>
      )}
      <Pages
        locale={locale}
        page={page}
        size={PEOPLE_PAGE}
        total={total}
        href={(to) =>
          `${here}?${new URLSearchParams({ ...(search && { q: search }), ...(standing && { who: standing }), page: String(to) })}`
        }
      />
    </section>
  )
}

function Row({ locale, one, here }: { locale: string; one: PersonEntry; here: string }) {
  const t = translator(locale, 'people')
  const role = translator(locale, 'accounts')
  const day = new Intl.DateTimeFormat(languageOf(locale), { dateStyle: 'medium' })
  const { id, user, name, email, unit, site, standing, roles, lastSignIn } = one
  const given = roles.filter((r) => r !== 'learner').map((r) => role(`roles.${r}`))
  return (
    <tr>
      <th scope="row">
        <a className="link" href={user ? `${here}/${user}` : `${here}/known/${id}`}>
          {name || email}
        </a>
      </th>
      <td className="min-w-[14rem] wrap-anywhere">
        <Address of={email} />
      </td>
      <td className="min-w-[9rem]">
        {unit}
        {site && <span className="block text-small text-ink-2">{site}</span>}
      </td>
      <td>
        {standing === 'left' ? <span className="chip bg-accent-soft text-ink">{t('left')}</span> : t(`standing.${standing}`)}
        {given.length > 0 && <span className="block text-small text-ink-2">{given.join(', ')}</span>}
      </td>
      <td className="whitespace-nowrap text-ink-2">{lastSignIn ? day.format(lastSignIn) : user ? t('unknown') : ''}</td>
    </tr>
  )
}
