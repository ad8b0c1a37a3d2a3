import { beforeAll, describe, expect, test, vi } from 'vitest'
import { type Course, DraftSchema } from '@/scenarios/engine/course/course'
import { RecordFilter } from '@/scenarios/engine/course/records'
import { SSO_ID } from '@/server/accounts/paths'
import { learnerOfUser } from '@/server/accounts/people'
import { newLearner } from '@/server/learning/learners'
import { newId } from '@/server/platform/tokens'
import { ownDomain } from '@/tests/support/courses'
import { holdStore, onEitherDatabase } from '@/tests/support/store'
import {
  changeCohort,
  cohortsOf,
  countsByCourse,
  createCohort,
  dayOf,
  endOfDay,
  removeCohort,
  setLink,
  waitingCodes,
  shownByCode,
} from '../enrolment/cohorts'
import { createCourse, deleteCourse, publishCourse, readCourse, saveDraft } from './courses'
import { listWaiting } from '../reports/codes'
import { enrol, readEnrolment } from '../enrolment/enrolment'
import { itemDone } from '../enrolment/progress'
import { linksAsCsv } from '../accounts/invitation-list'
import { enrolListed, searchAccounts } from '../enrolment/add-people'
import { renewInvitations } from '../enrolment/invitations'
import { saveFormDraft, readFormDraft, sweepFormDrafts } from '../accounts/form-drafts'
import { readPeople } from '../accounts/typed-people'
import { readRecords } from '../records/records'
import { remindable } from '../reminders/recipients'
import { actOn, endEnrolment, moveTo, undo } from '@/tests/support/line-acts'
import { selectedLines } from '../records/bulk-acts'

const draft = (more: Partial<Course> = {}): Course =>
  DraftSchema.parse({
    title: 'A course',
    summary: 'Short.',
    items: [
      { id: 'read', kind: 'page', title: 'Read', body: 'Text', minutes: 2 },
      { id: 'tell', kind: 'acknowledgement', title: 'Tell', body: 'Text', minutes: 1 },
    ],
    ...more,
  })
const DAY = 24 * 3600_000

onEitherDatabase((fresh) => {
  const store = holdStore(fresh)
  beforeAll(ownDomain)
  const account = async (name: string, how: 'vouched' | 'proven' | 'unproven' = 'unproven', address?: string) => {
    const id = newId()
    const email = address ?? `${id.toLowerCase()}@example.org`
    await store()
      .db.insertInto('user')
      .values({
        id,
        name,
        email,
        emailVerified: how === 'proven' ? '1' : '0',
        image: null,
        createdAt: new Date().toISOString(),
        updatedAt: new Date().toISOString(),
      } as never)
      .execute()
    const now = new Date().toISOString()
    if (how === 'vouched')
      await store()
        .db.insertInto('account')
        .values({ id: newId(), userId: id, providerId: SSO_ID, accountId: id, createdAt: now, updatedAt: now } as never)
        .execute()
    return { id, email, learner: await learnerOfUser(id) }
  }
  const published = async (more: Partial<Course> = {}) => {
    const course = await createCourse(draft(more), 'Everybody')
    await publishCourse(course)
    return { course, cohort: (await cohortsOf(course))[0]!.row.id }
  }
  const enrolled = async (cohort: string, n: number, how: 'vouched' | 'proven' | 'unproven' | 'anonymous' = 'anonymous') => {
    const people = []
    for (let i = 0; i < n; i++) {
      const { learner } = how === 'anonymous' ? await newLearner() : await account('Somebody Else', how)
      const done = await enrol({ learner, cohort })
      if (!done.ok) throw new Error(done.reason)
      const { handle } = await store().db.selectFrom('enrolment').select('handle').where('id', '=', done.id).executeTakeFirstOrThrow()
      people.push({ learner, enrolment: done.id, handle })
    }
    return people
  }
  const record = async (course: string, cohort: string, q = '') => (await readRecords(course, RecordFilter.parse({ cohort, q }))).rows
  const complete = async (enrolment: string) => {
    for (const item of ['read', 'tell']) await itemDone(store().db, enrolment, item, null, Date.now())
  }

  describe('a draft', () => {
    test('overwrites only the draft that was on the page', async () => {
      const id = await createCourse(draft(), 'All')
      const { updatedAt } = (await readCourse(id))!
      expect(await saveDraft(id, draft({ title: 'First' }), updatedAt)).toBe(true)
      expect(await saveDraft(id, draft({ title: 'Second' }), updatedAt)).toBe(false)
      expect((await readCourse(id))!.draft.title).toBe('First')
    })
    test('saved twice at the same moment is saved once', async () => {
      const id = await createCourse(draft(), 'All')
      const { updatedAt } = (await readCourse(id))!
      const saved = await Promise.all(['A', 'B', 'C'].map((title) => saveDraft(id, draft({ title }), updatedAt)))
      expect(saved.filter(Boolean)).toHaveLength(1)
    })
    test('is published only as it was on the page, with items, and with scenarios that exist', async () => {
      const id = await createCourse(draft({ items: [] }), 'All')
      expect(await publishCourse(id)).toEqual({ ok: false, reason: 'empty' })
      const seen = (await readCourse(id))!.updatedAt
      await saveDraft(id, draft({ items: [{ id: 'p', kind: 'scenario', scenario: 'Z99' }] }), seen)
      expect(await publishCourse(id)).toEqual({ ok: false, reason: 'unknown-scenarios', scenarios: ['Z99'] })
      await saveDraft(id, draft(), (await readCourse(id))!.updatedAt)
      expect(await publishCourse(id, seen)).toEqual({ ok: false, reason: 'changed' })
      expect(await publishCourse(id, (await readCourse(id))!.updatedAt)).toEqual({ ok: true, version: 1 })
    })
    test('is deleted only if nobody was ever enrolled', async () => {
      const { course, cohort } = await published()
      const [one] = await enrolled(cohort, 1)
      await endEnrolment(one!.enrolment)
      expect(await deleteCourse(course)).toBe(false)
      const other = await published()
      expect(await deleteCourse(other.course)).toBe(true)
      expect(await readCourse(other.course)).toBeNull()
    })
  })

  describe('a cohort', () => {
    test('has its own due day, which applies to people who are not done', async () => {
      const { course, cohort } = await published({ due_days: 10 })
      const [open, done] = await enrolled(cohort, 2)
      await complete(done!.enrolment)
      const due = async ({ enrolment }: { enrolment: string }) =>
        await store().db.selectFrom('enrolment').selectAll().where('id', '=', enrolment).executeTakeFirstOrThrow()
      const before = await due(done!)
      await changeCohort(cohort, { name: 'New', due: '2031-05-04' })
      expect((await due(open!)).due_at).toBe(endOfDay('2031-05-04'))
      expect(await due(done!)).toEqual(before)
      await changeCohort(cohort, { name: 'New', due: '' })
      const row = await due(open!)
      expect(row.due_at).toBe(row.enrolled_at + 10 * DAY)
      expect((await cohortsOf(course))[0]).toMatchObject({ enrolled: 2, completed: 1, row: { name: 'New' } })
      expect((await countsByCourse()).get(course)).toEqual({ enrolled: 2, completed: 1 })
      expect(dayOf(endOfDay('2031-05-04'))).toBe('2031-05-04')
    })
    test('gets a link, a new one, and none', async () => {
      const { course, cohort } = await published()
      const link = async () => (await cohortsOf(course))[0]!.row.link
      await setLink(cohort, true)
      const first = await link()
      await setLink(cohort, true)
      expect(await link()).not.toBe(first)
      await setLink(cohort, false)
      expect(await link()).toBeNull()
    })
    test('is removed only while nobody was ever in it', async () => {
      const { course, cohort } = await published()
      await enrolled(cohort, 1)
      expect(await removeCohort(course, cohort)).toBe(false)
      const asked = await createCohort(course, { name: 'B', due: '' })
      await enrolListed(asked, [{ email: 'asked-only@example.org', name: null }], false)
      expect(await removeCohort(course, asked), 'invited people count, too').toBe(false)
      const empty = await createCohort(course, { name: 'C', due: '' })
      expect(await removeCohort(course, empty)).toBe(true)
      expect(await cohortsOf(course)).toHaveLength(2)
    })
  })

  describe('people by name', () => {
    test('are enrolled from accounts and from a list; the others are invited once', async () => {
      const { course, cohort } = await published()
      const [ann, bob] = [await account('Ann Known'), await account('Bob Known')]
      expect(await enrolListed(cohort, [{ email: ann.email, name: null }], false)).toEqual({
        ok: true,
        enrolled: [expect.any(String)],
        already: 0,
        invited: [],
      })
      const { people, unread } = readPeople(`email,name\n${bob.email}\nNew One <new@example.org>\n${ann.email}, Ann\nnobody here\n"x\na@b`)
      expect(unread).toEqual([
        { line: 5, text: 'nobody here', why: 'no-address' },
        { line: 6, text: '"x', why: 'unreadable' },
        { line: 7, text: 'a@b', why: 'address' },
      ])
      expect(await enrolListed(cohort, people, false)).toEqual({
        ok: true,
        enrolled: [expect.any(String)],
        already: 1,
        invited: [{ email: 'new@example.org', name: 'New One', token: expect.any(String) }],
      })
      expect(await enrolListed(cohort, people, false)).toEqual({ ok: true, enrolled: [], already: 3, invited: [] })
      expect((await cohortsOf(course))[0]).toMatchObject({ enrolled: 2, invited: 1 })
      expect((await searchAccounts(course, 'known')).map(({ name, enrolled }) => [name, enrolled])).toEqual([
        ['Ann Known', true],
        ['Bob Known', true],
      ])
      expect((await record(course, cohort)).map(({ who, state, coded }) => [who, state, coded])).toEqual([
        ['Ann Known', 'not-started', false],
        ['Bob Known', 'not-started', false],
        ['New One', 'invited', false],
      ])
      expect((await record(course, cohort, bob.email.slice(0, 12).toUpperCase())).map((l) => l.who)).toEqual(['Bob Known'])
    })
    test('are invited with links that are created on request and stored nowhere', async () => {
      const { cohort } = await published()
      await enrolListed(cohort, readPeople('=SUM(1) <z@example.org>\ny@example.org').people, false)
      const by = (await account('Owner')).id
      const links = async () => linksAsCsv(await renewInvitations(cohort, by, 'person'), 'en')
      const [first, second] = [await links(), await links()]
      expect(first.trim().split('\n')).toHaveLength(3)
      const token = /'=SUM\(1\),z@example\.org,\S+\/en\/invitation\/(\S+)/
      expect(token.exec(second)![1]).not.toBe(token.exec(first)![1])
      expect(JSON.stringify(await store().db.selectFrom('invitation').selectAll().execute())).not.toContain(token.exec(second)![1])
    })
    test('are not enrolled before a course is published, and nobody is invited then', async () => {
      const course = await createCourse(draft(), 'All')
      const cohort = (await cohortsOf(course))[0]!.row.id
      expect(await enrolListed(cohort, readPeople('early@example.org').people, false)).toEqual({ ok: false, reason: 'not-published' })
      expect((await cohortsOf(course))[0]).toMatchObject({ invited: 0 })
    })
    test('leave, come back within a day, and change their cohort', async () => {
      const { course, cohort } = await published()
      const other = await createCohort(course, { name: 'Other', due: '2031-01-01' })
      const [one] = await enrolled(cohort, 1)
      const id = one!.handle
      const elsewhere = await published()
      expect(await actOn(elsewhere.course, id, { act: 'end' })).toBeNull()
      const ended = await actOn(course, id, { act: 'end' })
      expect((await cohortsOf(course)).map((c) => c.enrolled)).toEqual([0, 0])
      expect(await undo(course, ended!, Date.now() + 2 * DAY)).toBe(false)
      expect(await undo(course, ended!)).toBe(true)
      const again = await actOn(course, id, { act: 'end' })
      await enrol({ learner: one!.learner, cohort })
      expect(await undo(course, again!), 'they are enrolled again').toBe(false)
      const [two] = await enrolled(cohort, 1)
      expect(await moveTo(course, two!.handle, other)).toBe(true)
      expect(await record(course, other)).toMatchObject([{ key: `e-${two!.handle}`, dueAt: endOfDay('2031-01-01') }])
    })
  })

  describe('people as codes', () => {
    const done = async (cohort: string, n: number, how: 'vouched' | 'proven' | 'unproven' | 'anonymous' = 'anonymous') => {
      const people = await enrolled(cohort, n, how)
      for (const { enrolment } of people) await complete(enrolment)
      return people
    }
    const total = async (course: string, cohort: string) => {
      await listWaiting()
      return (await record(course, cohort)).length
    }
    test('are shown only when complete, as a crowd, sorted by code, without a name or a day [p:codes-by-crowds]', async () => {
      const { course, cohort } = await published({ people: 'codes', due_days: 5 })
      const ann = await account('Ann Hidden', 'vouched')
      await enrolListed(cohort, [{ email: ann.email, name: null }], false)
      const early = await enrolled(cohort, 5, 'vouched')
      for (const { enrolment } of early.slice(1)) await complete(enrolment)
      const due = () => store().db.selectFrom('enrolment').select(['id', 'due_at']).where('cohort_id', '=', cohort).orderBy('id').execute()
      const before = await due()
      expect(await total(course, cohort)).toBe(0)
      expect(await waitingCodes(course, cohort)).toBe(5)
      expect(await readRecords(course, RecordFilter.parse({}))).toMatchObject({ rows: [], found: 0 })
      expect((await cohortsOf(course))[0]).toMatchObject({ enrolled: 5, completed: 0 })
      await complete(early[0]!.enrolment)
      // The hourly job lists them, not the act of looking.
      expect(await record(course, cohort)).toEqual([])
      expect(await listWaiting()).toEqual({ codes: 5 })
      const lines = await record(course, cohort)
      expect(await waitingCodes(course, cohort)).toBe(0)
      expect(lines.map((l) => l.code)).toEqual(lines.map((l) => l.code).toSorted())
      for (const line of lines) expect(line).toMatchObject({ coded: true, state: 'complete', who: line.code, email: null, dueAt: null })
      expect((await cohortsOf(course))[0]).toMatchObject({ enrolled: 5, completed: 5 })
      const { rows } = await readRecords(course, RecordFilter.parse({}))
      expect(new Set(rows.map((r) => JSON.stringify([r.since, r.dueAt, r.completedAt, r.items, r.state]))).size).toBe(1)
      expect(await due(), 'the learner’s own day stays').toEqual(before)
      expect(await record(course, cohort, 'hidden')).toEqual([])
      expect(await record(course, cohort, lines[0]!.code.toLowerCase())).toHaveLength(1)
      // After a deletion, the next to finish is not added to those already listed.
      await store().db.deleteFrom('enrolment').where('id', '=', early[1]!.enrolment).execute()
      await done(cohort, 1, 'vouched')
      expect(await total(course, cohort)).toBe(4)
      const other = await createCohort(course, { name: 'Other', due: '' })
      expect(await moveTo(course, lines[0]!.key.slice(2), other)).toBe(false)
    })
    test('are not shown because of private windows, unproven accounts or foreign addresses in any number, or ten proven addresses (S-05, O2) [p:codes-by-crowds]', async () => {
      const { course, cohort } = await published({ people: 'codes' })
      const ann = await account('Ann Hidden', 'vouched')
      await enrolListed(cohort, [{ email: ann.email, name: null }], false)
      await complete(
        (await store().db.selectFrom('enrolment').select('id').where('learner_id', '=', ann.learner).executeTakeFirstOrThrow()).id,
      )
      await done(cohort, 12)
      await done(cohort, 12, 'unproven')
      const [own] = await done(cohort, 10, 'proven')
      const { email } = await store()
        .db.selectFrom('user as u')
        .innerJoin('learner as l', 'l.user_id', 'u.id')
        .select('u.email')
        .where('l.id', '=', own!.learner)
        .executeTakeFirstOrThrow()
      for (let i = 0; i < 6; i++)
        for (const address of [email.replace('@', `+${i}@`), `${i}@evil.example`]) {
          const { learner } = await account('Again', 'proven', address)
          const came = await enrol({ learner, cohort })
          if (came.ok) await complete(came.id)
        }
      expect(await total(course, cohort)).toBe(0)
      await done(cohort, 3, 'proven')
      expect(await total(course, cohort)).toBe(0)
      // Ann and four more besides the ten: everybody who waited is listed with them.
      await done(cohort, 1, 'proven')
      expect(await total(course, cohort)).toBe(1 + 12 + 12 + 10 + 12 + 4)
    })
    test('are counted in fives while they wait [p:codes-by-crowds]', async () => {
      const { course, cohort } = await published({ people: 'codes' })
      const seen = []
      for (let i = 0; i < 11; i++) {
        await enrolled(cohort, 1)
        seen.push([
          (await cohortsOf(course))[0]!.enrolled,
          (await countsByCourse()).get(course)!.enrolled,
          await waitingCodes(course, cohort),
        ])
      }
      expect(seen).toEqual([0, 0, 0, 0, 5, 5, 5, 5, 5, 10, 10].map((n) => [n, n, n]))
    })
    test('are shown by the hourly job once enough addresses are proven', async () => {
      const { course, cohort } = await published({ people: 'codes', due_days: 3 })
      const people = await done(cohort, 15, 'unproven')
      expect(await total(course, cohort)).toBe(0)
      await store()
        .db.updateTable('user')
        .set({ emailVerified: '1' } as never)
        .where('id', 'in', (q) =>
          q
            .selectFrom('learner')
            .select('user_id')
            .where(
              'id',
              'in',
              people.map((p) => p.learner),
            )
            .$castTo<{ user_id: string }>(),
        )
        .execute()
      expect(await total(course, cohort)).toBe(15)
    })
    test('of course owners do not count', async () => {
      const { course, cohort } = await published({ people: 'codes' })
      const people = await done(cohort, 5, 'vouched')
      const { user_id } = await store()
        .db.selectFrom('learner')
        .select('user_id')
        .where('id', '=', people[0]!.learner)
        .executeTakeFirstOrThrow()
      await store().db.insertInto('user_role').values({ user_id: user_id!, role: 'owner' }).execute()
      expect(await total(course, cohort)).toBe(0)
    })
    test('have handles that differ from enrolment ids, and cannot be ended or restored by them (O1) [p:owners-no-decisions] [p:codes-stand-still]', async () => {
      const { course, cohort } = await published({ people: 'codes' })
      const [one] = await done(cohort, 5, 'vouched')
      await listWaiting()
      expect(await selectedLines(course, { lines: [`e-${one!.enrolment}`] })).toEqual([])
      expect(await selectedLines(course, { lines: [`e-${one!.handle}`] })).toMatchObject([{ coded: true }])
      expect(await readEnrolment(one!.learner, one!.handle)).toBeNull()
      for (const handle of [one!.enrolment, one!.handle])
        for (const act of ['end', 'require'] as const) expect(await actOn(course, handle, { act })).toBeNull()
      expect((await readEnrolment(one!.learner, one!.enrolment))!.row.ended_at).toBeNull()
      // People who left by themselves look like the others, so nobody can bring them back.
      await store().db.updateTable('enrolment').set({ ended_at: Date.now() }).where('id', '=', one!.enrolment).execute()
      expect(await actOn(course, one!.handle, { act: 'require' })).toBeNull()
    })
    test('keep every cohort of their course, even an empty one, and cannot be reminded by a button (O4) [p:codes-stand-still]', async () => {
      const { course, cohort } = await published({ people: 'codes', due_days: 2 })
      await enrolled(cohort, 7, 'proven')
      const empty = await createCohort(course, { name: 'Empty', due: '' })
      expect([await removeCohort(course, cohort), await removeCohort(course, empty)]).toEqual([false, false])
      expect([await remindable(course, cohort), await remindable(course, empty)]).toEqual([0, 0])
      const named = await published({ due_days: 2 })
      await enrolled(named.cohort, 2, 'proven')
      expect(await remindable(named.course, named.cohort)).toBe(2)
    })
    test('stay codes when the course switches to names, and names stay names', async () => {
      const { course, cohort } = await published({ people: 'codes' })
      await done(cohort, 5, 'vouched')
      await listWaiting()
      await saveDraft(course, draft({ people: 'names' }), (await readCourse(course))!.updatedAt)
      await publishCourse(course)
      await enrolListed(cohort, [{ email: (await account('Zoe Named')).email, name: null }], false)
      const lines = await record(course, cohort)
      expect(lines.map((l) => [l.coded, l.coded ? null : l.who])).toEqual([
        [false, 'Zoe Named'],
        ...Array.from({ length: 5 }, () => [true, null]),
      ])
    })
  })

  test('the present version, and visible people of earlier ones, decide whether people appear as codes [p:codes-by-crowds]', async () => {
    const { course, cohort } = await published({ people: 'codes' })
    const byCode = async () => {
      const [records, shown] = [await readRecords(course, RecordFilter.parse({})), await shownByCode(course)]
      expect(records.byCode).toBe(shown)
      return shown
    }
    expect(await byCode()).toBe('all')
    await saveDraft(course, draft({ people: 'names' }), (await readCourse(course))!.updatedAt)
    await publishCourse(course)
    await enrolListed(cohort, [{ email: (await account('Zoe Named')).email, name: null }], false)
    expect(await byCode(), 'nobody ever enrolled under codes').toBe('none')
    const of = (n: number) =>
      store()
        .db.updateTable('enrolment')
        .set({ version: 1 })
        .where(
          'id',
          'in',
          before.slice(0, n).map((p) => p.enrolment),
        )
        .execute()
    const before = await enrolled(cohort, 5)
    await of(4)
    expect(await byCode(), 'that there are fewer than five is told to nobody').toBe('none')
    await of(5)
    expect(await byCode()).toBe('some')
  })

  describe('how far somebody is', () => {
    test('includes whether they passed only if the version shares results (C-16) [p:shares-results]', async () => {
      for (const shares of ['completion', 'results'] as const) {
        const { course, cohort } = await published({ shares, passing: 'mastery', items: [{ id: 'p', kind: 'scenario', scenario: 'P01' }] })
        const [one] = await enrolled(cohort, 1)
        await store()
          .db.transaction()
          .execute((db) => itemDone(db, one!.enrolment, 'p', { outcome: 'missed', result: 50 }, Date.now()))
        expect((await record(course, cohort)).map((l) => l.state)).toEqual([shares === 'results' ? 'failed' : 'complete'])
      }
    })
  })

  test('form drafts are kept for their own person, for a day [p:kept-forms]', async () => {
    const [ann, bob] = [await account('Ann'), await account('Bob')]
    vi.useFakeTimers({ toFake: ['Date'] })
    const id = await saveFormDraft(ann.id, { title: 'x' })
    expect(await readFormDraft(ann.id, id)).toEqual({ title: 'x' })
    expect(await readFormDraft(bob.id, id)).toBeNull()
    expect(await readFormDraft(ann.id, undefined)).toBeNull()
    vi.advanceTimersByTime(25 * 3600_000)
    expect(await readFormDraft(ann.id, id)).toBeNull()
    await saveFormDraft(bob.id, {})
    expect(await sweepFormDrafts()).toEqual({ forms: 1 })
    expect(await sweepFormDrafts()).toBeNull()
    expect(await store().db.selectFrom('kept_form').selectAll().where('id', '=', id).execute()).toEqual([])
    vi.useRealTimers()
  })
  test('form drafts of one person do not fill the disk: only the newest few are kept [p:kept-forms]', async () => {
    const [ann, bob] = [await account('Ann'), await account('Bob')]
    const own = await saveFormDraft(bob.id, { title: 'of somebody else' })
    const keptOf = async ({ id }: { id: string }) =>
      (await store().db.selectFrom('kept_form').select('id').where('user_id', '=', id).execute()).map((row) => row.id)
    vi.useFakeTimers({ toFake: ['Date'] })
    const saved: string[] = []
    for (let n = 0; n < 14; n++) {
      saved.push(await saveFormDraft(ann.id, { n }))
      vi.advanceTimersByTime(1)
    }
    expect(new Set(await keptOf(ann))).toEqual(new Set(saved.slice(-10)))
    const list = 'x\n'.repeat(500_000)
    for (let n = 0; n < 4; n++) {
      saved.push(await saveFormDraft(ann.id, { list }))
      vi.advanceTimersByTime(1)
    }
    expect(new Set(await keptOf(ann))).toEqual(new Set(saved.slice(-2)))
    const whole = await saveFormDraft(ann.id, { list: list.repeat(4) })
    expect(await keptOf(ann)).toEqual([whole])
    await Promise.all(Array.from({ length: 20 }, () => saveFormDraft(ann.id, { list })))
    expect((await keptOf(ann)).length).toBe(2)
    expect(await readFormDraft(bob.id, own)).toEqual({ title: 'of somebody else' })
    vi.useRealTimers()
  })
})
