import 'server-only'
import { audit } from '../accounts/audit'
import { readPerson } from '../accounts/person'
import { heldUntil, mailRemoved } from '../accounts/notices'
import { type Person, hasAdministrator, lockAdministrators } from '../accounts/people'
import { database } from '../database'
import { languageFor } from '../mail/language'
import { endHeldRooms } from '../live/open-rooms'
import { holdsOn } from './holds'
import { eraseUser, recordErasure } from './erase-account'

/** Refused for the last administrator, and for a while for an account whose password somebody else could have set. */
export async function removePerson(
  user: string,
  by: Pick<Person, 'id' | 'name' | 'email'>,
): Promise<{ ok: true } | { ok: false; reason: 'last-administrator' | 'unknown' | 'held' | 'on-hold' }> {
  const person = await readPerson(user)
  if (!person) return { ok: false, reason: 'unknown' }
  if (!(await hasAdministrator(database(), user))) return { ok: false, reason: 'last-administrator' }
  if (await heldUntil(user)) return { ok: false, reason: 'held' }
  const locale = await languageFor({ user })
  const learner = await database().selectFrom('learner').select('id').where('user_id', '=', user).executeTakeFirst()
  if ((await holdsOn({ learner: learner?.id ?? null, user })).length > 0) return { ok: false, reason: 'on-hold' }
  await audit({ actor: by.id, action: 'account.removed', about: user })
  const removed = await database()
    .transaction()
    .execute(async (db) => {
      await lockAdministrators(db)
      if (!(await hasAdministrator(db, user))) return 'last-administrator'
      if ((await holdsOn({ learner: learner?.id ?? null, user }, db)).length > 0) return 'on-hold'
      const at = Date.now()
      for (const id of [user, ...(learner ? [learner.id] : [])]) await recordErasure(id, db, at)
      return eraseUser(user, db)
    })
  if (typeof removed === 'string') return { ok: false, reason: removed }
  endHeldRooms(removed)
  await mailRemoved(person, by, locale)
  return { ok: true }
}
