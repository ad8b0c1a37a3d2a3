import 'server-only'
import { type Act, RULES } from '@/scenarios/engine/course/acts'
import { idIn } from '@/scenarios/engine/course/records'
import { database } from '../database'

/** An act that benefits a person's own record is for somebody else to decide. */
export interface OwnLines {
  enrolments: ReadonlySet<string>
  /** To the address of their account. */
  invitations: ReadonlySet<string>
  /** With that address, because acts on invited people belong to the member. */
  members: ReadonlySet<string>
}
const NONE: OwnLines = { enrolments: new Set(), invitations: new Set(), members: new Set() }

/** Empty if the act is no benefit. */
export const barredFrom = async (user: string, act: Act): Promise<OwnLines> => (RULES[act].own ? NONE : linesOfUser(user))
/** Empty if undoing is no benefit. */
export const barredFromUndoing = async (user: string, act: Act): Promise<OwnLines> => (RULES[act].ownUndo ? NONE : linesOfUser(user))

export const isOwn = ({ enrolments, invitations }: OwnLines, { key, enrolment }: { key: string; enrolment: string | null }): boolean =>
  enrolment === null ? invitations.has(idIn(key)) : enrolments.has(enrolment)

async function linesOfUser(user: string): Promise<OwnLines> {
  const [enrolments, invitations, members] = await Promise.all([
    database()
      .selectFrom('enrolment as e')
      .innerJoin('learner as l', 'l.id', 'e.learner_id')
      .select('e.id')
      .where('l.user_id', '=', user)
      .execute(),
    database()
      .selectFrom('invitation as i')
      .innerJoin('user as u', (join) => join.on((e) => e(e.fn<string>('lower', ['u.email']), '=', e.ref('i.email'))))
      .select('i.id')
      .where('u.id', '=', user)
      .where('i.kind', '=', 'invite')
      .execute(),
    database()
      .selectFrom('member as m')
      .innerJoin('user as u', (join) => join.on((e) => e(e.fn<string>('lower', ['u.email']), '=', e.ref('m.address'))))
      .select('m.id')
      .where('u.id', '=', user)
      .execute(),
  ])
  const ids = (rows: { id: string }[]) => new Set(rows.map(({ id }) => id))
  return { enrolments: ids(enrolments), invitations: ids(invitations), members: ids(members) }
}
