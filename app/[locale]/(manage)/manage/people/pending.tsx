import { Address } from '@/components/manage/address'
import { Table } from '@/components/manage/table'
import { rolesIn } from '@/server/accounts/invitations'
import type { Filter } from '@/server/accounts/people-search'
import { PENDING_PAGE, pending } from '@/server/accounts/pending-invitations'
import { languageOf, translator } from '@/server/platform/locales'
import { hasMail } from '@/server/platform/mail'
import { Pages } from '../pages'

interface Props {
  locale: string
  search: string
  standing: Filter | null
  page: number
  here: string
}
/** The search and filter are those of the list above. */
export async function Pending({ locale, search, standing, page, here }: Props) {
  const t = translator(locale, 'people')
  const { rows, total } = await pending(search, page)
  return (
    <section id="pending" className="mt-10 scroll-mt-6">
      <h2 className="text-h2">{t('pending')}</h2>
      {rows.length === 0 ? (
        <p className="mt-2 text-ink-2">{t(search === '' ? 'pendingNone' : 'pendingNoneFound')}</p>
      ) : (
        <>
          <p className="mt-1 text-note text-ink-2">{t('pendingCount', { count: total })}</p>
          <Table
            label={t('pending')}
            columns={[
              t('column.name'),
              t('column.email'),
              t('column.roles'),
              t('column.sent'),
              t('column.until'),
              <span key="do" className="sr-only">
                {t('column.do')}
              </span>,
            ]}
          >
            {rows.map((row) => (
              <Row key={row.id} locale={locale} row={row} here={here} />
            ))}
          </Table>
          <Pages
            locale={locale}
            page={page}
            size={PENDING_PAGE}
            total={total}
            href={(to) =>
              `${here}?${new URLSearchParams({ ...(search && { q: search }), ...(standing && { who: standing }), open: String(to) })}#pending`
            }
          />
        </>
      )}
    </section>
  )
}

type Row = Awaited<ReturnType<typeof pending>>['rows'][number]

function Row({ locale, row, here }: { locale: string; row: Row; here: string }) {
  const t = translator(locale, 'people')
  const role = translator(locale, 'accounts')
  const day = new Intl.DateTimeFormat(languageOf(locale), { dateStyle: 'medium' })
  const again = hasMail() ? ({ do: 'again', label: 'againLabel' } as const) : ({ do: 'renew', label: 'renewLabel' } as const)
  const name = row.name || row.email!
  return (
    <tr>
      <th scope="row">{name}</th>
      <td className="min-w-[14rem] wrap-anywhere">{row.email && <Address of={row.email} />}</td>
      <td>
        {rolesIn(row)
          .map((r) => role(`roles.${r}`))
          .join(', ') || role('roles.learner')}
      </td>
      <td className={row.mail === 'failed' ? 'text-signal' : 'text-ink-2'}>
        {t(`mail.${row.mail}`)}
        {row.mail_answer && <span className="block max-w-72 text-small wrap-anywhere">{row.mail_answer}</span>}
      </td>
      <td className="whitespace-nowrap text-ink-2">
        {row.expires_at > Date.now() ? day.format(row.expires_at) : t('expired', { day: day.format(row.expires_at) })}
      </td>
      <td>
        <div className="flex justify-end gap-1">
          <form method="post" action={`${here}/invitations/${row.id}/renew`}>
            <button type="submit" className="btn btn-ghost !min-h-10 whitespace-nowrap" aria-label={t(again.label, { name })}>
              {t(again.do)}
            </button>
          </form>
          <form method="post" action={`${here}/invitations/${row.id}/withdraw`}>
            <button type="submit" className="btn btn-ghost !min-h-10" aria-label={t('withdrawLabel', { name })}>
              {t('withdraw')}
            </button>
          </form>
        </div>
      </td>
    </tr>
  )
}
