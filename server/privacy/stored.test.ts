import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { exampleCourse } from '@/tests/support/courses'
import { playedAttempt } from '@/tests/support/played'
import { everything, holdStore, onEitherDatabase } from '@/tests/support/store'
import { audit } from '../accounts/audit'
import { recordErasure } from './erase-account'
import { learnerOfUser } from '../accounts/people'
import { createCourse, deleteCourse, publishCourse } from '../courses/courses'
import { enrol } from '../enrolment/enrolment'
import { itemDone } from '../enrolment/progress'
import { saveFormDraft } from '../accounts/form-drafts'
import { database } from '../database'
import { jobs } from '../jobs'
import { readAttempt } from '../learning/attempts'
import { giveFeedback } from '../learning/feedback'
import { eraseLearner, linkDevice, newLearner } from '../learning/learners'
import { hashToken } from '../platform/tokens'
import { roomOfCode } from '../live/codes'
import { createRoom, participantOf } from '../live/stored-rooms'
import { removePlatform } from '../lti/platforms'
import { put } from '../outbox/outbox'
import { OrganisationSchema, saveOrganisation } from '../organisation/organisation'
import { signOff, withdrawSignOff } from '../library/sign-offs'

/** Describe a new one in docs/privacy.md if it says something about a person, then add it here and in `shown-data.test.ts`. */
const COLUMNS: Record<string, string> = {
  account:
    'accessToken accessTokenExpiresAt accountId createdAt id idToken password providerId refreshToken refreshTokenExpiresAt scope updatedAt userId',
  attempt: 'asked id learner_id locale names parent purpose scenario started_at structure texts variant',
  attempt_result: 'attempt_id counted finished_at first first_report looks outcome result structure variant',
  audit: 'action actor at detail id subject thing',
  certificate: 'code enrolment_id expires_at issued_at name name_by revoked_at title',
  cohort: 'course_id created_at due_at id link name remind_asked_at rule',
  cohort_joiner: 'at cohort_id member_id',
  course: 'archived_at created_at draft due_days id published_at updated_at version',
  course_version: 'at body course_id version',
  course_image: 'alt body course_id created_at id type',
  course_owner: 'course_id since user_id',
  audit_file: 'asked_at bytes course_id from_day held_until id locale made_at progress state to_day tries user_id',
  audit_file_part: 'audit_file_id body part',
  published_figure: 'approach block course_id genuine id reports scenario unsure variant',
  standing_month: 'at course_id month overdue people site state unit',
  mail_day: 'course_id day kind sent',
  device: 'created_at id learner_id',
  device_link: 'expires_at id learner_id tries',
  directory_change: 'address body kind member_id n run_id',
  directory_run: 'applied_at at columns counts digest done encoding file held_until id lines read_by reason source state',
  enrolment:
    'begun_at block code cohort_id completed_at course_id due_at due_from ended_at enrolled_at exempt_at handle id invited_at keep_days learner_id left listed_at member_id newest notified_at passed reminded_at reminding_until renew_at renews terms_seen_at turn version',
  enrolment_item: 'attempt_id done_at enrolment_id item outcome result tries variant',
  erasure: 'at id',
  event: 'at attempt_id body seq',
  feedback: 'day id locale scenario shown structure variant verdict words',
  hold: 'course_id created_at id reason until user_id',
  invitation:
    'cohort_id created_at due_at email ended_at exempt_at expires_at id invited_by kind mail mail_answer name named_at owns reminded_at reminders reminding_until roles shown user_id',
  kept_form: 'at body id user_id',
  learner: 'created_at id user_id',
  lti_deployment: 'accepted deployment platform_id seen_at',
  lti_launch: 'asked chosen claims expires_at id learner_id nonce platform_id',
  lti_link: 'attempt_id disclosed disclosed_at enrolment_id id learner_id lineitem link members platform_id target',
  lti_person: 'learner_id platform_id subject',
  lti_platform:
    'auth_url client_id courses created_at id issuer jwks_url name origins registering registering_until reports signing_keys token_url',
  mail_person: 'digest_at locale user_id',
  mail_text: 'body kind locale subject updated_at',
  member:
    'address created_at external_id former_address groups id joined_at language left_at left_by manager name overdue_told_at site source state unit user_id words',
  invited_before: 'act_id after before member_id undone_at',
  notice: 'act_id at by_email by_name course day id kind seen_at times user_id',
  outbox: 'at body due_at id kind learner_id link_id reason state tries',
  passkey: 'aaguid backedUp counter createdAt credentialID deviceType id name publicKey transports userId',
  recovery_code: 'hash user_id',
  record_act: 'at by_user course_id id kind reason undone_at',
  record_before: 'act_id after before enrolment_id undone_at',
  record_tombstone: 'cohort_id course_id id month overdue standing version',
  room: 'active_at code code_expires_at created_at facilitator_link id locale names plan removals scenario structure summary texts title variant version',
  room_answer: 'about body moment participant room_id seq',
  room_attendance: 'id name organisation room_id',
  room_command: 'at body room_id version',
  room_facilitator: 'device facilitator opened room_id seen_at since',
  room_note: 'body moment room_id',
  room_participant: 'id joined_at name number removed room_id',
  room_why: 'body moment room_id',
  room_steady: 'body moment room_id',
  second_factor: 'last_step secret since user_id waiting waiting_at',
  served_scenario: 'body digest folder id served_at',
  published_scenario: 'body id published_at served version',
  session: 'createdAt expiresAt id ipAddress providerSaid secondFactor token updatedAt userAgent userId',
  setting: 'body name updated_at',
  sign_off: 'at expert note scenario structure texts variant',
  scenario_structure: 'body hash scenario used_at',
  scenario_texts: 'body hash locale structure used_at',
  user: 'createdAt email emailVerified formerEmail id image name namedBy updatedAt',
  user_alias: 'alias user_id',
  user_role: 'role source user_id',
  verification: 'createdAt expiresAt id identifier updatedAt value',
}
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** A daily job may run this much later, plus an hour. */
const SOON = DAY + HOUR

onEitherDatabase((fresh) => {
  const store = holdStore(fresh)
  let began: number
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['Date'] })
    began = Date.now()
  })
  afterEach(() => void vi.useRealTimers())

  async function leftAfter(ms: number, word: string): Promise<string[]> {
    vi.setSystemTime(began + ms)
    const stopping = new AbortController().signal
    for (const job of jobs) if (!['reminders', 'owner-digest'].includes(job.name)) await job.run(stopping)
    return [...new Set((await everything(store())).filter(({ row }) => row.includes(word)).map(({ table }) => table))].sort()
  }
  /** Checks that a word is in a table until a time is over, and nowhere soon after. */
  async function isKept(word: string, tables: string | string[], life: number, extra = SOON): Promise<void> {
    expect(await leftAfter(life - MINUTE, word)).toEqual([tables].flat())
    expect(await leftAfter(life + extra, word)).toEqual([])
  }
  const person = async (name: string) => {
    const dates = { createdAt: new Date().toISOString(), updatedAt: new Date().toISOString() }
    await database()
      .insertInto('user')
      .values({ id: name, name, email: `${name}@example.org`, emailVerified: '1', ...dates } as never)
      .execute()
    return name
  }

  test('a table or column that docs/privacy.md was not checked for makes this fail [p:all-tables]', async () => {
    const tables = await store().db.introspection.getTables()
    const found = Object.fromEntries(
      tables.map(({ name, columns }) => [
        name,
        columns
          .map((c) => c.name)
          .sort()
          .join(' '),
      ]),
    )
    expect(found).toEqual(COLUMNS)
    const rows = readFileSync('docs/privacy.md', 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('|') && line.includes('table'))
    const named = rows.flatMap((line) => [...line.split('|')[2]!.matchAll(/`(\w+)`/g)].map(([, name]) => name!))
    expect([...new Set(named)].sort()).toEqual(Object.keys(COLUMNS).sort())
  })

  describe('is kept, and no longer', () => {
    test('everything a learner without an account did: 365 days after the last activity [p:learner-rows] [p:attempts]', async () => {
      const { learner, token } = await newLearner()
      const attempt = await playedAttempt(learner)
      expect(await leftAfter(0, attempt)).toEqual(['attempt', 'attempt_result', 'event'])
      expect(await leftAfter(0, hashToken(token))).toEqual(['device'])
      await isKept(learner, ['attempt', 'device', 'learner'], 365 * DAY)
      expect(await leftAfter(365 * DAY + SOON, attempt)).toEqual([])
    })
    async function launched(platform: string): Promise<void> {
      const { learner } = await newLearner()
      const url = `https://${platform}.example`
      const row = { id: platform, name: 'LMS', issuer: url, client_id: 'c', auth_url: url, token_url: url, jwks_url: url }
      await database()
        .insertInto('lti_platform')
        .values({ ...row, origins: '[]', courses: '[]', reports: 'result', registering: null, registering_until: null, created_at: 0 })
        .execute()
      await database()
        .insertInto('lti_person')
        .values({ platform_id: platform, subject: `${platform}-person`, learner_id: learner })
        .execute()
      const link = {
        id: `${platform}-link`,
        learner_id: learner,
        platform_id: platform,
        link: 'l',
        disclosed: 'nothing' as const,
        disclosed_at: 0,
      }
      await database()
        .insertInto('lti_link')
        .values({ ...link, target: 'scenario P01', attempt_id: null, enrolment_id: null, lineitem: null, members: null })
        .execute()
      await put(database(), [{ id: `score of ${link.id}`, kind: 'score', link_id: link.id, body: {} }], 0)
    }
    test('a learning platform’s data about somebody: with the learner [p:lti-rows]', async () => {
      await launched('lms')
      expect(await leftAfter(0, 'lms-link')).toEqual(['lti_link', 'outbox'])
      await isKept('lms-person', 'lti_person', 365 * DAY)
      expect(await leftAfter(365 * DAY + SOON, 'lms-link')).toEqual([])
    })
    test('but no longer than the platform is there [p:lti-rows]', async () => {
      await launched('removed')
      expect(await leftAfter(0, 'removed-person')).toEqual(['lti_person'])
      await removePlatform('removed')
      for (const part of ['link', 'person']) expect(await leftAfter(0, `removed-${part}`)).toEqual([])
    })
    test('a link to another device: 15 minutes [p:device-links]', async () => {
      const { learner } = await newLearner()
      await isKept(hashToken(await linkDevice(learner)), 'device_link', 15 * MINUTE)
    })
    test('a live session with its notes and commands: 90 days after its last command [p:live-sessions]', async () => {
      const { id } = (await createRoom(
        { scenario: 'P01', variant: 'hostile', minutes: 45, size: 20, audience: 'phones', names: 'anonymous', rehearsal: 0 },
        'en',
      ))!
      await database()
        .insertInto('room_facilitator')
        .values({ room_id: id, facilitator: hashToken('x') })
        .execute()
      await database().insertInto('room_command').values({ room_id: id, version: 1, body: '{"type":"start"}', at: Date.now() }).execute()
      await database().insertInto('room_note').values({ room_id: id, moment: 1, body: 'N' }).execute()
      await database()
        .insertInto('room_participant')
        .values({ room_id: id, id: 'p', name: 'Ada', number: 1, joined_at: 0, removed: 0 })
        .execute()
      await database().insertInto('room_attendance').values({ room_id: id, id: 'a', name: 'Ada', organisation: '' }).execute()
      await database().insertInto('room_why').values({ room_id: id, moment: 1, body: '{}' }).execute()
      await database().insertInto('room_steady').values({ room_id: id, moment: 1, body: '{}' }).execute()
      await isKept(
        id,
        ['room', 'room_attendance', 'room_command', 'room_facilitator', 'room_note', 'room_participant', 'room_steady', 'room_why'],
        90 * DAY,
        2 * HOUR,
      )
    })
    test('where somebody is signed in: 14 days without use, and at most an hour more [p:sign-ins]', async () => {
      const user = await person('lodger')
      const dates = { createdAt: new Date().toISOString(), updatedAt: new Date().toISOString() }
      await database()
        .insertInto('session')
        .values({ id: 'signed-in', userId: user, token: 't', expiresAt: new Date(began + 14 * DAY).toISOString(), ...dates } as never)
        .execute()
      await isKept('signed-in', 'session', 14 * DAY, HOUR)
    })
    test('an unfinished sign-in: as long as it may take, and at most an hour more [p:sign-ins]', async () => {
      const dates = { createdAt: new Date().toISOString(), updatedAt: new Date().toISOString() }
      await database()
        .insertInto('verification')
        .values({ id: 'v', identifier: 'under-way', value: 'x', expiresAt: new Date(began + 10 * MINUTE).toISOString(), ...dates } as never)
        .execute()
      await isKept('under-way', 'verification', 10 * MINUTE, HOUR)
    })
    test('an invitation without a course: 30 days after it ended [p:invitations]', async () => {
      await database()
        .insertInto('invitation')
        .values({
          id: 'i',
          kind: 'invite',
          email: 'invited@example.org',
          name: 'I',
          user_id: null,
          roles: '[]',
          cohort_id: null,
          created_at: began,
          expires_at: began + 14 * DAY,
        })
        .execute()
      await isKept('invited@example.org', 'invitation', 44 * DAY)
    })
    test('an answer about whether a scenario was fair: 365 days [p:feedback]', async () => {
      const { learner } = await newLearner()
      const attempt = (await readAttempt(learner, await playedAttempt(learner)))!
      await giveFeedback(attempt, { verdict: 'unfair', words: 'Not at all fair' }, began)
      await isKept('Not at all fair', 'feedback', 365 * DAY)
    })
    test('a form draft: 24 hours [p:kept-forms]', async () => {
      await saveFormDraft(await person('typist'), { list: 'typed@example.org' })
      await isKept('typed@example.org', 'kept_form', DAY, HOUR)
    })
    test('a record of a course, with its certificate: 1,095 days after it was completed [p:enrolments]', async () => {
      const course = await createCourse(exampleCourse, 'Everybody')
      await publishCourse(course)
      const cohort = (await database().selectFrom('cohort').select('id').where('course_id', '=', course).executeTakeFirstOrThrow()).id
      const enrolled = await enrol({ learner: await learnerOfUser(await person('recorded')), cohort })
      if (!enrolled.ok) throw new Error(enrolled.reason)
      for (const item of ['hello', 'stranger'])
        await itemDone(database(), enrolled.id, item, item === 'stranger' ? { outcome: 'held', result: 100 } : null, began)
      await database()
        .insertInto('certificate')
        .values({ code: 'CODE', enrolment_id: enrolled.id, name: 'R', title: 'T', issued_at: began, expires_at: null, revoked_at: null })
        .execute()
      await isKept(enrolled.id, ['certificate', 'enrolment', 'enrolment_item'], 1_095 * DAY)
    })
    test('a record that is due again later: until then, with a certificate or without, which would show who passed [p:enrolments]', async () => {
      const course = await createCourse({ ...exampleCourse, renew_months: 48 }, 'Everybody')
      await publishCourse(course)
      const cohort = (await database().selectFrom('cohort').select('id').where('course_id', '=', course).executeTakeFirstOrThrow()).id
      for (const has of [true, false]) {
        const enrolled = await enrol({ learner: await learnerOfUser(await person(`renews-${has}`)), cohort })
        if (!enrolled.ok) throw new Error(enrolled.reason)
        for (const item of ['hello', 'stranger'])
          await itemDone(database(), enrolled.id, item, item === 'stranger' ? { outcome: 'held', result: 100 } : null, began)
        const { renew_at } = await database()
          .selectFrom('enrolment')
          .select('renew_at')
          .where('id', '=', enrolled.id)
          .executeTakeFirstOrThrow()
        const certificate = {
          code: 'AGAIN',
          enrolment_id: enrolled.id,
          name: '',
          title: 'T',
          issued_at: began,
          expires_at: renew_at,
          revoked_at: null,
        }
        if (has) await database().insertInto('certificate').values(certificate).execute()
        await isKept(enrolled.id, ['enrolment', 'enrolment_item', ...(has ? ['certificate'] : [])].sort(), renew_at! - began)
      }
    })
    test('a line of the audit log: 1,095 days [p:audit-lines]', async () => {
      await audit({ actor: 'console', action: 'backup.made', detail: { of: 'that-day' } })
      await isKept('that-day', 'audit', 1_095 * DAY)
    })
    test('sums of figures: with their course [p:counts]', async () => {
      const course = await createCourse(exampleCourse, 'Everybody')
      await database()
        .insertInto('published_figure')
        .values({
          id: 'summed',
          course_id: course,
          block: 'small',
          scenario: 'P01',
          variant: 'genuine',
          genuine: 8,
          unsure: 0,
          approach: 0,
          reports: '[]',
        })
        .execute()
      expect(await leftAfter(20 * 365 * DAY, '"summed"')).toEqual(['published_figure'])
      expect(await deleteCourse(course)).toBe(true)
      expect(await leftAfter(20 * 365 * DAY, '"summed"')).toEqual([])
    })
    test('the fact that somebody was erased: for good, as a hash [p:erasure-ledger]', async () => {
      const { learner } = await newLearner()
      await recordErasure(learner)
      await eraseLearner(learner)
      expect(await leftAfter(20 * 365 * DAY, learner)).toEqual([])
      expect(await leftAfter(20 * 365 * DAY, hashToken(learner))).toEqual(['erasure'])
    })
    test('the person who signed off a scenario: until that is withdrawn [p:contacts]', async () => {
      await signOff({ scenario: 'P01', variant: 'hostile', structure: 's', texts: 't', expert: 'Expert of Example', note: '', at: began })
      expect(await leftAfter(20 * 365 * DAY, 'Expert of Example')).toEqual(['sign_off'])
      await withdrawSignOff('P01', 'hostile')
      expect(await leftAfter(20 * 365 * DAY, 'Expert of Example')).toEqual([])
    })
    test('a contact of the organisation: until it names another [p:contacts]', async () => {
      const named = (name: string) => saveOrganisation(OrganisationSchema.parse({ contacts: [{ place: '', name, phone: '', email: '' }] }))
      await named('Contact of Example')
      expect(await leftAfter(0, 'Contact of Example')).toEqual(['setting'])
      await named('Somebody Else')
      expect(await leftAfter(0, 'Contact of Example')).toEqual([])
    })
  })

  test('a join code is eight digits, no two alike, and is valid for twelve hours; a facilitator link is 192 bits, stored as a hash [p:join-codes] [p:facilitator-links]', async () => {
    const plan = {
      scenario: 'P01',
      variant: 'hostile',
      minutes: 45,
      size: 20,
      audience: 'phones',
      names: 'anonymous',
      rehearsal: 0,
    } as const
    const made = await Promise.all(Array.from({ length: 40 }, async () => (await createRoom(plan, 'en'))!))
    const rows = await database()
      .selectFrom('room')
      .select(['id', 'code', 'code_expires_at', 'created_at', 'facilitator_link'])
      .where(
        'id',
        'in',
        made.map(({ id }) => id),
      )
      .execute()
    for (const { code, code_expires_at, created_at } of rows) {
      expect(code).toMatch(/^\d{8}$/)
      expect(code_expires_at - created_at).toBe(12 * HOUR)
      expect(await roomOfCode(code!)).toBeDefined()
    }
    // Of forty codes drawn evenly, almost certainly no two begin alike, and nothing counts up.
    expect(new Set(rows.map(({ code }) => code!.slice(0, 6))).size).toBeGreaterThan(38)
    expect(new Set(rows.map(({ code }) => code![0])).size).toBeGreaterThan(4)
    const all = (await everything(store())).map(({ row }) => row).join()
    for (const { linkToken } of made) {
      expect(Buffer.from(linkToken, 'base64url')).toHaveLength(24)
      expect(all.includes(linkToken)).toBe(false)
    }
    expect(rows.map((row) => row.facilitator_link).sort()).toEqual(made.map(({ linkToken }) => hashToken(linkToken)).sort())
    vi.setSystemTime(began + 12 * HOUR)
    expect(await roomOfCode(rows[0]!.code!)).toBeUndefined()
  })

  test('two sessions of one browser share nothing that could link them [p:anonymous]', async () => {
    const token = 'one-token-of-one-browser'
    const rows = await Promise.all(['first-session', 'second-session'].map(async (id) => participantOf(id, token)))
    expect(new Set(rows).size).toBe(2)
    for (const row of rows) expect(row).not.toContain(token)
    expect(COLUMNS.room_participant).toBe('id joined_at name number removed room_id')
  })
})
