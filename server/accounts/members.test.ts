import { beforeAll, describe, expect, test } from 'vitest'
import { addAccount } from '@/tests/support/accounts'
import { exampleCourse, published } from '@/tests/support/courses'
import { holdStore, onEachDatabase } from '@/tests/support/store'
import { enrol } from '../enrolment/enrolment'
import { inviteAll } from './invitations'
import { listKnown } from './people-search'
import { changeMember, forgetUnknown, markBack, markLeft, memberOfUser, noteInvited } from './members'
import { learnerOfUser } from './people'
import { freeAddress } from './unproven-address'

describe('the people the organisation knows', () => {
  onEachDatabase((fresh) => {
    const store = holdStore(fresh)
    let cohort: string
    beforeAll(async () => {
      cohort = (await published({ ...exampleCourse, people: 'names' })).cohort
    })
    const account = (id: string, name = id) => addAccount(id, { name, verified: false })
    const member = (address: string) => store().db.selectFrom('member').selectAll().where('address', '=', address).executeTakeFirstOrThrow()
    const enrolment = (id: string) => store().db.selectFrom('enrolment').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

    test('an invited person stays the same once they have an account', async () => {
      await inviteAll([{ email: 'Zoe@example.org', name: 'Zoé', roles: [], cohort }], 'person', null)
      const invited = await member('zoe@example.org')
      expect(invited).toMatchObject({ user_id: null, name: 'Zoé', words: 'zoe\nzoe@example.org\n\n' })
      await account('zoe', 'Zoé Álvarez')
      expect(await memberOfUser('zoe')).toBe(invited.id)
      expect(await memberOfUser('zoe')).toBe(invited.id)
      expect(await member('zoe@example.org')).toMatchObject({
        user_id: 'zoe',
        name: 'Zoé Álvarez',
        words: 'zoe alvarez\nzoe@example.org\n\n',
      })
    })

    test('somebody who asked for an account is not known to the organisation yet', async () => {
      await inviteAll([{ email: 'stranger@example.org', name: '', roles: [], cohort: null }], 'mail', null)
      expect(await store().db.selectFrom('member').select('id').where('address', '=', 'stranger@example.org').execute()).toEqual([])
    })

    test('somebody without a name is listed under their address', async () => {
      for (const [address, name] of [
        ['hana@sorted.org', ''],
        ['x@sorted.org', 'Abel'],
        ['a@sorted.org', 'Zed'],
      ] as const)
        await noteInvited(store().db, [{ email: address, name }])
      const { people } = await listKnown({ search: 'sorted.org', standing: null, page: 1 })
      expect(people.map(({ name, email }) => name || email)).toEqual(['Abel', 'hana@sorted.org', 'Zed'])
    })

    test('the directory decides the name', async () => {
      await noteInvited(store().db, [{ email: 'kim@example.org', name: 'K' }])
      const { id } = await member('kim@example.org')
      await changeMember(store().db, id, { name: 'Kim Lee', unit: 'Süd', source: 'directory' })
      await memberOfUser(await account('kim', 'Kimmy'))
      expect(await member('kim@example.org')).toMatchObject({ name: 'Kim Lee', words: 'kim lee\nkim@example.org\nsud\n' })
    })

    test('people who leave keep their record, and people who come back go on; what had ended before stays ended', async () => {
      const learner = await learnerOfUser(await account('lee'))
      const other = (await published({ ...exampleCourse, people: 'names' })).cohort
      const [first, second] = [await enrol({ learner, cohort }), await enrol({ learner, cohort: other })]
      if (!first.ok || !second.ok) throw new Error('not enrolled')
      await store().db.updateTable('enrolment').set({ ended_at: 5 }).where('id', '=', second.id).execute()
      const id = await memberOfUser('lee')
      await markLeft(store().db, id, 1000)
      await markLeft(store().db, id, 2000)
      expect(await member('lee@example.org')).toMatchObject({ state: 'left', left_at: 1000 })
      expect(await enrolment(first.id)).toMatchObject({ member_id: id, ended_at: 1000, left: 1 })
      expect(await enrolment(second.id)).toMatchObject({ ended_at: 5, left: 0 })
      await markBack(store().db, id)
      expect(await member('lee@example.org')).toMatchObject({ state: 'active', left_at: null })
      expect(await enrolment(first.id)).toMatchObject({ ended_at: null, left: 0 })
      expect(await enrolment(second.id)).toMatchObject({ ended_at: 5, left: 0 })
    })

    test('a completed code does not reveal that its holder has left', async () => {
      const learner = await learnerOfUser(await account('quiet'))
      const codes = () => published({ ...exampleCourse, people: 'codes' })
      const [complete, open] = [
        await enrol({ learner, cohort: (await codes()).cohort }),
        await enrol({ learner, cohort: (await codes()).cohort }),
      ]
      if (!complete.ok || !open.ok) throw new Error('not enrolled')
      await store().db.updateTable('enrolment').set({ completed_at: 5, listed_at: 6 }).where('id', '=', complete.id).execute()
      await markLeft(store().db, await memberOfUser('quiet'), 1000)
      expect(await enrolment(complete.id)).toMatchObject({ ended_at: null, left: 0 })
      expect(await enrolment(open.id)).toMatchObject({ ended_at: 1000, left: 1 })
    })

    test('a freed address keeps what is known of it, and the account that lost it keeps its enrolments', async () => {
      const learner = await learnerOfUser(await account('taken'))
      const enrolled = await enrol({ learner, cohort })
      if (!enrolled.ok) throw new Error('not enrolled')
      const known = (await member('taken@example.org')).id
      await freeAddress({ sub: 'x', email: 'taken@example.org', email_verified: true })
      expect(await member('taken@example.org')).toMatchObject({ id: known, user_id: null })
      const { member_id } = await enrolment(enrolled.id)
      expect(member_id).not.toBe(known)
      expect(member_id).toBe(await memberOfUser('taken'))
    })

    test('an address that nobody invites any more is forgotten, but accounts and the directory stay [p:members]', async () => {
      await inviteAll([{ email: 'gone@example.org', name: '', roles: [], cohort }], 'person', null)
      await forgetUnknown()
      expect(await member('gone@example.org')).toBeDefined()
      await store().db.deleteFrom('invitation').where('email', '=', 'gone@example.org').execute()
      await noteInvited(store().db, [{ email: 'listed@example.org', name: '' }])
      await changeMember(store().db, (await member('listed@example.org')).id, { source: 'directory' })
      expect(await forgetUnknown()).toBeGreaterThan(0)
      const left = (await store().db.selectFrom('member').select('address').execute()).map((m) => m.address)
      expect(left).not.toContain('gone@example.org')
      expect(left).toEqual(expect.arrayContaining(['listed@example.org', 'zoe@example.org']))
    })

    test('of two enrolments in a course, the record shows the newer one and the older is history', async () => {
      const learner = await learnerOfUser(await account('again'))
      const old = await enrol({ learner, cohort, now: 1 })
      if (!old.ok) throw new Error('not enrolled')
      await store().db.updateTable('enrolment').set({ completed_at: 2 }).where('id', '=', old.id).execute()
      const renewed = await enrol({ learner, cohort, renews: old.id, now: 3 })
      if (!renewed.ok) throw new Error('not enrolled')
      expect(renewed.id).not.toBe(old.id)
      expect((await enrolment(old.id)).newest).toBe(0)
      expect((await enrolment(renewed.id)).newest).toBe(1)
    })
  })
})
