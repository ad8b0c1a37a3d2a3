import { beforeAll, describe, expect, test } from 'vitest'
import { RecordFilter, type RecordRow, idIn } from '@/scenarios/engine/course/records'
import { addAccount } from '@/tests/support/accounts'
import { exampleCourse, published } from '@/tests/support/courses'
import { holdStore, onEachDatabase } from '@/tests/support/store'
import { inviteAll } from '../accounts/invitations'
import { comeBack, leave } from '../accounts/leave'
import { countInNoCourse } from '../accounts/people-search'
import { changeMember, movedAddresses } from '../accounts/members'
import { renew } from '../accounts/pending-invitations'
import { database } from '../database'
import { begin, carryOn } from '../directory/apply'
import { compare, store as storeReading } from '../directory/reading'
import { alreadyThere } from '../enrolment/already-there'
import { enrolListed } from '../enrolment/add-people'
import { changeCohort, cohortsOf, createCohort, endOfDay } from '../enrolment/cohorts'
import { setRule } from '../enrolment/rules'
import { invitedNow } from '../reminders/recipients'
import { endWhatIsOver } from '../privacy/retention'
import { countStanding, readCompliance } from '../reports/compliance'
import { takeInvitations } from '../sign-in/take-invitations'
import { change, selectedLines } from './bulk-acts'
import { countRecords, eachLine, readRecords, scopeNow } from './records'

const DAY = 24 * 3600_000
const filter = (asked: Record<string, string> = {}) => RecordFilter.parse(asked)
let made = 0
const address = () => `counted-${++made}@example.org`

describe('everybody who is named in a course counts there', () => {
  onEachDatabase((fresh) => {
    holdStore(fresh)
    let by: string
    beforeAll(async () => {
      by = await addAccount('owner-of-all')
    })
    async function invited(people = 1, rules = {}) {
      const { id, cohort } = await published({ ...exampleCourse, people: 'names', ...rules })
      const emails = Array.from({ length: people }, address)
      await inviteAll(
        emails.map((email) => ({ email, name: '', roles: [], cohort })),
        'mail',
        by,
      )
      await database().updateTable('invitation').set({ mail: 'sent' }).where('cohort_id', '=', cohort).execute()
      return { id, cohort, emails }
    }
    const lapse = (cohort: string, at = Date.now() - 1) =>
      database().updateTable('invitation').set({ expires_at: at }).where('cohort_id', '=', cohort).execute()
    const memberOf = async (email: string) =>
      (await database().selectFrom('member').select('id').where('address', '=', email).executeTakeFirstOrThrow()).id
    /** What records, their totals, the digest's counts, the cohort's page and compliance say. */
    async function figures(course: string) {
      await countStanding()
      const [records, counted, [cohort]] = [await readRecords(course, filter()), await countRecords(course), await cohortsOf(course)]
      const all = (await readCompliance(new Set([course]), course)).all
      return {
        lines: records.rows.length,
        people: [counted.people, all.people],
        invited: [counted.states.invited, all.states.invited, cohort!.invited],
      }
    }

    test('a link that has expired changes nothing: not the next day, nor a year later when the job has deleted what is old', async () => {
      const { id, cohort } = await invited(3)
      const before = await figures(id)
      expect(before).toEqual({ lines: 3, people: [3, 3], invited: [3, 3, 3] })
      await lapse(cohort)
      expect(await figures(id)).toEqual(before)
      await lapse(cohort, Date.now() - 400 * DAY)
      await endWhatIsOver(Date.now())
      expect(await figures(id)).toEqual(before)
    })

    test('somebody whose link has expired is in a course, is reminded, and is enrolled when they sign in', async () => {
      const outside = await countInNoCourse()
      const { id, cohort, emails } = await invited()
      await lapse(cohort)
      expect(await countInNoCourse()).toBe(outside)
      expect((await invitedNow(Date.now() + 8 * DAY, 60, null)).map(({ email }) => email)).toContain(emails[0])
      const user = await addAccount(`late-${made}`, { email: emails[0]! })
      expect(await takeInvitations(user, { vouched: emails[0] })).toBe(true)
      expect((await readRecords(id, filter())).rows).toMatchObject([{ email: emails[0], state: 'not-started' }])
    })

    test('an expired link gives no role', async () => {
      const email = address()
      await inviteAll([{ email, name: '', roles: ['administrator'], cohort: null }], 'mail', by)
      await database().updateTable('invitation').set({ expires_at: 5 }).where('email', '=', email).execute()
      const user = await addAccount(`no-role-${made}`, { email })
      await takeInvitations(user, { vouched: email })
      expect(await database().selectFrom('user_role').select('role').where('user_id', '=', user).execute()).toEqual([])
    })

    test('people who leave while they are only invited are in “Left”, with the day, and count again once they are back', async () => {
      const { id, cohort, emails } = await invited(2)
      await lapse(cohort)
      const member = await memberOf(emails[0]!)
      const at = Date.now()
      await leave(member, 'directory', 'system', at)
      const left = await readRecords(id, filter({ state: 'left' }))
      expect(left.rows).toMatchObject([{ email: emails[0], state: 'left', endedAt: at, overdue: false }])
      expect(left.totals).toMatchObject([{ people: 1, states: { invited: 1, left: 1 } }])
      expect((await readRecords(id, filter())).rows).toHaveLength(1)
      await countStanding()
      expect((await readCompliance(new Set([id]), id)).all).toMatchObject({ people: 1, states: { invited: 1, left: 1 } })
      await endWhatIsOver(at + 300 * DAY)
      expect((await readRecords(id, filter({ state: 'left' }))).rows, 'as long as records are kept').toHaveLength(1)
      await comeBack(member, 'directory', 'system')
      expect((await readRecords(id, filter())).rows.map(({ state }) => state)).toEqual(['invited', 'invited'])
      await leave(member, 'directory', 'system', at)
      await endWhatIsOver(at + 1096 * DAY)
      expect((await readRecords(id, filter({ state: 'left' }))).rows).toEqual([])
    })

    test('a course that keeps its records longer keeps the lines of people who never joined', async () => {
      const { id, emails } = await invited(1, { keep_years: 10 })
      const member = await memberOf(emails[0]!)
      const at = Date.now()
      await leave(member, 'directory', 'system', at)
      const left = async () => (await readRecords(id, filter({ state: 'left' }))).rows.length
      await endWhatIsOver(at + 1096 * DAY)
      expect(await left()).toBe(1)
      await endWhatIsOver(at + 3651 * DAY)
      expect(await left()).toBe(0)
    })

    test('an invitation whose address the directory changed is mailed there, and adding the old address finds the person', async () => {
      const { id, emails } = await invited()
      const [from, to] = [emails[0]!, address()]
      const old = Date.now() - 20 * DAY
      await database()
        .updateTable('invitation')
        .set({ mail: 'sent', created_at: old, reminded_at: old })
        .where('email', '=', from)
        .execute()
      await changeMember(database(), await memberOf(from), { address: to })
      expect((await invitedNow(Date.now(), 60, null)).map(({ email }) => email)).toContain(to)
      expect((await readRecords(id, filter())).rows).toMatchObject([{ email: to, state: 'invited' }])
      expect(await movedAddresses([from, to, 'nobody@example.org'])).toEqual(new Map([[from, to]]))
      await inviteAll([{ email: from, name: '', roles: [], cohort: null }], 'mail', by)
      expect(await movedAddresses([from]), 'once somebody else has the address').toEqual(new Map())
    })

    test('nobody is missing from a list that is read while people are sent new links', async () => {
      const { id, emails } = await invited(8)
      const seen: (string | null)[] = []
      // A file is read in parts. After the first, everybody is sent a new link.
      const read = async (lines: RecordRow[]) => {
        if (seen.length === 0) for (const { key } of (await readRecords(id, filter())).rows) await renew(idIn(key), by, 'mail')
        seen.push(...lines.map(({ email }) => email))
      }
      await eachLine(await scopeNow(id), filter(), read, 3)
      expect(seen.toSorted()).toEqual(emails.toSorted())
    })

    test('the days of a course count from when somebody was first named, whichever link is the newest, and still once they join', async () => {
      const { id, cohort, emails } = await invited(1, { due_days: 30 })
      const named = Date.now() - 40 * DAY
      await database().updateTable('invitation').set({ created_at: named }).where('cohort_id', '=', cohort).execute()
      const line = async () => (await readRecords(id, filter())).rows[0]!
      expect(await line()).toMatchObject({ dueAt: named + 30 * DAY, overdue: true, since: named })
      await renew((await line()).key.slice(2), by, 'mail')
      expect(await line()).toMatchObject({ dueAt: named + 30 * DAY, overdue: true, since: named })
      await takeInvitations(await addAccount(`joins-${made}`, { email: emails[0]! }))
      expect(await line()).toMatchObject({ state: 'not-started', dueAt: named + 30 * DAY, overdue: true })
      await changeCohort(cohort, { name: 'All', due: '2031-01-01' })
      await changeCohort(cohort, { name: 'All', due: '' })
      expect(await line(), 'the cohort’s day came and went').toMatchObject({ dueAt: named + 30 * DAY })
    })

    test('they count from the day that the directory says somebody joined, unless the course did not exist then', async () => {
      const { id, cohort } = await published({ ...exampleCourse, people: 'names', due_days: 30 })
      const unit = `Dues of ${id}`
      await setRule(cohort, { unit, site: '', group: '' })
      const day = (back: number) => new Date(Date.now() - back * DAY).toISOString().slice(0, 10)
      await database()
        .updateTable('course')
        .set({ published_at: Date.now() - 20 * DAY })
        .where('id', '=', id)
        .execute()
      const [fresh, old, none, unread] = [address(), address(), address(), address()]
      const file = [
        'email,name,unit,start date',
        `${fresh},New,${unit},${day(10)}`,
        `${old},Old,${unit},2009-05-01`,
        `${none},None,${unit},`,
      ]
      const reading = await compare(Buffer.from([...file, `${unread},Unread,${unit},last spring`].join('\n')))
      expect(reading.notes).toMatchObject([{ line: 5, reason: 'joined', value: 'last spring', address: unread }])
      const run = await storeReading(reading, { source: 'upload', by, state: 'ready' })
      await begin(run, by)
      await carryOn(run)
      const lines = new Map((await readRecords(id, filter())).rows.map((row) => [row.email, row]))
      expect(lines.get(fresh)!.dueAt).toBe(endOfDay(day(10))! + 30 * DAY)
      for (const email of [old, none, unread]) expect(lines.get(email), email).toMatchObject({ dueAt: lines.get(email)!.since + 30 * DAY })
      await takeInvitations(await addAccount(`fresh-${made}`, { email: fresh }))
      expect((await readRecords(id, filter({ q: fresh }))).rows).toMatchObject([
        { state: 'not-started', dueAt: endOfDay(day(10))! + 30 * DAY },
      ])
      const again = await compare(Buffer.from([...file, `${unread},Unread,${unit},${day(3)}`].join('\n')))
      expect(again.found.changes.map(({ address: who, before }) => [who, before])).toEqual([[unread, { joined: '' }]])
    })

    test('adding people who are in the course already, in whatever cohort, moves nothing and makes nothing; it says where they are', async () => {
      const { id, cohort, emails } = await invited(2)
      await lapse(cohort)
      const user = await addAccount(`there-${++made}`)
      await enrolListed(cohort, [{ email: `${user}@example.org`, name: null }], false)
      const other = await createCohort(id, { name: 'Another', due: '2031-03-03' })
      const list = [...emails, `${user}@example.org`, address()].map((email) => ({ email, name: null }))
      const before = (await readRecords(id, filter())).rows
      const there = await alreadyThere(
        id,
        list.map(({ email }) => email),
      )
      expect(there.map(({ email, cohortName, state }) => [email, cohortName, state])).toEqual(
        [...emails.map((email) => [email, 'Everybody', 'invited']), [`${user}@example.org`, 'Everybody', 'not-started']].sort((a, b) =>
          a[0]!.localeCompare(b[0]!),
        ),
      )
      const came = await enrolListed(other, list, true, by)
      expect(came).toMatchObject({ ok: true, enrolled: [], already: 3, invited: [{ email: list[3]!.email }] })
      const after = (await readRecords(id, filter())).rows
      expect(after.filter(({ email }) => email !== list[3]!.email)).toEqual(before)
      const lines = await selectedLines(id, { lines: there.map(({ key }) => key) })
      expect(await change(id, lines, { act: 'move', cohort: other }, by)).toMatchObject({ done: 3 })
      expect(new Set((await readRecords(id, filter())).rows.map((row) => `${row.cohort} ${row.dueAt}`))).toEqual(
        new Set([`${other} ${endOfDay('2031-03-03')}`]),
      )
    })

    test('a rule for everybody takes in whoever the directory lists, today and later, at any site, and nobody else', async () => {
      const { id, cohort } = await published({ ...exampleCourse, people: 'names' })
      const [north, south, later, guest] = [address(), address(), address(), address()]
      const read = async (lines: string[]) => {
        const run = await storeReading(await compare(Buffer.from(['email,name,site', ...lines].join('\n'))), {
          source: 'upload',
          by,
          state: 'ready',
        })
        await begin(run, by)
        await carryOn(run)
      }
      await setRule(cohort, { unit: '', site: '', group: '', everyone: true })
      await inviteAll([{ email: guest, name: 'A guest', roles: [], cohort: null }], 'mail', by)
      await read([`${north},Nora,North`, `${south},Sid,South`])
      const emails = async () =>
        (await readRecords(id, filter())).rows.map(({ email }) => email).filter((one) => [north, south, later, guest].includes(one!))
      expect(await emails()).toEqual([north, south])
      await read([`${north},Nora,North`, `${south},Sid,South`, `${later},Lara,A fifth site`])
      expect(await emails()).toEqual([later, north, south])
    })
  })
})
