import { beforeAll, expect, test } from 'vitest'
import { addAccount } from '@/tests/support/accounts'
import { exampleCourse } from '@/tests/support/courses'
import { holdStore, onEitherDatabase } from '@/tests/support/store'
import { inviteAll } from '../accounts/invitations'
import { renew } from '../accounts/pending-invitations'
import { rolesOf } from '../accounts/people'
import { database } from '../database'
import { takeInvitations } from '../sign-in/take-invitations'
import { createCourse, listCourses } from './courses'
import { addOwner, mayRead, ownedBy, ownersOf, owns, readableBy, removeOwner } from './owners'

onEitherDatabase((fresh) => {
  holdStore(fresh)
  const account = async (name: string, ...roles: ('owner' | 'administrator' | 'auditor')[]) => {
    const email = `${name}@example.org`
    await addAccount(name)
    for (const role of roles) await database().insertInto('user_role').values({ user_id: name, role }).execute()
    return { id: name, email, roles }
  }
  type Account = Awaited<ReturnType<typeof account>>
  let [ann, bob, eve, sam, course] = [{} as Account, {} as Account, {} as Account, {} as Account, '']
  beforeAll(async () => {
    ann = await account('ann', 'owner')
    bob = await account('bob', 'owner')
    eve = await account('eve', 'auditor')
    sam = await account('sam', 'administrator')
    course = await createCourse(exampleCourse, 'All', ann.id)
    await createCourse(exampleCourse, 'All', bob.id)
  })

  test('the person who makes a course owns it, and nobody else does but administrators [p:owners-own]', async () => {
    expect([await owns(ann, course), await owns(bob, course), await owns(sam, course), await owns(eve, course)]).toEqual([
      true,
      false,
      true,
      false,
    ])
    expect([await mayRead(ann, course), await mayRead(bob, course), await mayRead(eve, course)]).toEqual([true, false, true])
    expect((await listCourses(await ownedBy(ann))).map(({ id }) => id)).toEqual([course])
    expect(await listCourses(await readableBy(eve))).toHaveLength(2)
  })
  test('an administrator adds an owner with the role by address, and the audit log has it under an alias', async () => {
    expect(await addOwner(course, 'nobody@example.org', sam.id)).toBe('unknown')
    expect(await addOwner(course, eve.email, sam.id)).toBe('role')
    expect(await addOwner(course, ' BOB@example.org ', sam.id)).toBe('added')
    expect(await addOwner(course, bob.email, sam.id)).toBe('already')
    expect((await ownersOf(course)).map(({ id, active }) => [id, active])).toEqual([
      ['ann', true],
      ['bob', true],
    ])
    await database().deleteFrom('user_role').where('user_id', '=', 'ann').execute()
    expect((await ownersOf(course)).map(({ active }) => active)).toEqual([false, true])
    expect(await removeOwner(course, bob.id, sam.id)).toBe(true)
    expect(await removeOwner(course, bob.id, sam.id)).toBe(false)
    const lines = await database().selectFrom('audit').selectAll().where('subject', '=', course).orderBy('at').execute()
    expect(lines.map(({ action }) => action)).toEqual(['course.owner-added', 'course.owner-removed'])
    for (const { detail } of lines) expect(detail).toMatch(/^\{"owner":"p-[\w-]+"\}$/)
  })
  test('somebody who is invited with the role is shown as an owner to come, and owns the course once they have joined', async () => {
    const own = async () =>
      (await ownersOf(course)).filter(({ email }) => email.startsWith('late')).map(({ email, invited, active }) => [email, invited, active])
    const invite = (email: string, roles: ('owner' | 'learner')[]) => inviteAll([{ email, name: '', roles, cohort: null }], 'mail', sam.id)
    await invite('late0@example.org', ['learner'])
    expect(await addOwner(course, 'late0@example.org', sam.id)).toBe('role')
    await invite('late1@example.org', ['owner'])
    expect(await addOwner(course, 'LATE1@example.org', sam.id)).toBe('added')
    expect(await addOwner(course, 'late1@example.org', sam.id)).toBe('already')
    expect(await own()).toEqual([['late1@example.org', true, true]])
    await invite('late2@example.org', ['owner'])
    expect(await addOwner(course, 'late2@example.org', sam.id)).toBe('added')
    const second = (await ownersOf(course)).find(({ email }) => email === 'late2@example.org')!
    expect(await removeOwner(course, second.id, sam.id)).toBe(true)
    // The link may be replaced before they join.
    const first = (await ownersOf(course)).find(({ email }) => email === 'late1@example.org')!
    await renew(first.id, sam.id, 'mail')
    for (const id of ['late1', 'late2']) await takeInvitations(await addAccount(id))
    expect(await own()).toEqual([['late1@example.org', false, true]])
    expect(await owns({ id: 'late1', roles: await rolesOf('late1') }, course)).toBe(true)
    expect(await owns({ id: 'late2', roles: await rolesOf('late2') }, course)).toBe(false)
    await removeOwner(course, 'late1', sam.id)
  })
  test('somebody who is invited can be given two courses at the same moment', async () => {
    const other = await createCourse(exampleCourse, 'Other', sam.id)
    await inviteAll([{ email: 'both@example.org', name: '', roles: ['owner'], cohort: null }], 'mail', sam.id)
    await Promise.all([course, other].map((id) => addOwner(id, 'both@example.org', sam.id)))
    const owned = [course, other].map(async (id) => (await ownersOf(id)).some(({ email }) => email === 'both@example.org'))
    expect(await Promise.all(owned)).toEqual([true, true])
    const { id } = (await ownersOf(course)).find(({ email }) => email === 'both@example.org')!
    await removeOwner(course, id, sam.id)
  })
  test('a course whose owner is erased belongs to administrators', async () => {
    await database().deleteFrom('user').where('id', '=', 'ann').execute()
    expect(await ownersOf(course)).toEqual([])
    expect(await owns(sam, course)).toBe(true)
  })
})
