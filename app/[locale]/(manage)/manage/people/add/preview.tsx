import { Table } from '@/components/manage/table'
import { Notice } from '@/components/ui/field'
import type { OpenCohort } from '@/server/enrolment/open-cohorts'
import { translator } from '@/server/platform/locales'
import type { FileLook } from './form-draft'
import { UnreadLines } from './unread-lines'

export function Look({ locale, look, cohort }: { locale: string; look: FileLook; cohort: OpenCohort | null }) {
  const t = translator(locale, 'addPeople')
  const people = translator(locale, 'people')
  const names = translator(locale, 'accounts')
  const { count, withRoles, sample, unsure, unreadCount, unread } = look
  return (
    <div>
      <Notice tone="done">
        {t('look.read', { count })} {unsure && t('look.letters', { encoding: translator(locale, 'letters')(`encoding.${unsure}`) })}
      </Notice>
      {unreadCount > 0 && (
        <>
          <Notice tone="problem">{t('look.unread', { count: unreadCount })}</Notice>
          <UnreadLines locale={locale} unread={unread} />
        </>
      )}
      {sample.length > 0 && (
        <Table
          label={t('look.title')}
          columns={[people('column.line'), people('column.name'), people('column.email'), ...(withRoles ? [people('column.roles')] : [])]}
        >
          {sample.map(({ line, name, email, roles }) => (
            <tr key={line}>
              <td className="tabular-nums">{line}</td>
              <td>{name ?? '–'}</td>
              <td className="wrap-anywhere">{email}</td>
              {withRoles && <td>{roles.map((role) => names(`roles.${role}`)).join(', ') || names('roles.learner')}</td>}
            </tr>
          ))}
        </Table>
      )}
      {count > sample.length && <p className="mt-2 text-note text-ink-2">{t('look.more', { count: count - sample.length })}</p>}
      <p className="mt-2">
        <a className="link inline-flex min-h-11 items-center" href={`/${locale}/manage/people/add${cohort ? `?cohort=${cohort.id}` : ''}`}>
          {t('look.discard')}
        </a>
      </p>
    </div>
  )
}
