import { beforeAll, describe, expect, test } from 'vitest'
import { hashToken } from '@/server/platform/tokens'
import { exampleCourse } from '@/tests/support/courses'
import { playedAttempt } from '@/tests/support/played'
import { everything, holdStore, onEachDatabase } from '@/tests/support/store'
import { audit } from '../accounts/audit'
import { eraseAgain } from './erase-account'
import { noticesOf, openNotices, notify } from '../accounts/notices'
import { leave } from '../accounts/leave'
import { memberOfUser } from '../accounts/members'
import { learnerOfUser, setRoles } from '../accounts/people'
import { adopt } from '../sign-in/adopt-attempts'
import { createCourse, publishCourse } from '../courses/courses'
import { claimAttempt, itemDone } from '../enrolment/progress'
import { enrol, readEnrolment } from '../enrolment/enrolment'
import { saveFormDraft } from '../accounts/form-drafts'
import { type Store, database } from '../database'
import { readAttempt } from '../learning/attempts'
import { rememberLanguage } from '../mail/language'
import { giveFeedback } from '../learning/feedback'
import { linkDevice, newLearner } from '../learning/learners'
import { createRoom } from '../live/stored-rooms'
import { put } from '../outbox/outbox'
import { OrganisationSchema, saveOrganisation } from '../organisation/organisation'
import { erase } from './erase'
import { exportOf } from './export'
import { exportOnRequest } from './export-on-request'
import { removePerson } from './remove-person'
import { endWhatIsOver } from './retention'

/** Every table is in one of these lists, so that somebody has to decide about a new one. */
const PERSONAL = [
  'user',
  'session',
  'account',
  'verification',
  'passkey',
  'second_factor',
  'recovery_code',
  'user_role',
  'user_alias',
  'course_owner',
  'audit_file',
  'audit_file_part',
  'invitation',
  'member',
  'cohort_joiner',
  'directory_change',
  'directory_run',
  'notice',
  'mail_person',
  'kept_form',
  'hold',
  'learner',
  'device',
  'device_link',
  'attempt',
  'event',
  'attempt_result',
  'outbox',
  'lti_person',
  'lti_link',
  'lti_launch',
  'enrolment',
  'enrolment_item',
  'certificate',
  'record_act',
  'record_before',
  'invited_before',
  'room',
  'room_facilitator',
  'room_command',
  'room_note',
] as const
/** They are about people, but nothing leads to them. */
const NOT_PERSONAL = [
  'audit',
  'scenario_structure',
  'scenario_texts',
  'served_scenario',
  'published_scenario',
  'course',
  'course_version',
  'course_image',
  'cohort',
  'erasure',
  'feedback',
  'mail_text',
  'published_figure',
  'setting',
  'sign_off',
  'record_tombstone',
  'standing_month',
  'mail_day',
  'lti_platform',
  'lti_deployment',
  'room_participant',
  'room_answer',
  'room_why',
  'room_steady',
  'room_attendance',
  'kysely_migration',
  'kysely_migration_lock',
]
const DAY = 24 * 3600_000

interface SeededPerson {
  user: string
  learner: string
  traces: string[]
}

/** @returns texts that any row about them contains, long enough not to occur by chance in a hash */
async function somebodyBusy({ db }: Store, name: string, cohort: string): Promise<SeededPerson> {
  const user = `user-${name}`
  const email = `${name}@example.org`
  const now = new Date().toISOString()
  const dates = { createdAt: now, updatedAt: now }
  // As better-auth writes them. A boolean is 0 or 1 on SQLite, and PostgreSQL reads that, too.
  const insert = (table: string, row: object, once = false) =>
    db
      .insertInto(table as 'user')
      .values(row as never)
      .$if(once, (q) => q.onConflict((c) => c.doNothing()))
      .execute()
  await insert('user', { id: user, name: `Name ${name}`, email, emailVerified: '1', ...dates })
  await insert('session', {
    id: `session-${name}`,
    userId: user,
    token: `token-${name}`,
    expiresAt: now,
    userAgent: `Browser of ${name}`,
    ...dates,
  })
  await insert('account', {
    id: `account-${name}`,
    userId: user,
    accountId: user,
    providerId: 'credential',
    password: `hash-${name}`,
    ...dates,
  })
  await insert('passkey', {
    id: `passkey-${name}`,
    userId: user,
    publicKey: `spki-${name}`,
    credentialID: `credential-${name}`,
    counter: 0,
    deviceType: 'single',
    backedUp: '0',
  })
  await insert('second_factor', { user_id: user, secret: `sealed-${name}`, since: 0 })
  await insert('recovery_code', { user_id: user, hash: `recovery-${name}` })
  await insert('verification', { id: `verification-${name}`, identifier: `reset:${name}`, value: user, expiresAt: now, ...dates })
  await setRoles(user, ['administrator', 'owner'])
  await db
    .insertInto('invitation')
    .values({
      id: `invitation-${name}`,
      kind: 'invite',
      email,
      name,
      user_id: null,
      roles: '[]',
      cohort_id: null,
      created_at: 0,
      expires_at: Date.now(),
    })
    .execute()
  await rememberLanguage(user, 'en')
  await db
    .insertInto('course_owner')
    .expression((e) =>
      e
        .selectFrom('cohort')
        .select(['course_id', e.val(user).as('user_id'), e.val(0).as('since')])
        .where('id', '=', cohort),
    )
    .execute()
  // For a course that nobody here is in, because erasing somebody empties the audit files of their courses, no matter who asked for them.
  await insert('course', { id: 'apart', draft: '{}', version: 0, created_at: 0, updated_at: 0, archived_at: null }, true)
  const file = { id: `file-${name}`, course_id: 'apart', from_day: '2026-01-01', to_day: '2026-12-31', locale: 'en', state: 'ready' }
  await insert('audit_file', { ...file, user_id: user, asked_at: Date.now() })
  await insert('audit_file_part', { audit_file_id: file.id, part: 0, body: '' })
  await saveFormDraft(user, { list: { text: 'somebody@example.org' } })
  await audit({ actor: user, action: 'organisation.changed' })
  await notify(user, 'sessions', null)

  await db
    .insertInto('hold')
    .values({ id: `hold-${name}`, user_id: user, course_id: null, reason: '', created_at: 0, until: 1 })
    .execute()

  const anonymous = await newLearner()
  const first = await playedAttempt(anonymous.learner)
  await adopt(anonymous.learner, user)
  const learner = await learnerOfUser(user)
  await db
    .insertInto('device')
    .values({ id: `device-${name}`, learner_id: learner, created_at: 0 })
    .execute()
  await linkDevice(learner)
  await put(db, [{ id: `statement-${name}`, kind: 'statement', learner_id: learner, body: { about: `Statement of ${name}` } }], 0)
  await giveFeedback((await readAttempt(learner, first))!, { verdict: 'unfair', words: 'Too long' }, Date.now())
  const enrolled = await enrol({ learner, cohort })
  if (!enrolled.ok) throw new Error(enrolled.reason)
  const { course_id: courseOf } = await db.selectFrom('cohort').select('course_id').where('id', '=', cohort).executeTakeFirstOrThrow()
  await claimAttempt(enrolled.id, 'stranger', first)
  for (const item of ['hello', 'stranger'])
    await itemDone(database(), enrolled.id, item, item === 'stranger' ? { outcome: 'held', result: 100 } : null, Date.now())
  await db
    .insertInto('certificate')
    .values({
      code: `code-${name}`,
      enrolment_id: enrolled.id,
      name: `Certified ${name}`,
      title: 'T',
      issued_at: 0,
      expires_at: null,
      revoked_at: null,
    })
    .execute()

  await db
    .insertInto('record_act')
    .values({ id: `act-${name}`, course_id: courseOf, kind: 'exempt', by_user: user, reason: `Leave of ${name}`, at: 0 })
    .execute()
  await db
    .insertInto('record_before')
    .values({ act_id: `act-${name}`, enrolment_id: enrolled.id, before: '{}', after: '{}' })
    .execute()
  const member = await memberOfUser(user)
  const described = {
    unit: `Unit of ${name}`,
    site: `Site of ${name}`,
    manager: `manager-of-${name}@example.org`,
    groups: `["Group of ${name}"]`,
  }
  await db.updateTable('member').set(described).where('id', '=', member).execute()
  await db.updateTable('invitation').set({ cohort_id: cohort }).where('email', '=', email).execute()
  await db
    .insertInto('invited_before')
    .values({ act_id: `act-${name}`, member_id: member!, before: '{}', after: '{}' })
    .execute()
  await db.insertInto('cohort_joiner').values({ cohort_id: cohort, member_id: member, at: 0 }).execute()
  const run = `run${name}`
  await db
    .insertInto('directory_run')
    .values({ id: run, source: 'upload', state: 'failed', digest: '', encoding: 'utf-8', at: 0, read_by: user, lines: 0, counts: '{}' })
    .execute()
  for (const [n, member_id, address, body] of [
    [0, member, email, '{}'],
    [1, null, '', JSON.stringify({ value: email })],
  ] as const)
    await db.insertInto('directory_change').values({ run_id: run, n, kind: 'problem', member_id, address, body }).execute()

  await launchedFromElsewhere(db, name, learner)

  const room = (await createRoom(
    { scenario: 'P01', variant: 'hostile', minutes: 45, size: 20, audience: 'phones', names: 'anonymous', rehearsal: 0 },
    'en',
  ))!
  await db
    .insertInto('room_facilitator')
    .values({ room_id: room.id, facilitator: `user:${user}` })
    .execute()
  await db.insertInto('room_command').values({ room_id: room.id, version: 1, body: '{"type":"start"}', at: 0 }).execute()
  await db
    .insertInto('room_note')
    .values({ room_id: room.id, moment: 0, body: `Note of ${name}` })
    .execute()
  const { alias } = await db.selectFrom('user_alias').select('alias').where('user_id', '=', user).executeTakeFirstOrThrow()
  return {
    user,
    learner,
    traces: [` ${name}`, `-${name}`, user, learner, email, alias, anonymous.learner, first, enrolled.id, room.id, member],
  }
}

async function launchedFromElsewhere(db: Store['db'], name: string, learner: string): Promise<void> {
  const [platform_id, subject, url] = ['lms', `their-${name}`, 'https://platform.example']
  await db
    .insertInto('lti_platform')
    .values({
      ...{ id: platform_id, name: 'LMS', issuer: url, client_id: 'c', auth_url: url, token_url: url, jwks_url: url, origins: '[]' },
      ...{ courses: '[]', reports: 'result', registering: null, registering_until: null, created_at: 0 },
    })
    .onConflict((on) => on.doNothing())
    .execute()
  await db.insertInto('lti_person').values({ platform_id, subject, learner_id: learner }).execute()
  const link = {
    id: `link-${name}`,
    platform_id,
    learner_id: learner,
    link: 'l',
    disclosed: 'nothing' as const,
    disclosed_at: 0,
    target: 'scenario P01',
  }
  await db
    .insertInto('lti_link')
    .values({ ...link, attempt_id: null, enrolment_id: null, lineitem: null, members: null })
    .execute()
  await put(db, [{ id: `score-${name}`, kind: 'score', link_id: link.id, body: { userId: subject } }], 0)
  const launch = { platform_id, learner_id: null, chosen: null, expires_at: 0 }
  const asked = JSON.stringify({ login_hint: subject })
  await db
    .insertInto('lti_launch')
    .values([
      { ...launch, id: `login of${name}`, nonce: 'n', asked, claims: null },
      { ...launch, id: `launch of${name}`, nonce: null, asked: null, claims: JSON.stringify({ subject }) },
    ])
    .execute()
}

onEachDatabase((fresh) => {
  const store = holdStore(fresh)
  const tracesOf = async ({ traces }: SeededPerson) =>
    (await everything(store())).filter(({ row }) => traces.some((trace) => row.includes(trace)))
  let cohort: string
  beforeAll(async () => {
    const course = await createCourse(exampleCourse, 'Everybody')
    await publishCourse(course)
    cohort = (await store().db.selectFrom('cohort').select('id').where('course_id', '=', course).executeTakeFirstOrThrow()).id
  })

  test('every table is classed as personal or not [p:other-tables]', async () => {
    const tables = (await store().db.introspection.getTables({ withInternalKyselyTables: true })).map((t) => t.name)
    expect(tables.sort()).toEqual([...PERSONAL, ...NOT_PERSONAL].sort())
  })

  describe('what a person asks for', () => {
    let ada: SeededPerson
    let ben: SeededPerson
    beforeAll(async () => {
      ada = await somebodyBusy(store(), 'ada', cohort)
      ben = await somebodyBusy(store(), 'ben', cohort)
    })

    test('the export holds what is stored about that person only, and gives no access to anything [p:export]', async () => {
      const text = JSON.stringify(await exportOf(ada))
      for (const said of [
        'Name ada',
        'ada@example.org',
        'Browser of ada',
        'Certified ada',
        'Statement of ada',
        'organisation.changed',
        '"judge"',
        'administrator',
        '"first_report"',
        'Unit of ada',
        'Site of ada',
        'manager-of-ada@example.org',
        'Group of ada',
        'Leave of ada',
        '"kind":"exempt"',
        '"by":"administrator"',
        '"reminders":0',
      ])
        expect(text).toContain(said)
      for (const secret of ['token-ada', 'hash-ada', 'spki-ada', 'device-ada', 'invitation-ada', ' ben', '-ben', 'ben@'])
        expect(text).not.toContain(secret)
    })
    test('an administrator gets no data of somebody who can sign in, and for a leaver no data that only the leaver may read [p:leaver-data]', async () => {
      const left = await somebodyBusy(store(), 'leaver', cohort)
      const { db } = store()
      expect(await exportOnRequest(left.user, ben.user)).toBeNull()
      await leave(await memberOfUser(left.user), 'hand', ben.user)
      const text = JSON.stringify(await exportOnRequest(left.user, ben.user))
      for (const said of [
        'leaver@example.org',
        'Unit of leaver',
        'Group of leaver',
        'Leave of leaver',
        '"exempt"',
        'Starting here',
        '"hello"',
      ])
        expect(text).toContain(said)
      const own = await db.selectFrom('enrolment').select(['id', 'code', 'handle']).where('learner_id', '=', left.learner).execute()
      const attempts = await db.selectFrom('attempt').select('id').where('learner_id', '=', left.learner).execute()
      expect([own.length, attempts.length]).toEqual([1, 1])
      const secrets = [
        ...own.flatMap((row) => Object.values(row)),
        ...attempts.map(({ id }) => id),
        'code-leaver',
        'Certified leaver',
        cohort,
      ]
      for (const secret of [
        ...secrets,
        '"judge"',
        '"passed"',
        '"outcome"',
        '"result"',
        '"first_report"',
        '"variant"',
        'hash-leaver',
        'ben@',
      ])
        expect(text).not.toContain(secret)
      // In a course by codes, it would reveal whose code it is.
      const version = (body: string) => db.updateTable('course_version').set({ body })
      const { body } = await db.selectFrom('course_version').select('body').executeTakeFirstOrThrow()
      await version(body.replace('"people":"names"', '"people":"codes"')).execute()
      expect(JSON.parse(JSON.stringify(await exportOnRequest(left.user, ben.user)))).toMatchObject({ records: [] })
      await version(body).execute()
      expect((await noticesOf(left.user)).map(({ kind, times }) => `${kind} ${times}`)).toContain('data-exported 2')
      expect(await db.selectFrom('audit').select('id').where('action', '=', 'account.exported').execute()).toHaveLength(2)
      expect(await removePerson(left.user, { id: ben.user, name: 'Name ben', email: 'ben@example.org' })).toEqual({ ok: true })
      expect((await tracesOf(left)).filter(({ table }) => table !== 'audit')).toEqual([])
    })
    test('an open attempt in the export does not reveal its variant', async () => {
      const { learner } = await newLearner()
      const open = await playedAttempt(learner, { finish: false })
      const text = JSON.stringify(await exportOf({ learner, user: null }))
      expect(text).toContain(open)
      expect(text).not.toMatch(/hostile|genuine|"seed"|"hash"/)
    })
    test('erasing leaves nothing, in any table, that leads to them, and keeps everything of others [p:erasure] [p:other-tables]', async () => {
      const before = new Set((await tracesOf(ada)).map(({ table }) => table))
      expect([...before].sort()).toEqual([...PERSONAL, 'audit'].sort())
      const others = await tracesOf(ben)
      expect(await erase(ada)).toBe('erased')
      const left = await tracesOf(ada)
      // The audit line is still there, under an alias that leads to nobody.
      expect(left.map(({ table }) => table)).toEqual(left.map(() => 'audit'))
      for (const trace of ada.traces.filter((t) => !t.startsWith('p-'))) expect(left.filter(({ row }) => row.includes(trace))).toEqual([])
      expect(await tracesOf(ben)).toEqual(others)
    })
    test('only a hash of the id is kept, by which a restored backup is erased again [p:erasure-ledger]', async () => {
      const ledger = (await store().db.selectFrom('erasure').select('id').execute()).map(({ id }) => id)
      expect(ledger).toEqual(expect.arrayContaining([hashToken(ada.user), hashToken(ada.learner)]))
      await store().db.insertInto('learner').values({ id: ada.learner, created_at: 0, user_id: null }).execute()
      await eraseAgain(store().db)
      expect(await store().db.selectFrom('learner').select('id').where('id', '=', ada.learner).executeTakeFirst()).toBeUndefined()
    })
    test('the last administrator is not erased, and loses nothing [p:last-administrator]', async () => {
      const before = await tracesOf(ben)
      expect(await erase(ben)).toBe('last-administrator')
      expect(await tracesOf(ben)).toEqual(before)
    })
  })

  test('if two administrators erase themselves at the same moment, one stays', async () => {
    const two = await Promise.all(['one', 'two'].map((name) => somebodyBusy(store(), `admin-${name}`, cohort)))
    await store()
      .db.deleteFrom('user_role')
      .where(
        'user_id',
        'not in',
        two.map(({ user }) => user),
      )
      .execute()
    expect((await Promise.all(two.map(erase))).sort()).toEqual(['erased', 'last-administrator'])
    expect(await store().db.selectFrom('user_role').select('user_id').where('role', '=', 'administrator').execute()).toHaveLength(1)
  })

  describe('retention ends for', () => {
    const later = (days: number) => Date.now() + days * DAY
    beforeAll(() => saveOrganisation(OrganisationSchema.parse({ retention: { anonymous: 30, records: 60, audit: 400 } })))

    test('learners without an account, some days after they last did something', async () => {
      const { learner } = await newLearner()
      await playedAttempt(learner)
      const known = () => store().db.selectFrom('learner').select('id').where('id', '=', learner).executeTakeFirst()
      await endWhatIsOver(later(29))
      expect(await known()).toBeDefined()
      await endWhatIsOver(later(31))
      expect(await known()).toBeUndefined()
      expect((await everything(store())).filter(({ row }) => row.includes(learner))).toEqual([])
    })
    test('unfinished attempts without an account, thirty days after their last event; finished ones and those of courses and accounts stay [p:attempts]', async () => {
      await saveOrganisation(OrganisationSchema.parse({ retention: { anonymous: 365 } }))
      const { learner } = await newLearner()
      const [left, finished] = [await playedAttempt(learner, { finish: false }), await playedAttempt(learner)]
      const inCourse = await newLearner()
      const opened = await playedAttempt(inCourse.learner, { finish: false })
      const enrolled = await enrol({ learner: inCourse.learner, cohort })
      if (!enrolled.ok) throw new Error(enrolled.reason)
      await claimAttempt(enrolled.id, 'stranger', opened)
      const account = await playedAttempt((await enrolledAs('unfinished')).learner, { finish: false })
      const all = [left, finished, opened, account]
      const kept = async () =>
        (await store().db.selectFrom('attempt').select('id').where('id', 'in', all).execute()).map((a) => a.id).sort()
      await endWhatIsOver(later(29))
      expect(await kept()).toEqual([...all].sort())
      await endWhatIsOver(later(31))
      expect(await kept()).toEqual([finished, opened, account].sort())
      expect((await everything(store())).filter(({ row }) => row.includes(left))).toEqual([])
      await saveOrganisation(OrganisationSchema.parse({ retention: { anonymous: 30, records: 60, audit: 400 } }))
    })
    test('versions of a scenario that nothing needs any more', async () => {
      const { db } = store()
      await db.insertInto('scenario_structure').values({ hash: 'unused', scenario: 'P01', body: '{}', used_at: 0 }).execute()
      await endWhatIsOver(Date.now())
      expect(await db.selectFrom('scenario_structure').select('hash').where('hash', '=', 'unused').execute()).toEqual([])
    })
    test('course records, some days after they were completed; open ones stay', async () => {
      const done = await enrolledAs('done')
      const open = await enrolledAs('open')
      for (const item of ['hello', 'stranger'])
        await itemDone(database(), done.id, item, item === 'stranger' ? { outcome: 'held', result: 100 } : null, Date.now())
      await endWhatIsOver(later(59))
      expect(await readEnrolment(done.learner, done.id)).not.toBeNull()
      await endWhatIsOver(later(61))
      expect(await readEnrolment(done.learner, done.id)).toBeNull()
      expect(await readEnrolment(open.learner, open.id)).not.toBeNull()
    })
    test('notices, a year after they were first shown; unseen ones wait until somebody signs in [p:notices-wait]', async () => {
      const user = 'on-leave'
      const now = new Date().toISOString()
      await store()
        .db.insertInto('user')
        .values({ id: user, name: user, email: `${user}@example.org`, emailVerified: '1', createdAt: now, updatedAt: now } as never)
        .execute()
      await notify(user, 'sessions', null)
      await endWhatIsOver(later(1000))
      expect(await openNotices(user, [], later(1000))).toHaveLength(1)
      expect(await openNotices(user, [], later(1089))).toHaveLength(1)
      expect(await openNotices(user, [], later(1091))).toEqual([])
      await endWhatIsOver(later(1364))
      expect(await noticesOf(user)).toHaveLength(1)
      await endWhatIsOver(later(1366))
      expect(await noticesOf(user)).toEqual([])
    })
    test('the audit log, and says so', async () => {
      await audit({ actor: 'console', action: 'backup.made' })
      const lines = (action: string) => store().db.selectFrom('audit').select('detail').where('action', '=', action).execute()
      await endWhatIsOver(later(399))
      expect(await lines('backup.made')).toHaveLength(1)
      await endWhatIsOver(later(401))
      expect(await lines('backup.made')).toHaveLength(0)
      expect((await lines('data.retained')).some(({ detail }) => (JSON.parse(detail!) as { lines: number }).lines > 0)).toBe(true)
    })

    async function enrolledAs(name: string): Promise<{ learner: string; id: string }> {
      const now = new Date().toISOString()
      await store()
        .db.insertInto('user')
        .values({ id: name, name, email: `${name}@example.org`, emailVerified: '1', createdAt: now, updatedAt: now } as never)
        .execute()
      const learner = await learnerOfUser(name)
      const enrolled = await enrol({ learner, cohort })
      if (!enrolled.ok) throw new Error(enrolled.reason)
      return { learner, id: enrolled.id }
    }
  })
})
