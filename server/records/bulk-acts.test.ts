import type { Change } from '@/scenarios/engine/course/acts'
import { describe, expect, test } from 'vitest'
import { type RecordRow, RecordFilter } from '@/scenarios/engine/course/records'
import { addAccount } from '@/tests/support/accounts'
import { exampleCourse, published } from '@/tests/support/courses'
import { database } from '../database'
import { holdStore, onEitherDatabase } from '@/tests/support/store'
import { noticesOf } from '../accounts/notices'
import { comeBack, leave } from '../accounts/leave'
import { aliasOf } from '../accounts/audit'
import { detailIn } from '../accounts/audit-detail'
import { reasonsIn } from '../accounts/audit-log'
import { learnerOfUser } from '../accounts/people'
import { type Target, change, isTarget, selectedLines } from './bulk-acts'
import { createCohort, endOfDay } from '../enrolment/cohorts'
import { enrol } from '../enrolment/enrolment'
import { lineHistory } from './history'
import { countCohort } from './records'
import { undoAct, undoForLine } from './undo'

const DAY = 24 * 3600_000

describe('acts on lines of a record', () => {
  onEitherDatabase((fresh) => {
    const store = holdStore(fresh)
    let made = 0
    const account = (name = `somebody-${++made}`) => addAccount(name)
    async function course(people = 3) {
      const { id, cohort } = await published({ ...exampleCourse, people: 'names', passing: 'mastery', shares: 'results' })
      const by = await account()
      const users = await Promise.all(Array.from({ length: people }, () => account()))
      for (const user of users) await enrol({ learner: await learnerOfUser(user), cohort })
      const lines = async (): Promise<RecordRow[]> => selectedLines(id, { filter: RecordFilter.parse({ sort: 'due' }) })
      const row = (enrolment: string) =>
        store().db.selectFrom('enrolment').selectAll().where('id', '=', enrolment).executeTakeFirstOrThrow()
      const set = (enrolment: string, values: object) =>
        store().db.updateTable('enrolment').set(values).where('id', '=', enrolment).execute()
      const act = async (what: Change, targets?: Target[]) => change(id, targets ?? (await lines()).filter(isTarget), what, by)
      return { id, cohort, by, users, lines, row, set, act }
    }

    test('extend: for everybody selected, and back again with one press', async () => {
      const { id, by, lines, act } = await course()
      const due = endOfDay('2031-05-01')!
      const done = await act({ act: 'extend', due })
      expect(done).toMatchObject({ done: 3, changed: 0 })
      expect((await lines()).map((l) => l.dueAt)).toEqual([due, due, due])
      expect(await undoAct(id, done.id!, by)).toMatchObject({ done: 3, changed: 0 })
      expect((await lines()).map((l) => l.dueAt)).toEqual([null, null, null])
      expect(await undoAct(id, done.id!, by), 'only once').toBeNull()
    })

    test('a line that changed since it was seen is left alone, and counted', async () => {
      const { lines, set, act, row } = await course()
      const seen = (await lines()).filter(isTarget)
      await set(seen[0]!.enrolment, { completed_at: 5, begun_at: 4 })
      await set(seen[1]!.enrolment, { due_at: 77 })
      expect(await act({ act: 'exempt', reason: 'On leave' }, seen)).toMatchObject({ done: 1, changed: 2 })
      expect(await row(seen[0]!.enrolment)).toMatchObject({ exempt_at: null })
      expect(await row(seen[1]!.enrolment)).toMatchObject({ exempt_at: null, due_at: 77 })
    })

    test('undoing leaves alone what somebody has changed meanwhile, and is over after a day', async () => {
      const { id, by, lines, set, act } = await course()
      const done = await act({ act: 'end' })
      const [first] = (await selectedLines(id, { filter: RecordFilter.parse({ state: 'left' }) })).filter(isTarget)
      await set(first!.enrolment, { ended_at: 1 })
      expect(await undoAct(id, done.id!, by)).toMatchObject({ done: 2, changed: 1 })
      expect(await lines()).toHaveLength(2)
      const late = await act({ act: 'end' })
      expect(await undoAct(id, late.id!, by, Date.now() + DAY + 1)).toBeNull()
    })

    test('exempt with a reason, which the history shows; ending the exemption', async () => {
      const { id, lines, act, by } = await course(1)
      const [line] = await lines()
      await act({ act: 'exempt', reason: 'On leave' })
      expect(await lines()).toMatchObject([{ state: 'exempt', overdue: false }])
      expect(await lineHistory(id, line!.key)).toMatchObject({
        events: [{ kind: 'act', act: 'exempt', reason: 'On leave', by }, { kind: 'joined' }],
      })
      await act({ act: 'require' })
      expect(await lines()).toMatchObject([{ state: 'not-started' }])
    })

    test('move: the other cohort’s day applies; the figures they count in stay', async () => {
      const { id, cohort, lines, act, row } = await course(1)
      const other = await createCohort(id, { name: 'B', due: '2031-01-01' })
      const [line] = (await lines()).filter(isTarget)
      const done = await act({ act: 'move', cohort: other })
      expect(await row(line!.enrolment)).toMatchObject({ cohort_id: other, block: cohort, due_at: endOfDay('2031-01-01') })
      expect(done.done).toBe(1)
    })

    test('applies only to states it is for, and to no code', async () => {
      const { id, lines, act } = await course(1)
      expect(await act({ act: 'require' })).toEqual({ id: null, done: 0, changed: 1 })
      const coded = (await lines()).filter(isTarget).map((line) => ({ ...line, coded: true }))
      expect(await act({ act: 'end' }, coded)).toMatchObject({ done: 0 })
      expect(await store().db.selectFrom('record_act').select('id').where('course_id', '=', id).execute()).toEqual([])
    })

    test('an owner cannot act on their own line to their own benefit, nor undo an act to that effect [p:own-record]', async () => {
      const { id, cohort, by, users, lines, act } = await course(1)
      await enrol({ learner: await learnerOfUser(by), cohort })
      const other = await createCohort(id, { name: 'Later', due: '2041-01-01' })
      const own = async () => (await lines()).filter(isTarget).find(({ who }) => who === by)!
      const due = endOfDay('2031-05-01')!
      for (const what of [
        { act: 'exempt', reason: 'I know it all' },
        { act: 'extend', due },
        { act: 'move', cohort: other },
        { act: 'end' },
      ] as const)
        expect(await act(what, [await own()]), what.act).toEqual({ id: null, done: 0, changed: 1 })
      expect(await act({ act: 'exempt', reason: 'On leave' })).toMatchObject({ done: 1, changed: 1 })
      expect(await own()).toMatchObject({ state: 'not-started' })
      // Another owner may. The owner who was exempt cannot undo the end of the exemption.
      expect(await change(id, [await own()], { act: 'exempt', reason: 'On leave' }, users[0]!)).toMatchObject({ done: 1 })
      const ended = await act({ act: 'require' }, [await own()])
      expect(ended.done).toBe(1)
      expect(await undoAct(id, ended.id!, by)).toMatchObject({ done: 0 })
      expect(await undoForLine(id, ended.id!, (await own()).key, by)).toBeNull()
      expect(await own()).toMatchObject({ state: 'not-started' })
    })

    test('the history has leaving and coming back: when, by whom or which file, and the roles that ended', async () => {
      const { id, by, users, lines } = await course(1)
      const [user] = users
      const [line] = await lines()
      const { id: member } = await store().db.selectFrom('member').select('id').where('user_id', '=', user!).executeTakeFirstOrThrow()
      const given = () => store().db.insertInto('user_role').values({ user_id: user!, role: 'owner' }).execute()
      await given()
      await store()
        .db.insertInto('directory_run')
        .values({
          id: `run-${id}`,
          source: 'upload',
          state: 'applied',
          digest: '',
          file: 'people.csv',
          encoding: 'utf-8',
          at: 1,
          read_by: null,
          lines: 1,
          counts: '{}',
        })
        .execute()
      await leave(member, 'directory', 'system', Date.now(), `run-${id}`)
      await comeBack(member, 'hand', by)
      const events = async () => (await lineHistory(id, line!.key))!.events.filter(({ kind }) => ['gone', 'back', 'left'].includes(kind))
      expect((await events()).toSorted((a, b) => b.kind.localeCompare(a.kind))).toMatchObject([
        { kind: 'gone', by: null, directory: true, file: 'people.csv', roles: ['owner'] },
        { kind: 'back', by, directory: false, roles: ['owner'] },
      ])
      await given()
      expect((await events()).find(({ kind }) => kind === 'back')).toMatchObject({ roles: [] })
      await leave(member, 'hand', by)
      // Once each, although the record has the last leaving too.
      expect((await events()).map(({ kind }) => kind).toSorted()).toEqual(['back', 'gone', 'gone'])
    })

    test('the log says whom and what, and a notice says who did it', async () => {
      const { by, users, act } = await course(2)
      await act({ act: 'extend', due: endOfDay('2031-05-01')! })
      await act({ act: 'extend', due: endOfDay('2031-06-01')! })
      for (const user of users) {
        const log = await store()
          .db.selectFrom('audit')
          .select(['actor', 'action', 'detail'])
          .where('subject', '=', await aliasOf(user))
          .orderBy('at')
          .execute()
        expect(log).toHaveLength(2)
        expect(log[0]).toMatchObject({ actor: await aliasOf(by), action: 'learner.extended' })
        expect(JSON.parse(log[0]!.detail!)).toMatchObject({ course: 'Starting here', day: expect.stringMatching(/^2031-0[45]-/) })
        expect(await noticesOf(user)).toMatchObject([
          { kind: 'course-extended', times: 2, by: expect.stringContaining(by), course: 'Starting here', day: endOfDay('2031-06-01') },
        ])
      }
    })

    test('of two courses, each has its own notice; the reason is there for as long as the act is kept', async () => {
      const [one, two] = [await course(1), await course(0)]
      const user = one.users[0]!
      await database()
        .updateTable('course')
        .set({ draft: JSON.stringify({ ...exampleCourse, title: 'Travelling' }) })
        .where('id', '=', two.id)
        .execute()
      await enrol({ learner: await learnerOfUser(user), cohort: two.cohort })
      const done = await one.act({ act: 'exempt', reason: 'On leave' })
      await change(two.id, await two.lines(), { act: 'exempt', reason: 'Abroad' }, one.by)
      const told = async () => (await noticesOf(user)).map(({ course, reason, times }) => [course, reason, times]).sort()
      expect(await told()).toEqual([
        ['Starting here', 'On leave', 1],
        ['Travelling', 'Abroad', 1],
      ])
      await database().deleteFrom('record_act').where('id', '=', done.id!).execute()
      expect((await told())[0]).toEqual(['Starting here', '', 1])
    })

    test('the page of a cohort counts the same people in the same states as the records', async () => {
      const { id, cohort, lines, act } = await course(2)
      await act({ act: 'exempt', reason: 'On leave' }, (await lines()).filter(isTarget).slice(0, 1))
      expect(await countCohort(id, cohort)).toMatchObject({ people: 2, states: { exempt: 1, 'not-started': 1 } })
      expect(await countCohort(id, await createCohort(id, { name: 'Empty', due: '' }))).toBeNull()
    })

    test('an act on many is undone for one of them, and stays for the others', async () => {
      const { id, by, lines, act } = await course(3)
      const due = endOfDay('2031-05-01')!
      const [first, second, third] = await lines()
      const done = await act({ act: 'extend', due })
      expect(await undoForLine(id, done.id!, first!.key, by)).toBe(first!.key)
      const days = async () => new Map((await lines()).map((l) => [l.key, l.dueAt]))
      expect(await days()).toEqual(
        new Map([
          [first!.key, null],
          [second!.key, due],
          [third!.key, due],
        ]),
      )
      expect(await undoForLine(id, done.id!, first!.key, by), 'only once').toBeNull()
      expect(await undoForLine(id, done.id!, second!.key, by, Date.now() + DAY + 1), 'only for a day').toBeNull()
      const undone = async (key: string) =>
        (await lineHistory(id, key))!.events.flatMap((e) => (e.kind === 'act' ? [e.undoneAt !== null] : []))
      expect([await undone(first!.key), await undone(second!.key)]).toEqual([[true], [false]])
      expect(await undoAct(id, done.id!, by)).toMatchObject({ done: 2, changed: 0 })
      const other = await course(1)
      expect(await undoForLine(other.id, done.id!, first!.key, by), 'in its own course').toBeNull()
    })

    test('the history says what happened, when, from what to what, and by whom', async () => {
      const { id, by, lines, act, set } = await course(1)
      const [line] = (await lines()).filter(isTarget)
      const due = [endOfDay('2031-05-01')!, endOfDay('2031-06-01')!]
      await act({ act: 'extend', due: due[0]! })
      await act({ act: 'extend', due: due[1]! })
      const other = await createCohort(id, { name: 'Travellers', due: '2031-06-01' })
      await act({ act: 'move', cohort: other })
      await set(line!.enrolment, { invited_at: 5, reminded_at: 7, notified_at: 7 })
      const { events } = (await lineHistory(id, line!.key))!
      // The last act has to be undone first.
      expect(events.map((e) => e.kind === 'act' && e.undoable)).toEqual([true, false, false, false, false, false])
      expect(events.map(({ at, ...event }) => event)).toMatchObject([
        { kind: 'act', act: 'move', from: { cohort: 'Everybody', due: due[1] }, to: { cohort: 'Travellers', due: due[1] }, by },
        { kind: 'act', act: 'extend', from: { due: due[0] }, to: { due: due[1] }, by },
        { kind: 'act', act: 'extend', from: { due: null }, to: { due: due[0] }, by },
        { kind: 'joined', cohort: 'Everybody', by: null },
        { kind: 'reminded' },
        { kind: 'invited' },
      ])
    })

    test('the log names the course of each act, which act was undone, and the reason for as long as it is kept', async () => {
      const { id, by, act } = await course(1)
      const done = await act({ act: 'exempt', reason: 'On leave until May' })
      await undoAct(id, done.id!, by)
      const log = async () => {
        const rows = await store()
          .db.selectFrom('audit')
          .select(['action', 'thing', 'detail'])
          .where('thing', '=', id)
          .orderBy('at')
          .execute()
        return (await reasonsIn(rows)).map(({ action, detail }) => [action, detailIn('en', action, detail)])
      }
      expect(await log()).toEqual([
        ['learner.exempted', 'course: Starting here; reason: On leave until May'],
        ['learner.restored', 'course: Starting here; undone: Exempted from a course'],
      ])
      await store().db.deleteFrom('record_act').where('id', '=', done.id!).execute()
      expect((await log())[0]).toEqual(['learner.exempted', 'course: Starting here'])
    })

    test('nobody can act on lines of another course', async () => {
      const [mine, theirs] = [await course(1), await course(1)]
      const keys = (await theirs.lines()).map((l) => l.key)
      expect(await selectedLines(mine.id, { lines: [...keys, 'e-nobody', 'i-nobody', 'nonsense'] })).toEqual([])
    })
  })
})
