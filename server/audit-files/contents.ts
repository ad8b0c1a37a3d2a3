import 'server-only'
import { type Course, sharesCertificates } from '@/scenarios/engine/course/course'
import { rulesOf } from '@/scenarios/engine/course/items'
import { type CohortTotals, RecordFilter, type RecordRow, noTotals } from '@/scenarios/engine/course/records'
import { STATES, type State } from '@/scenarios/engine/course/state'
import { courseVersion, readCourse } from '../courses/courses'
import { type CourseRecord, eachLine, courseRecordOf } from '../records/records'
import { type ErasedCount, erasedOf } from '../records/erased'
import { entries, reasonsIn } from '../accounts/audit-log'
import { database } from '../database'
import { type Extension, type Period, extensionsOf } from './extensions'
import { type MonthCounts, monthsOf } from './months'
import { type TaughtScenario, taughtIn } from './texts'

/** What an audit file says of a course, as plain data. The overview and the tables are made from it. */
export interface CourseContents {
  id: string
  title: string
  versions: PublishedVersion[]
  /** The words of scenarios that people met, or would meet now. */
  taught: TaughtScenario[]
  recorded: CourseRecord
  totals: CohortTotals
  units: Map<string, CohortTotals>
  sites: Map<string, CohortTotals>
  exceptions: Map<State, RecordRow[]>
  extensions: Extension[]
  erased: ErasedCount[]
  months: MonthCounts[]
  withdrawn: { code: string; issuedAt: number; revokedAt: number }[]
  mails: { day: string; kind: string; sent: number }[]
  audit: AuditLine[]
}
export interface PublishedVersion {
  version: number
  at: number
  /** When the next version was published; null for the newest. */
  until: number | null
  course: Course
}
/** An act, once, on however many people. */
export interface AuditLine {
  at: number
  actor: string
  action: string
  /** On whom, or in which cohort. Names or, once somebody is erased, an id that leads nowhere. */
  whom: string[]
  detail: string | null
}
export const EXCEPTIONS = ['exempt', 'failed', 'expired', 'left'] as const satisfies readonly State[]
export const LISTED = 200

/** @param eachPart gets all people of the course, a part at a time, in the order of their names */
export async function courseContents(
  id: string,
  period: Period,
  eachPart: (lines: RecordRow[], recorded: CourseRecord) => Promise<void>,
  locale: string,
  now: number,
): Promise<CourseContents | null> {
  const course = await readCourse(id)
  if (!course) return null
  const recorded = await courseRecordOf(id, now)
  const totals = noTotals('')
  const [units, sites] = [new Map<string, CohortTotals>(), new Map<string, CohortTotals>()]
  const exceptions = new Map<State, RecordRow[]>()
  const left: number[] = []
  const count = async (rows: RecordRow[]) => {
    for (const line of rows) {
      add(totals, line)
      if (line.state === 'left' && line.endedAt !== null && !line.coded) left.push(line.endedAt)
      for (const [by, of] of [
        [line.unit, units],
        [line.site, sites],
      ] as const) {
        if (!of.has(by)) of.set(by, noTotals(by))
        add(of.get(by)!, line)
      }
      const listed = exceptions.get(line.state) ?? []
      if (EXCEPTIONS.some((state) => state === line.state) && listed.length < LISTED) exceptions.set(line.state, [...listed, line])
    }
    await eachPart(rows, recorded)
  }
  // People who left are in a list of their own.
  for (const state of [undefined, 'left']) await eachLine(recorded, RecordFilter.parse({ state }), count)
  const versions = await versionsIn(id, recorded, period)
  return {
    id,
    title: course.draft.title,
    versions,
    taught: await taughtIn(id, { scenarios: scenariosOf(versions[0]), named: recorded.scope.named, until: period.until, locale }),
    recorded,
    totals,
    units: byName(units),
    sites: byName(sites),
    exceptions,
    extensions: await extensionsOf(recorded.scope, period),
    erased: await erasedOf(id),
    months: await monthsOf(id, recorded, left, period),
    withdrawn: await withdrawnIn(id, recorded, period),
    mails: await mailsOf(id, period),
    audit: await auditOf(id, recorded, period),
  }
}

const byName = (totals: Map<string, CohortTotals>) => new Map([...totals].sort(([a], [b]) => a.localeCompare(b)))

const scenariosOf = (version: PublishedVersion | undefined): string[] =>
  version?.course.items.flatMap((item) => rulesOf(item).scenario(item) ?? []) ?? []

function add(totals: CohortTotals, { state, overdue }: RecordRow): void {
  totals.states[state]++
  if (state !== 'left') totals.people++
  if (overdue) totals.overdue++
}

/** The newest version, those that new learners got at some time in the period, and those that somebody is in. */
async function versionsIn(course: string, { versions }: CourseRecord, { from, until }: Period): Promise<CourseContents['versions']> {
  const [rows, used] = await Promise.all([
    database().selectFrom('course_version').select(['version', 'at']).where('course_id', '=', course).orderBy('version', 'desc').execute(),
    database().selectFrom('enrolment').select('version').distinct().where('course_id', '=', course).execute(),
  ])
  const inUse = new Set(used.map(({ version }) => version))
  return Promise.all(
    rows
      .map((row, i) => ({ ...row, until: i === 0 ? null : rows[i - 1]!.at }))
      .filter((row) => row.until === null || inUse.has(row.version) || (row.at < until && row.until >= from))
      .map(async (row) => ({ ...row, course: versions.get(row.version) ?? (await courseVersion(course, row.version)) })),
  )
}

/** Not of codes, and not where a certificate shows who passed. */
async function withdrawnIn(
  course: string,
  { versions }: Pick<CourseRecord, 'versions'>,
  { from, until }: Period,
): Promise<CourseContents['withdrawn']> {
  const shown = [...versions].filter(([, version]) => version.people === 'names' && sharesCertificates(version)).map(([number]) => number)
  const rows = await database()
    .selectFrom('certificate')
    .innerJoin('enrolment', 'enrolment.id', 'certificate.enrolment_id')
    .select(['certificate.code', 'issued_at', 'revoked_at'])
    .where('course_id', '=', course)
    .where('version', 'in', shown.length > 0 ? shown : [-1])
    .where('revoked_at', '>=', from)
    .where('revoked_at', '<', until)
    .orderBy('revoked_at')
    .execute()
  return rows.map((row) => ({ code: row.code, issuedAt: row.issued_at, revokedAt: row.revoked_at! }))
}

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10)
const mailsOf = (course: string, { from, until }: Period): Promise<CourseContents['mails']> =>
  database()
    .selectFrom('mail_day')
    .select(['day', 'kind', 'sent'])
    .where('course_id', '=', course)
    .where('day', '>=', dayOf(from))
    .where('day', '<', dayOf(until))
    .orderBy('day')
    .orderBy('kind')
    .execute()

/** Parts of one act are written within this time. */
const ONE_ACT = 60_000
/** Nobody is named where everybody is a code. */
async function auditOf(id: string, { cohorts, byCode }: CourseRecord, { from, until }: Period): Promise<AuditLine[]> {
  const subjects = [id, ...cohorts.keys()]
  const rows = await entries(null)
    .clearOrderBy()
    .select('thing')
    .where((e) => e.or([e('subject', 'in', subjects), e('thing', 'in', subjects)]))
    .where('at', '>=', from)
    .where('at', '<', until)
    .orderBy('at')
    .orderBy('audit.id')
    .execute()
  const lines: (AuditLine & { act: string; last: number })[] = []
  for (const { at, actor, actorName, action, subject, subjectName, thing, detail } of rows) {
    const act = JSON.stringify([actor, action, thing, detail])
    const before = lines.at(-1)
    const whom = thing === null ? (cohorts.get(subject ?? '') ?? '') : ((byCode === 'all' ? null : subjectName) ?? subject ?? '')
    if (thing !== null && before?.act === act && at - before.last < ONE_ACT) {
      before.whom.push(whom)
      before.last = at
    } else lines.push({ at, actor: actorName ?? actor, action, whom: whom === '' ? [] : [whom], detail, act, last: at })
  }
  return withOwners(await reasonsIn(lines))
}

/** The log notes an owner who was added or removed under an alias. */
async function withOwners(lines: AuditLine[]): Promise<AuditLine[]> {
  const ofLine = ({ action, detail }: AuditLine) =>
    action.startsWith('course.owner-') && detail ? (JSON.parse(detail) as { owner?: string }).owner : undefined
  const aliases = lines.flatMap((line) => ofLine(line) ?? [])
  if (aliases.length === 0) return lines
  const rows = await database()
    .selectFrom('user_alias')
    .innerJoin('user', 'user.id', 'user_id')
    .select(['alias', 'name'])
    .where('alias', 'in', aliases)
    .execute()
  const members = await database().selectFrom('member').select(['id', 'name', 'address']).where('id', 'in', aliases).execute()
  const names = new Map([
    ...rows.map(({ alias, name }) => [alias, name] as const),
    ...members.map(({ id, name, address }) => [id, name || address] as const),
  ])
  return lines.map((line) => {
    const owner = ofLine(line)
    return owner ? { ...line, detail: JSON.stringify({ owner: names.get(owner) ?? owner }) } : line
  })
}

export const statesOf = ({ states }: CohortTotals): number[] => STATES.map((state) => states[state])
