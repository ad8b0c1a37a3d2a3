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

/**
 * Moves the enrolments of a learner without an account to the account. If both are in the same course, the one that is further along
 * stays, and the organisation still sees it where it had enrolled the account: in its cohort, under its code, with its due day.
 */
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

/** The newest enrolment in each course that has not ended. */
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

/** Whether the later one began when the earlier one was due for renewal. */
const renews = (later: EnrolmentRow, earlier: EnrolmentRow): boolean =>
  earlier.completed_at !== null && earlier.renew_at !== null && later.enrolled_at >= earlier.renew_at - RENEW_EARLY

const link = (db: Database, later: EnrolmentRow, earlier: EnrolmentRow) =>
  db.updateTable('enrolment').set({ renews: earlier.id }).where('id', '=', later.id).where('renews', 'is', null).execute()

async function keepOne(db: Database, mine: EnrolmentProgress, theirs: EnrolmentProgress): Promise<void> {
  // A code that owners have seen stays as it was, and any other completed enrolment stays next to it.
  if (mine.row.listed_at !== null || theirs.row.listed_at !== null) {
    const open = [mine.row, theirs.row].filter((row) => row.completed_at === null).map(({ id }) => id)
    if (open.length > 0) await db.deleteFrom('enrolment').where('id', 'in', open).execute()
    return
  }
  const [kept, other] = further(theirs, mine) ? [theirs, mine] : [mine, theirs]
  await db.deleteFrom('enrolment').where('id', '=', other.row.id).execute()
  if (kept === mine) return
  const { cohort_id, code, handle, due_at, enrolled_at, renews: renewed, reminded_at, invited_at, notified_at, version } = mine.row
  const same = version === kept.row.version
  // Its handle and code move along with its cohort. But a code that moved between cohorts could be recognised, so under another
  // version's rules it stays where it is.
  if (!same && (await courseVersion(kept.row.course_id, kept.row.version, db)).people === 'codes') return
  await db
    .updateTable('enrolment')
    .set({ cohort_id, due_at, enrolled_at, renews: renewed, reminded_at, invited_at, notified_at, ...(same && { code, handle }) })
    .where('id', '=', kept.row.id)
    .execute()
}

/** Which is further along: completed, certified, more done, more tries; the first difference decides. */
function further(a: EnrolmentProgress, b: EnrolmentProgress): boolean {
  const ranks = ({ row, certified, done, tries }: EnrolmentProgress) => [Number(row.completed_at !== null), Number(certified), done, tries]
  const [x, y] = [ranks(a), ranks(b)]
  const at = x.findIndex((rank, i) => rank !== y[i])
  return at >= 0 && x[at]! > y[at]!
}
