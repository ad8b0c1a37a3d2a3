import 'server-only'
import type { Database } from '../database'
import type { EnrolmentRow } from '../database/row-types/courses'
import { courseVersion } from '../courses/courses'
import { markNewest, memberOfLearner, RENEW_EARLY } from './enrolment'

interface EnrolmentProgress {
  row: EnrolmentRow
  done: number
  tries: number
  certified: boolean
}

/** The one further along stays, but where the organisation had enrolled the account: in that cohort, with that code and due day. */
export async function moveEnrolments(db: Database, from: string, to: string): Promise<void> {
  const [brought, own] = [await current(db, from), await current(db, to)]
  const member_id = await memberOfLearner(db, to)
  await db.updateTable('enrolment').set({ learner_id: to, member_id }).where('learner_id', '=', from).execute()
  for (const [course, theirs] of brought) {
    const mine = own.get(course)
    if (!mine) continue
    if (renews(theirs.row, mine.row)) await link(db, theirs.row, mine.row)
    else if (renews(mine.row, theirs.row)) await link(db, mine.row, theirs.row)
    else await keepOne(db, mine, theirs)
  }
  for (const course of new Set([...brought.keys(), ...own.keys()])) await markNewest(db, to, course)
}

async function current(db: Database, learner: string): Promise<Map<string, EnrolmentProgress>> {
  const rows = await db
    .selectFrom('enrolment')
    .selectAll()
    .where('learner_id', '=', learner)
    .where('ended_at', 'is', null)
    .orderBy('enrolled_at')
    .execute()
  const newest = new Map(rows.map((row) => [row.course_id, row]))
  const weighed = await Promise.all(
    [...newest].map(async ([course, row]) => {
      const items = await db.selectFrom('enrolment_item').select(['done_at', 'tries']).where('enrolment_id', '=', row.id).execute()
      const certificate = await db.selectFrom('certificate').select('code').where('enrolment_id', '=', row.id).executeTakeFirst()
      const weight = {
        row,
        done: items.filter((i) => i.done_at !== null).length,
        tries: items.reduce((sum, i) => sum + i.tries, 0),
        certified: certificate !== undefined,
      }
      return [course, weight] as const
    }),
  )
  return new Map(weighed)
}

const renews = (later: EnrolmentRow, earlier: EnrolmentRow): boolean =>
  earlier.completed_at !== null && earlier.renew_at !== null && later.enrolled_at >= earlier.renew_at - RENEW_EARLY

const link = (db: Database, later: EnrolmentRow, earlier: EnrolmentRow) =>
  db.updateTable('enrolment').set({ renews: earlier.id }).where('id', '=', later.id).where('renews', 'is', null).execute()

async function keepOne(db: Database, mine: EnrolmentProgress, theirs: EnrolmentProgress): Promise<void> {
  // A code that owners have seen stays, and so does any other completed enrolment.
  if (mine.row.listed_at !== null || theirs.row.listed_at !== null) {
    const open = [mine.row, theirs.row].filter((row) => row.completed_at === null).map(({ id }) => id)
    if (open.length > 0) await db.deleteFrom('enrolment').where('id', 'in', open).execute()
    return
  }
  const [kept, other] = further(theirs, mine) ? [theirs, mine] : [mine, theirs]
  await db.deleteFrom('enrolment').where('id', '=', other.row.id).execute()
  if (kept === mine) return
  const {
    cohort_id,
    code,
    handle,
    due_at,
    due_from,
    enrolled_at,
    renews: renewed,
    reminded_at,
    invited_at,
    notified_at,
    version,
  } = mine.row
  const same = version === kept.row.version
  // Handle and code move with the cohort. But not between versions: a code that changed cohorts could be recognised.
  if (!same && (await courseVersion(kept.row.course_id, kept.row.version, db)).people === 'codes') return
  await db
    .updateTable('enrolment')
    .set({ cohort_id, due_at, due_from, enrolled_at, renews: renewed, reminded_at, invited_at, notified_at, ...(same && { code, handle }) })
    .where('id', '=', kept.row.id)
    .execute()
}

/** The first difference decides. */
function further(a: EnrolmentProgress, b: EnrolmentProgress): boolean {
  const ranks = ({ row, certified, done, tries }: EnrolmentProgress) => [Number(row.completed_at !== null), Number(certified), done, tries]
  const [x, y] = [ranks(a), ranks(b)]
  const at = x.findIndex((rank, i) => rank !== y[i])
  return at >= 0 && x[at]! > y[at]!
}
