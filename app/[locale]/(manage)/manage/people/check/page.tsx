import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { Table } from '@/components/manage/table'
import { PageTitle } from '@/components/ui/page-title'
import { permitted } from '@/server/nextjs/current-person'
import { keptList } from '@/server/accounts/invitation-list'
import { translator } from '@/server/platform/locales'
import { hasMail } from '@/server/platform/mail'
import { Letters } from '../../letters'
import { ManageShell } from '../../manage-shell'
import { Prove, Unproved } from '../prove'

type Props = PageProps<'/[locale]/manage/people/check'>
/** How many valid lines are shown, to check that the columns are right. */
const SAMPLE = 20

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: translator((await params).locale, 'people')('check.title') }
}

/** The contents of a table of people, before anybody is invited. */
export default async function Page({ params, searchParams }: Props) {
  const { locale } = await params
  const here = `/${locale}/manage/people`
  const person = await permitted(locale, here, 'administrator')
  const list = await keptList(person.id)
  if (!list) redirect(`${here}?note=listGone`)
  const { lines, problems, encoding, sure } = list
  const t = translator(locale, 'people')
  const role = translator(locale, 'accounts')
  const count = lines.length
  return (
    <ManageShell locale={locale} person={person} section="people" crumbs={[{ label: t('check.title') }]}>
      <PageTitle>{t('check.title')}</PageTitle>
      <Letters
        locale={locale}
        lines={lines.map(({ line, name, email }) => ({ line, text: `${name}, ${email}` }))}
        encoding={encoding}
        sure={sure}
        action={`${here}/check/encoding`}
      />
      {problems.length > 0 && (
        <section className="mt-6">
          <h2 className="text-h2">{t('check.bad', { count: problems.length })}</h2>
          <p className="mt-1 leading-relaxed text-ink-2">{t(count > 0 ? 'check.badText' : 'check.nothing')}</p>
          <Table label={t('check.bad', { count: problems.length })} columns={[t('column.line'), t('column.problem')]}>
            {problems.map(({ line, reason, value }, i) => (
              <tr key={i}>
                <td className="tabular-nums">{line}</td>
                <td className="w-full wrap-anywhere">{t(`check.problem.${reason}`, { value: value || '–' })}</td>
              </tr>
            ))}
          </Table>
        </section>
      )}
      {count > 0 && (
        <section className="mt-8">
          <h2 className="text-h2">{t('check.good', { count })}</h2>
          {count > SAMPLE && <p className="mt-1 leading-relaxed text-ink-2">{t('check.goodFirst', { count: SAMPLE })}</p>}
          <Table label={t('check.good', { count })} columns={[t('column.line'), t('column.name'), t('column.email'), t('column.roles')]}>
            {lines.slice(0, SAMPLE).map((l) => (
              <tr key={l.line}>
                <td className="tabular-nums">{l.line}</td>
                <td>{l.name}</td>
                <td>{l.email}</td>
                <td>{l.roles.map((r) => role(`roles.${r}`)).join(', ') || role('roles.learner')}</td>
              </tr>
            ))}
          </Table>
        </section>
      )}
      <Unproved locale={locale} note={(await searchParams).note} />
      <div className="mt-6 flex flex-wrap items-end gap-3">
        {count > 0 && (
          <form method="post" action={`${here}/check/confirm`} className="flex flex-wrap items-end gap-3">
            {lines.some(({ roles }) => roles.includes('administrator')) && <Prove locale={locale} person={person} here={`${here}/check`} />}
            {hasMail() ? (
              <button type="submit" className="btn btn-primary">
                {t('check.mail', { count })}
              </button>
            ) : (
              <button type="submit" aria-describedby="download-text" className="btn btn-primary">
                {t('check.download', { count })}
              </button>
            )}
          </form>
        )}
        <form method="post" action={`${here}/check/cancel`}>
          <button type="submit" className="btn btn-ghost">
            {t('check.cancel')}
          </button>
        </form>
      </div>
      {count > 0 && !hasMail() && (
        <p id="download-text" className="mt-3 max-w-prose text-note leading-normal text-ink-2">
          {t('check.downloadText')}
        </p>
      )}
    </ManageShell>
  )
}
