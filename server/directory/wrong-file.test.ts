import { beforeEach, describe, expect, test } from 'vitest'
import { RecordFilter } from '@/scenarios/engine/course/records'
import { addAccount } from '@/tests/support/accounts'
import { exampleCourse, published } from '@/tests/support/courses'
import { holdStore, onEachDatabase } from '@/tests/support/store'
import { leave, comeBack } from '../accounts/leave'
import { hashToken } from '../platform/tokens'
import { inviteAll, readInvitation } from '../accounts/invitations'
import { memberOfUser } from '../accounts/members'
import { addRoles, learnerOfUser } from '../accounts/people'
import { fillAll } from './fill-cohorts'
import { setRule } from '../enrolment/rules'
import { enrol } from '../enrolment/enrolment'
import { readRecords } from '../records/records'
import { database } from '../database'
import { begin, carryOn } from './apply'
import { leaverWarning, needsConfirmation } from './leaver-warning'
import { effectOf } from './rule-effect'
import { compare, store as keep } from './reading'
import { readLines, readRun } from './runs'

const HEAD = 'External ID;Name;E-mail;Department'
const line = (i: number, unit = 'Finance') => `${i};P${i};p${i}@example.org;${unit}`
const file = (lines: readonly string[], head = HEAD) => Buffer.from([head, ...lines].join('\n'))
const lines = (n: number) => Array.from({ length: n }, (_, i) => line(i))

onEachDatabase((fresh) => {
  holdStore(fresh)
  const account = async (id: string) => memberOfUser(await addAccount(id))
  const read = async (bytes: Buffer, by: string | null = null) =>
    keep(await compare(bytes, { by }), { source: 'upload', by, state: 'ready', file: 'staff.csv' })
  const apply = async (bytes: Buffer) => {
    const run = await read(bytes)
    expect(await begin(run, 'system')).toBe('begun')
    await carryOn(run)
    return (await readRun(run))!
  }
  const member = (name: string) =>
    database().selectFrom('member').selectAll().where('address', '=', `${name}@example.org`).executeTakeFirstOrThrow()
  beforeEach(async () => {
    for (const table of ['directory_run', 'cohort', 'member', 'user', 'invitation', 'audit'] as const)
      await database()
        .deleteFrom(table)
        .execute()
        .catch(() => null)
  })

  test('a column that the file does not have changes nothing, but an empty cell in an existing column does', async () => {
    await apply(
      file(
        ['1;Ann;ann@example.org;Finance;Oslo;boss@example.org;staff|wardens;nb'],
        'External ID;Name;E-mail;Department;Office;Manager;Groups;Language',
      ),
    )
    const run = await apply(file(['Ann Lee;ann@example.org;'], 'Name;E-mail;Office'))
    expect((await readLines(run.id, null, 1)).lines).toMatchObject([{ kind: 'change', before: { name: 'Ann', site: 'Oslo' } }])
    expect(await member('ann')).toMatchObject({
      name: 'Ann Lee',
      unit: 'Finance',
      site: '',
      manager: 'boss@example.org',
      groups: '["staff","wardens"]',
      language: 'nb',
      external_id: '1',
    })
    expect((await apply(file(['Ann Lee;ann@example.org;;'], 'Name;E-mail;Groups;Manager'))).counts.change).toBe(1)
    expect(await member('ann')).toMatchObject({ groups: '[]', manager: '' })
  })

  describe('is flagged before it is applied', () => {
    test('if more than a tenth would leave, or the person who reads it', async () => {
      await account('p0')
      await account('p1')
      await addRoles(database(), 'p0', ['administrator'])
      await addRoles(database(), 'p1', ['administrator'])
      await apply(file(lines(60)))
      const few = (await readRun(await read(file(lines(57)), 'p0')))!
      expect(await leaverWarning(few, 'p0')).toBe(null)
      expect(needsConfirmation(await leaverWarning(few, 'p0'))).toBe(false)
      const many = (await readRun(await read(file(lines(31)), 'p0')))!
      expect(await leaverWarning(many, 'p0')).toEqual({ leave: 29, listed: 60, you: false, last: null })
      expect(needsConfirmation(await leaverWarning(many, 'p0'))).toBe(true)
      const own = (await readRun(await read(file(lines(60).slice(1)), 'p0')))!
      expect(await leaverWarning(own, 'p0')).toEqual({ leave: 1, listed: 60, you: true, last: null })
      expect(await leaverWarning(own, 'p1')).toBe(null)
      expect((await readLines(many.id, null, 1)).lines.slice(0, 29).every(({ kind }) => kind === 'leave')).toBe(true)
    })
    test('if no administrator would be left: one stays, preferably the one who reads it', async () => {
      await account('p0')
      await account('p1')
      await addRoles(database(), 'p0', ['administrator'])
      await addRoles(database(), 'p1', ['administrator'])
      await apply(file(lines(60)))
      const none = await read(file(lines(60).slice(2)), 'p1')
      const run = (await readRun(none))!
      expect(await leaverWarning(run, 'p1')).toEqual({ leave: 1, listed: 60, you: false, last: 'you' })
      expect(await leaverWarning(run, 'p0')).toEqual({ leave: 1, listed: 60, you: true, last: 'other' })
      expect((await readLines(none, 'kept', 1)).lines).toMatchObject([{ address: 'p1@example.org', why: 'last-administrator' }])
      await begin(none, 'p1')
      await carryOn(none)
      expect([(await member('p0')).state, (await member('p1')).state]).toEqual(['left', 'active'])
    })
  })

  test('is repaired by the right one: the same people, the same lines, and the same links', async () => {
    const { id, cohort } = await published({ ...exampleCourse, people: 'names' })
    for (const name of ['p10', 'p40', 'p41']) await account(name)
    await setRule(cohort, { unit: 'Finance', site: '', group: '' })
    await apply(file(lines(60)))
    // What an owner did: invited one person from a list, and removed two.
    const [byHand] = await inviteAll([{ email: 'p59@example.org', name: 'P59', roles: [], cohort: null }], 'person', null)
    await database().deleteFrom('invitation').where('email', '=', 'p58@example.org').execute()
    await database()
      .updateTable('enrolment')
      .set({ ended_at: 1 })
      .where('member_id', '=', (await member('p41')).id)
      .execute()
    const people = async () =>
      (await database().selectFrom('member').selectAll().orderBy('address').execute()).map(({ id: _, ...row }) => row)
    const records = async () => {
      const { rows } = await readRecords(id, RecordFilter.parse({ size: 100 }))
      return rows.map(({ who, state, cohort: where, since }) => [who, state, where, since])
    }
    const open = async () =>
      (await database().selectFrom('invitation').select(['id', 'email', 'cohort_id', 'kind']).orderBy('id').execute()).filter(
        ({ kind }) => kind === 'invite',
      )
    const before = { people: await people(), records: await records(), open: await open() }
    expect(before.records.filter(([, state]) => state === 'invited')).toHaveLength(56)
    const wrong = await apply(file(lines(30)))
    expect(wrong.counts.leave).toBe(30)
    expect(await readInvitation('invite', byHand!.token)).toBe(null)
    expect((await records()).filter(([, state]) => state === 'invited')).toHaveLength(29)
    const right = await read(file(lines(60)))
    expect(await effectOf(right), 'nobody is invited again').toEqual({ rules: 1, enrolled: 0, invited: 0 })
    await begin(right, 'system')
    await carryOn(right)
    expect({ people: await people(), records: await records(), open: await open() }).toEqual(before)
    expect(await readInvitation('invite', byHand!.token)).toMatchObject({ email: 'p59@example.org' })
    expect(await fillAll()).toBe(null)
    const log = await database()
      .selectFrom('audit')
      .select(['action', 'subject', 'detail'])
      .where('action', 'like', 'invitation.%')
      .execute()
    expect(log).toEqual([
      { action: 'invitation.withdrawn', subject: wrong.id, detail: JSON.stringify({ directory: true, ended: 28 }) },
      { action: 'invitation.reopened', subject: right, detail: JSON.stringify({ directory: true, reopened: 28 }) },
    ])
  })

  test('the days of somebody’s absence do not count, and a rule enrols people who cannot get back what they had', async () => {
    const { cohort } = await published({ ...exampleCourse, people: 'names' })
    await setRule(cohort, { unit: 'Finance', site: '', group: '' })
    await apply(file(lines(2)))
    const day = 86_400_000
    const invitation = () =>
      database().selectFrom('invitation').select(['kind', 'expires_at', 'id']).where('email', '=', 'p1@example.org').execute()
    const [had] = await invitation()
    const { id } = await member('p1')
    const now = Date.now()
    await leave(id, 'directory', 'system', now)
    expect(await invitation()).toEqual([{ ...had, kind: 'left' }])
    await comeBack(id, 'directory', 'system', now + 20 * day)
    expect(await invitation()).toEqual([{ ...had, expires_at: had!.expires_at + 20 * day }])
    await leave(id, 'directory', 'system')
    await database().deleteFrom('invitation').where('email', '=', 'p1@example.org').execute()
    await comeBack(id, 'directory', 'system')
    expect(await fillAll()).toEqual({ enrolled: 0, invited: 1 })
    expect((await invitation()).map(({ kind }) => kind)).toEqual(['invite'])
  })

  test('an invitation that would have given a role comes back without it, and somebody whom an owner removed stays removed [p:leavers]', async () => {
    const { cohort } = await published({ ...exampleCourse, people: 'names' })
    await account('boss')
    const [made] = await inviteAll([{ email: 'ann@example.org', name: 'Ann', roles: ['administrator'], cohort: null }], 'person', 'boss')
    const { id } = await member('ann')
    await leave(id, 'hand', 'system')
    await comeBack(id, 'hand', 'system')
    expect(await database().selectFrom('invitation').select(['id', 'roles', 'kind']).execute()).toEqual([
      { id: hashToken(made!.token), roles: '[]', kind: 'invite' },
    ])
    const bo = await account('bo')
    await enrol({ learner: await learnerOfUser('bo'), cohort })
    await database().updateTable('enrolment').set({ ended_at: 5 }).where('member_id', '=', bo).execute()
    await leave(bo, 'directory', 'system')
    await comeBack(bo, 'directory', 'system')
    expect(await database().selectFrom('enrolment').select(['ended_at', 'left']).execute()).toEqual([{ ended_at: 5, left: 0 }])
  })

  test('somebody invited whose address changes stays one person: the invitation follows, and the link to the old address stops working', async () => {
    const { id, cohort } = await published({ ...exampleCourse, people: 'names' })
    await apply(file(['1;Mirela Popescu;popescu@example.org;Finance']))
    const [mailed] = await inviteAll([{ email: 'popescu@example.org', name: '', roles: [], cohort }], 'mail', null)
    const [shown] = await inviteAll([{ email: 'popescu@example.org', name: '', roles: [], cohort: null }], 'person', null)
    await database().updateTable('invitation').set({ mail: 'sent' }).where('id', '=', mailed!.id).execute()
    await apply(file(['1;Mirela Ionescu;ionescu@example.org;Finance']))
    expect((await readRecords(id, RecordFilter.parse({}))).rows).toMatchObject([
      { who: 'Mirela Ionescu', email: 'ionescu@example.org', unit: 'Finance', state: 'invited', invitedAt: null },
    ])
    expect(await readInvitation('invite', mailed!.token)).toBe(null)
    expect(await readInvitation('invite', shown!.token), 'what a person was handed').toMatchObject({ email: 'ionescu@example.org' })
    await apply(file(['2;Bo;bo@example.org;Finance']))
    expect(await readInvitation('invite', shown!.token)).toBe(null)
    expect(await database().selectFrom('invitation').select('id').where('kind', '=', 'invite').execute()).toEqual([])
  })

  test('an address that signs in to somebody else’s account is noted, and nobody is counted as enrolled by it', async () => {
    const { cohort } = await published({ ...exampleCourse, people: 'names' })
    await account('cy')
    await database().updateTable('member').set({ address: 'cy.moreau@example.org' }).where('user_id', '=', 'cy').execute()
    await setRule(cohort, { unit: 'Finance', site: '', group: '' })
    const run = await read(file(['2;Cyril;cy@example.org;Finance']))
    expect((await readLines(run, 'note', 1)).lines).toMatchObject([{ reason: 'account', value: 'cy', name: 'Cyril', line: 2 }])
    expect(await effectOf(run)).toEqual({ rules: 1, enrolled: 0, invited: 0 })
    await begin(run, 'system')
    await carryOn(run)
    expect((await database().selectFrom('enrolment').select('id').where('cohort_id', '=', cohort).execute()).length).toBe(0)
  })

  test('a reading from before another was applied is superseded', async () => {
    const older = await read(file(lines(5)))
    await apply(file(lines(6)))
    expect(await readRun(older)).toMatchObject({ state: 'superseded', file: 'staff.csv' })
    expect(await begin(older, 'system')).toBe('stale')
  })

  test('the forecast of what the rules of cohorts will do comes true', async () => {
    const { cohort } = await published({ ...exampleCourse, people: 'names' })
    await account('p3')
    await setRule(cohort, { unit: 'Finance', site: '', group: '' })
    const run = await read(file([...lines(5), line(9, 'Legal')]))
    expect(await effectOf(run)).toEqual({ rules: 1, enrolled: 1, invited: 4 })
    await begin(run, 'system')
    await carryOn(run)
    const log = await database().selectFrom('audit').select('detail').where('action', '=', 'cohort.filled').execute()
    expect(log).toEqual([{ detail: JSON.stringify({ enrolled: 1, invited: 4 }) }])
  })
})
