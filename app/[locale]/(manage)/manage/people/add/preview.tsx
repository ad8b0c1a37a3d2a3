import { Table } from '@/components/manage/table'
import { Notice } from '@/components/ui/field'
import type { OpenCohort } from '@/server/enrolment/open-cohorts'
import { readPeople } from '@/server/accounts/typed-people'
import { hasOtherLetters } from '@/server/platform/encoding'
import { translator } from '@/server/platform/locales'
import type { KeptPeople } from './form-draft'
import { UnreadLines } from './unread-lines'

const SAMPLE = 20

/** Whether a person has to check the letters of names, because the file does not say how they are encoded. */
export const isUnsure = ({ encoding, text }: KeptPeople): boolean => encoding?.sure === false && hasOtherLetters(text)

export function Look({ locale, kept, cohort }: { locale: string; kept: KeptPeople; cohort: OpenCohort | null }) {
  const t = translator(locale, 'addPeople')
  const people = translator(locale, 'people')
  const names = translator(locale, 'accounts')
  const { people: read, unread } = readPeople(kept.text, { roles: !cohort })
  const unsure = isUnsure(kept)
  const shown = (unsure ? read.filter(({ name }) => hasOtherLetters(name ?? '')) : read).slice(0, SAMPLE)
  const withRoles = read.some(({ roles }) => roles.length > 0)
  return (
    <div>
      <Notice tone="done">
        {t('look.read', { count: read.length })}{' '}
        {unsure && t('look.letters', { encoding: translator(locale, 'letters')(`encoding.${kept.encoding!.is}`) })}
      </Notice>
      {unread.length > 0 && (
        <>
          <Notice tone="problem">{t('look.unread', { count: unread.length })}</Notice>
          <UnreadLines locale={locale} unread={unread} />
        </>
      )}
      {shown.length > 0 && (
        <Table
          label={t('look.title')}
          columns={[people('column.line'), people('column.name'), people('column.email'), ...(withRoles ? [people('column.roles')] : [])]}
        >
          {shown.map(({ line, name, email, roles }) => (
            <tr key={line}>
              <td className="tabular-nums">{line}</td>
              <td>{name ?? '–'}</td>
              <td className="wrap-anywhere">{email}</td>
              {withRoles && <td>{roles.map((role) => names(`roles.${role}`)).join(', ') || names('roles.learner')}</td>}
            </tr>
          ))}
        </Table>
      )}
      {read.length > shown.length && <p className="mt-2 text-note text-ink-2">{t('look.more', { count: read.length - shown.length })}</p>}
      <p className="mt-2">
        <a className="link inline-flex min-h-11 items-center" href={`/${locale}/manage/people/add${cohort ? `?cohort=${cohort.id}` : ''}`}>
          {t('look.discard')}
        </a>
      </p>
    </div>
  )
}
