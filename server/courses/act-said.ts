import 'server-only'
import { type Action, audit, auditAll } from '../accounts/audit'
import { type NoticeKind, tellAll } from '../accounts/notices'
import { database } from '../database'
import { readCourse } from './courses'

/** What acts on records leave in the audit log, and what their learners are told. */

interface Said {
  action: Action
  notice: NoticeKind
}
/** What the audit log calls it, and what its learner is told. */
export const SAID = {
  extend: { action: 'learner.extended', notice: 'course-extended' },
  move: { action: 'learner.moved', notice: 'course-moved' },
  allow: { action: 'learner.again', notice: 'course-again' },
  exempt: { action: 'learner.exempted', notice: 'course-exempt' },
  require: { action: 'learner.required', notice: 'course-required' },
  end: { action: 'learner.ended', notice: 'course-ended' },
} as const satisfies Record<string, Said>

/** Learners without an account are nobody that could be named or told: they are counted. */
export async function sayTo(
  course: string,
  enrolments: readonly string[],
  { action, notice }: Said,
  more: Record<string, string>,
  by: string,
): Promise<void> {
  const users = await usersOf(enrolments)
  await auditAll({ actor: by, action, about: users, thing: course, detail: { course: await titleOf(course), ...more } })
  const others = enrolments.length - users.length
  if (others > 0) await audit({ actor: by, action, thing: course, detail: { people: others, ...more } })
  await tellAll(users, notice, by)
}
export const sayUndone = (course: string, enrolments: readonly string[], kind: keyof typeof SAID, by: string): Promise<void> =>
  sayTo(course, enrolments, { action: 'learner.restored', notice: 'course-undone' }, { undone: SAID[kind].action }, by)

/** A course’s title, as the log names it. */
export const titleOf = async (course: string): Promise<string> => (await readCourse(course))?.draft.title ?? ''

/** The accounts of enrolments; learners without one are nobody that could be named or told. */
export async function usersOf(enrolments: readonly string[]): Promise<string[]> {
  if (enrolments.length === 0) return []
  const rows = await database()
    .selectFrom('enrolment as e')
    .innerJoin('learner as l', 'l.id', 'e.learner_id')
    .select('l.user_id')
    .where('e.id', 'in', enrolments)
    .where('l.user_id', 'is not', null)
    .execute()
  return rows.map(({ user_id }) => user_id!)
}
