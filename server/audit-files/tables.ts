import 'server-only'
import { stringify } from 'csv-stringify/sync'
import type { RecordRow } from '@/scenarios/engine/course/records'
import { STATES } from '@/scenarios/engine/course/state'
import { detailIn } from '../accounts/audit-detail'
import { actionNames, timeInFile } from '../accounts/audit-log'
import { MAIL_KINDS } from '../accounts/mail-days'
import type { CourseRecord } from '../records/records'
import { translator } from '../platform/locales'
import { type AuditLine, type CourseContents, statesOf } from './contents'

/** The tables beside the overview. Cells that a spreadsheet would take for formulas are escaped. Days are written as 2026-09-30, in UTC. */
const csv = (rows: readonly (readonly unknown[])[], bom = false): string => stringify(rows as unknown[][], { bom, escape_formulas: true })
const day = (at: number | null): string => (at === null ? '' : new Date(at).toISOString().slice(0, 10))

export function peopleTable(locale: string): {
  head: string
  lines(course: string, rows: RecordRow[], recorded: CourseRecord): string
} {
  const t = translator(locale, 'auditFile')
  const states = translator(locale, 'records')
  const columns = ['course', 'name', 'email', 'code', 'number', 'unit', 'site', 'manager', 'cohort', 'version', 'state', 'overdue'] as const
  const days = ['since', 'due', 'completed', 'renew', 'ended', 'invited', 'reminded'] as const
  return {
    head: csv(
      [
        [...columns, ...days, 'exempted' as const, 'reason' as const, 'exemptedBy' as const, 'notMailed' as const].map((column) =>
          t(`columns.${column}`),
        ),
      ],
      true,
    ),
    lines: (course, rows, { cohorts }) =>
      csv(
        rows.map((r) => [
          course,
          ...(r.coded ? ['', ''] : [r.who || t('noAccount'), r.email ?? '']),
          r.code,
          r.number,
          r.unit,
          r.site,
          r.manager,
          cohorts.get(r.cohort) ?? '',
          r.version ?? '',
          states(`states.${r.state}`),
          t(r.overdue ? 'yes' : 'no'),
          ...[r.since, r.dueAt, r.completedAt, r.renewAt, r.endedAt, r.invitedAt, r.remindedAt, r.exempted?.at ?? null].map(day),
          r.exempted?.reason ?? '',
          r.exempted?.by ?? '',
          r.notMailed === null ? '' : r.notMailed || t('yes'),
        ]),
      ),
  }
}

export function otherTables(courses: readonly CourseContents[], locale: string): Map<string, string> {
  const t = translator(locale, 'auditFile')
  const states = translator(locale, 'records')
  const actions = actionNames(locale)
  const head = (...columns: Parameters<typeof t>[0][]) => columns.map((column) => t(column))
  const table = (columns: string[], rows: (course: CourseContents) => unknown[][]) =>
    csv([[t('columns.course'), ...columns], ...courses.flatMap((course) => rows(course).map((row) => [course.title, ...row]))], true)
  const totals = (by: 'unit' | 'site', of: (course: CourseContents) => CourseContents['units']) =>
    table([t(`columns.${by}`), t('columns.people'), ...STATES.map((s) => states(`states.${s}`)), t('columns.overdue')], (course) =>
      [...of(course)].map(([name, own]) => [name, own.people, ...statesOf(own), own.overdue]),
    )
  return new Map([
    ['units.csv', totals('unit', ({ units }) => units)],
    ['sites.csv', totals('site', ({ sites }) => sites)],
    [
      'extensions.csv',
      table(
        (['name', 'email', 'unit', 'cohort', 'dueBefore', 'dueAfter', 'reason', 'actor', 'extendedOn'] as const).map((column) =>
          t(`columns.${column}`),
        ),
        ({ extensions, recorded }) =>
          extensions.map((e) => [
            e.name,
            e.email,
            e.unit,
            recorded.cohorts.get(e.cohort) ?? '',
            day(e.from),
            day(e.to),
            e.reason,
            e.by,
            day(e.at),
          ]),
      ),
    ],
    [
      'months.csv',
      table(
        (['month', 'enrolled', 'completed', 'failed', 'renewalDue', 'ended'] as const).map((column) => t(`columns.${column}`)),
        ({ months, recorded }) =>
          months.map((m) => [m.month, m.enrolled, m.completed, recorded.sharesResults ? m.failed : '', m.renewalDue, m.ended]),
      ),
    ],
    [
      'mails.csv',
      table(head('columns.day', 'columns.kind', 'columns.sent'), ({ mails }) =>
        mails.map(({ day, kind, sent }) => [day, mailKind(locale, kind), sent]),
      ),
    ],
    [
      'audit.csv',
      table(head('columns.time', 'columns.actor', 'columns.event', 'columns.whom', 'columns.detail'), ({ audit }) =>
        audit.map((line) => [timeInFile(line), whoActed(locale, line), actions(line.action), whomIn(locale, line), detailOf(locale, line)]),
      ),
    ],
  ])
}

export const whoActed = (locale: string, { actor }: Pick<AuditLine, 'actor'>): string =>
  actor === 'system' || actor === 'console' ? translator(locale, 'people')(`audit.${actor}`) : actor
const MOST_NAMED = 3
export const whomIn = (locale: string, { whom }: Pick<AuditLine, 'whom'>): string =>
  whom.length > MOST_NAMED ? translator(locale, 'people')('audit.details.people', { n: whom.length }) : whom.join(', ')
export const detailOf = (locale: string, { action, detail }: Pick<AuditLine, 'action' | 'detail'>): string =>
  detailIn(locale, action, detail)

/** Names a kind of mail. One that this version does not know is shown as it is. */
export function mailKind(locale: string, kind: string): string {
  const known = MAIL_KINDS.find((k) => k === kind)
  return known ? translator(locale, 'auditFile')(`mailKinds.${known}`) : kind
}
