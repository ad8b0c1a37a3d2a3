import 'server-only'
import type { Change } from '@/scenarios/engine/course/acts'
import { type Action, audit, auditAll } from '../accounts/audit'
import { type NoticeKind, type Recipient, notifyAll } from '../accounts/notices'
import { database } from '../database'
import { readCourse } from '../courses/courses'
import { logFault } from '../platform/log'
import { type ActLetter, type ActReference, type ActSubjects, mailAct } from './act-letters'

interface ActNotice {
  action: Action
  notice: NoticeKind
  letter?: ActLetter
  /** The letter once it is undone. */
  undone?: ActLetter
}
export const ACT_NOTICES = {
  extend: { action: 'learner.extended', notice: 'course-extended', letter: 'extended', undone: 'extended' },
  move: { action: 'learner.moved', notice: 'course-moved' },
  exempt: { action: 'learner.exempted', notice: 'course-exempt', letter: 'exempted', undone: 'required' },
  require: { action: 'learner.required', notice: 'course-required', letter: 'required', undone: 'exempted' },
  end: { action: 'learner.ended', notice: 'course-ended' },
} as const satisfies Record<Change['act'], ActNotice>

/** People who learn without an account have no name and get no notice, so we only count them. */
export async function sayTo(
  { course, act, by }: ActReference,
  { enrolments, invited }: ActSubjects,
  { action, notice, letter }: ActNotice,
  more: Record<string, string>,
): Promise<void> {
  const [recipients, title] = [await usersOf(enrolments), await titleOf(course)]
  const about = recipients.map(({ user }) => user)
  await auditAll({ actor: by, action, about, members: invited, thing: course, detail: { course: title, ...more } })
  const others = enrolments.length - recipients.length
  if (others > 0) await audit({ actor: by, action, thing: course, detail: { people: others, ...more } })
  await notifyAll(recipients, notice, by, { course: title, act })
  if (letter) letters = letters.then(() => mailAct(letter, { course, act, by }, { enrolments, invited }, title)).catch(logUnsent)
}
/** One act after the other, so that what undoes it is the last that people read. */
let letters = Promise.resolve()
const logUnsent = (error: unknown) => logFault('Letters about a change of records could not all be sent', error)

export function sayUndone(done: ActReference, to: ActSubjects, kind: keyof typeof ACT_NOTICES): Promise<void> {
  const { action, undone }: ActNotice = ACT_NOTICES[kind]
  return sayTo(done, to, { action: 'learner.restored', notice: 'course-undone', ...(undone && { letter: undone }) }, { undone: action })
}

const titleOf = async (course: string): Promise<string> => (await readCourse(course))?.draft.title ?? ''

async function usersOf(enrolments: readonly string[]): Promise<Recipient[]> {
  if (enrolments.length === 0) return []
  const rows = await database()
    .selectFrom('enrolment as e')
    .innerJoin('learner as l', 'l.id', 'e.learner_id')
    .select(['l.user_id', 'e.due_at'])
    .where('e.id', 'in', enrolments)
    .where('l.user_id', 'is not', null)
    .execute()
  return rows.map(({ user_id, due_at }) => ({ user: user_id!, day: due_at }))
}
