import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addAccount } from '@/tests/support/accounts'
import { exampleCourse, published } from '@/tests/support/courses'
import { type Mailbox, openMailbox } from '@/tests/support/mailbox'
import { holdStore, onEachDatabase } from '@/tests/support/store'
import { inviteAll } from '../accounts/invitations'
import { changeMember, listInDirectory, markLeft, memberOfUser } from '../accounts/members'
import { learnerOfUser } from '../accounts/people'
import { termsOf } from '../courses/terms'
import { database } from '../database'
import { enrol } from '../enrolment/enrolment'

const DAY = 24 * 3600_000
const NOW = Date.now()
const TELLS = { ...exampleCourse, people: 'names', tells_manager: 'overdue' } as const
let box: Mailbox
// The settings are read only once, so we import the modules after setting them.
let managers: typeof import('./managers')
let invitations: typeof import('../accounts/pending-invitations')
let open: typeof import('../enrolment/open-cohorts')
beforeAll(async () => {
  box = await openMailbox()
  process.env.SMTP_URL = box.url
  process.env.PUBLIC_URL = 'https://training.example'
  managers = await import('./managers')
  invitations = await import('../accounts/pending-invitations')
  open = await import('../enrolment/open-cohorts')
  return () => box.close()
})

describe('a manager of people in a course that tells managers', () => {
  onEachDatabase((fresh) => {
    holdStore(fresh)
    let made = 0
    beforeEach(async () => {
      box.mails.length = 0
      box.refuse = () => false
      // Nobody of an earlier test is overdue any more.
      await database().updateTable('enrolment').set({ due_at: null }).execute()
      await database().deleteFrom('invitation').execute()
    })
    async function manager(address = `boss-${++made}@ministry.example`) {
      await listInDirectory(database(), [{ address, name: `Boss ${made}`, source: 'directory' }])
      return address
    }
    /** Somebody in a course, who was due yesterday. */
    async function person(cohort: string, name: string, boss: string, values: object = {}) {
      const user = await addAccount(`person-${++made}`, { name })
      const enrolled = await enrol({ learner: await learnerOfUser(user), cohort })
      if (!enrolled.ok) throw new Error(enrolled.reason)
      await changeMember(database(), await memberOfUser(user), { manager: boss })
      await database()
        .updateTable('enrolment')
        .set({ due_at: NOW - DAY, ...values })
        .where('id', '=', enrolled.id)
        .execute()
      return user
    }

    test('gets one letter a week with the names and due dates of their own people who are overdue, and nothing else [p:managers-overdue]', async () => {
      const [boss, other] = [await manager(), await manager()]
      const { cohort } = await published({ ...TELLS, title: 'Careful abroad', passing: 'mastery', shares: 'results' })
      await person(cohort, 'Not Begun', boss)
      await person(cohort, 'In Progress', boss, { begun_at: NOW - 5 * DAY })
      await person(cohort, 'Done Well', boss, { begun_at: 1, completed_at: NOW - 2 * DAY, passed: 1 })
      await person(cohort, 'Did Fail', boss, { begun_at: 1, completed_at: NOW - 2 * DAY, passed: 0 })
      await person(cohort, 'Has Leave', boss, { exempt_at: NOW - 2 * DAY })
      await person(cohort, 'Is Early', boss, { due_at: NOW + DAY })
      await markLeft(database(), await memberOfUser(await person(cohort, 'Long Gone', boss)))
      await person(cohort, 'Of Another', other)
      await person(cohort, 'Without Manager', '')
      await inviteAll([{ email: 'never@ministry.example', name: 'Never Joined', roles: [], cohort }], 'mail', null)
      const [{ id } = { id: '' }] = await database()
        .selectFrom('member')
        .select('id')
        .where('address', '=', 'never@ministry.example')
        .execute()
      await changeMember(database(), id, { manager: boss })
      await database()
        .updateTable('invitation')
        .set({ due_at: NOW - 3 * DAY, mail: 'sent' })
        .execute()

      const runs = await Promise.all([managers.tellManagers(NOW), managers.tellManagers(NOW)])
      expect(runs.reduce((sum, run) => sum + (run?.sent ?? 0), 0)).toBe(2)
      expect(box.mails.map(({ to }) => to).toSorted()).toEqual([boss, other].toSorted())
      const { text, html } = box.mails.find(({ to }) => to === boss)!
      const day = (at: number) => new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' }).format(at)
      expect(/should have finished:\n\n([\s\S]+?)\n\nWe have told them/.exec(text)![1]).toBe(
        ['Careful abroad', `Never Joined: ${day(NOW - 3 * DAY)}`, `In Progress: ${day(NOW - DAY)}`, `Not Begun: ${day(NOW - DAY)}`].join(
          '\n',
        ),
      )
      for (const word of ['Done', 'Fail', 'Leave', 'Early', 'Gone', 'Another', 'Without', 'passed', 'score', 'http', 'begun at'])
        for (const said of [text, html.replace(/<!DOCTYPE.*?>|<style>.*?<\/style>/gs, '')])
          expect(said.replace(/xmlns="[^"]*"/g, '')).not.toContain(word)
      box.mails.length = 0
      expect(await managers.tellManagers(NOW + 7 * DAY - 1)).toBeNull()
      box.refuse = () => true
      await expect(managers.tellManagers(NOW + 7 * DAY)).rejects.toThrow('No manager could be told')
      box.refuse = () => false
      expect(await managers.tellManagers(NOW + 7 * DAY + 1)).toMatchObject({ sent: 2 })
    })

    test('is told nothing of a course that did not say so when they enrolled, by code, or archived, and not once the manager has left [p:managers-overdue]', async () => {
      const boss = await manager()
      const [silent, coded, archived] = [
        await published({ ...TELLS, tells_manager: undefined }),
        await published({ ...TELLS, people: 'codes' }),
        await published(TELLS),
      ]
      for (const { cohort } of [silent, coded, archived]) await person(cohort, 'Somebody Here', boss)
      await database().updateTable('course').set({ archived_at: NOW }).where('id', '=', archived.id).execute()
      expect(await managers.tellManagers(NOW)).toBeNull()
      // A later version does not change what holds for people who enrolled before.
      const body = JSON.stringify(TELLS)
      await database().insertInto('course_version').values({ course_id: silent.id, version: 2, body, at: NOW }).execute()
      await database().updateTable('course').set({ version: 2 }).where('id', '=', silent.id).execute()
      expect(await managers.tellManagers(NOW)).toBeNull()
      const telling = await published(TELLS)
      const gone = await manager()
      await person(telling.cohort, 'Somebody Else', gone)
      await markLeft(
        database(),
        (await database().selectFrom('member').select('id').where('address', '=', gone).executeTakeFirstOrThrow()).id,
      )
      expect(await managers.tellManagers(NOW)).toBeNull()
      expect(box.mails).toEqual([])
    })

    test('is told of people who have not joined once a letter has told them so, and not before [p:managers-overdue]', async () => {
      const boss = await manager()
      const { id: course, cohort } = await published({ ...TELLS, tells_manager: undefined })
      const email = `waits-${++made}@ministry.example`
      await inviteAll([{ email, name: 'Waits Still', roles: [], cohort }], 'mail', null)
      const { id } = await database().selectFrom('member').select('id').where('address', '=', email).executeTakeFirstOrThrow()
      await changeMember(database(), id, { manager: boss })
      const invitation = (values: object) => database().updateTable('invitation').set(values).where('email', '=', email).execute()
      await invitation({ due_at: NOW - DAY, mail: 'sent', created_at: NOW - 9 * DAY })
      await database()
        .insertInto('course_version')
        .values({ course_id: course, version: 2, body: JSON.stringify(TELLS), at: NOW - 2 * DAY })
        .execute()
      await database().updateTable('course').set({ version: 2 }).where('id', '=', course).execute()
      expect(await managers.tellManagers(NOW), 'the letter was of the version before').toBeNull()
      await invitation({ reminded_at: NOW - DAY, mail: 'failed' })
      expect(await managers.tellManagers(NOW), 'no letter arrived').toBeNull()
      await invitation({ mail: 'sent' })
      expect(await managers.tellManagers(NOW)).toMatchObject({ sent: 1 })
    })

    test('is told of it after the learner read so: on the page before the course, and in the invitation [p:managers-overdue]', async () => {
      const said = async (course: Parameters<typeof termsOf>[1]) =>
        (await termsOf('en', course))
          .flatMap(({ lines }) => lines)
          .some((line) => line.includes('If you are overdue, we tell the manager whom your organisation’s directory names for you.'))
      expect(await said(TELLS)).toBe(true)
      expect(await said({ ...TELLS, tells_manager: undefined })).toBe(false)
      expect(await said({ ...TELLS, people: 'codes' })).toBe(false)
      for (const course of [TELLS, { ...TELLS, tells_manager: undefined }]) {
        const { cohort } = await published(course)
        const email = `invited-${++made}@ministry.example`
        const [{ token } = { token: '' }] = await inviteAll([{ email, name: '', roles: [], cohort }], 'mail', null)
        await invitations.mailInvitation(token, { email, name: '' }, await open.invitedInto(cohort))
        expect(box.mails.find(({ to }) => to === email)!.text.includes('Your manager: will be told if you are overdue')).toBe(
          course === TELLS,
        )
      }
    })
  })
})
