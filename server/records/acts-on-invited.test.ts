import type { Change } from '@/scenarios/engine/course/acts'
import { describe, expect, test } from 'vitest'
import { RecordFilter } from '@/scenarios/engine/course/records'
import { addAccount } from '@/tests/support/accounts'
import { exampleCourse, published } from '@/tests/support/courses'
import { holdStore, onEitherDatabase } from '@/tests/support/store'
import type { Action } from '../accounts/audit'
import { entries } from '../accounts/audit-log'
import { inviteAll, take } from '../accounts/invitations'
import { reissue } from '../accounts/pending-invitations'
import { comeBack, leave } from '../accounts/leave'
import { takeInvitations } from '../sign-in/take-invitations'
import { database } from '../database'
import { endWhatIsOver } from '../privacy/retention'
import { change, selectedLines } from './bulk-acts'
import { inviteToCohort, renewInvitations } from '../enrolment/invitations'
import { inCourse } from '../directory/fill-cohorts'
import { changeCohort, cohortsOf, createCohort, endOfDay } from '../enrolment/cohorts'
import { invitedExemptionsOf } from './exemptions'
import { lineHistory } from './history'
import { countCohort } from './records'
import { invitedNow } from '../reminders/recipients'
import { undoAct, undoForLine } from './undo'

const DAY = 24 * 3600_000
const LEAVE = { act: 'exempt', reason: 'On parental leave' } as const

describe('somebody who is invited and has not joined', () => {
  onEitherDatabase((fresh) => {
    holdStore(fresh)
    let made = 0
    const account = (email?: string) => addAccount(`somebody-${++made}`, email === undefined ? {} : { email })
    const due = async (course: string, now: number) =>
      (await invitedNow(now, 60, null)).flatMap(({ course_id, email }) => (course_id === course ? [email] : [])).sort()
    async function course(people = 1) {
      const { id, cohort } = await published({ ...exampleCourse, people: 'names' })
      const by = await account()
      const emails = Array.from({ length: people }, () => `invited-${++made}@example.org`)
      const tokens = (
        await inviteAll(
          emails.map((email) => ({ email, name: '', roles: [], cohort })),
          'mail',
          by,
        )
      ).map(({ token }) => token)
      await database().updateTable('invitation').set({ mail: 'sent' }).where('cohort_id', '=', cohort).execute()
      const lines = (state?: string, now?: number) => selectedLines(id, { filter: RecordFilter.parse({ state }) }, now)
      const act = async (what: Change) => change(id, await lines(), what, by)
      const join = async (i = 0) => {
        const used = (await take('invite', tokens[i]!))!
        await takeInvitations(await account(emails[i]), { used })
      }
      return { id, cohort, by, emails, tokens, lines, act, join }
    }

    test('an owner who is invited to their own course does not exempt themselves, nor by undoing what ended it [p:own-record]', async () => {
      const { id, cohort, lines, by } = await course(0)
      await inviteAll([{ email: `${by}@example.org`, name: '', roles: [], cohort }], 'mail', by)
      const own = await lines()
      expect(own).toMatchObject([{ state: 'invited' }])
      expect(await change(id, own, LEAVE, by)).toMatchObject({ done: 0 })
      const other = await account()
      expect(await change(id, own, LEAVE, other)).toMatchObject({ done: 1 })
      const ended = await change(id, await lines(), { act: 'require' }, other)
      expect(await undoForLine(id, ended.id!, own[0]!.key, by)).toBeNull()
      expect(await undoAct(id, ended.id!, by)).toMatchObject({ done: 0 })
      expect(await lines()).toMatchObject([{ state: 'invited' }])
    })

    test('is in the log under an id of their own, which leads to nobody once they are erased', async () => {
      const { id, by, act, emails } = await course(2)
      const done = await act(LEAVE)
      await undoAct(id, done.id!, by)
      const members = await database().selectFrom('member').select(['id', 'address']).where('address', 'in', emails).execute()
      const ids = members.map((member) => member.id).toSorted()
      const log = async (action: Action) =>
        (await entries(null).where('audit.action', '=', action).where('audit.thing', '=', id).execute()).toSorted((a, b) =>
          a.subject!.localeCompare(b.subject!),
        )
      for (const action of ['learner.exempted', 'learner.restored'] as const)
        expect((await log(action)).map(({ subject }) => subject).toSorted(), action).toEqual(ids)
      expect((await log('learner.exempted')).map(({ subjectName }) => subjectName).toSorted()).toEqual(emails.toSorted())
      await database().deleteFrom('member').where('id', '=', ids[0]!).execute()
      expect((await log('learner.exempted')).filter(({ subjectName }) => subjectName === null)).toHaveLength(1)
    })

    test('can be exempt: they are in that state, hear nothing, are counted so, and it is undone', async () => {
      const { id, cohort, by, lines, act, emails } = await course(2)
      const done = await act(LEAVE)
      expect(done).toMatchObject({ done: 2, changed: 0 })
      expect((await lines()).map(({ state, overdue, enrolment }) => [state, overdue, enrolment])).toEqual([
        ['exempt', false, null],
        ['exempt', false, null],
      ])
      expect(await lines('exempt')).toHaveLength(2)
      expect(await lines('invited')).toHaveLength(0)
      expect(await countCohort(id, cohort)).toMatchObject({ people: 2, states: { exempt: 2, invited: 0 } })
      expect((await cohortsOf(id))[0]).toMatchObject({ invited: 0 })
      const soon = Date.now() + 8 * DAY
      expect(await due(id, soon)).toEqual([])
      expect(await invitedNow(soon, 60, { course: id, cohort })).toEqual([])
      await database().updateTable('invitation').set({ mail: 'failed' }).where('cohort_id', '=', cohort).execute()
      expect(await renewInvitations(cohort, by, 'mail')).toEqual([])
      await database().updateTable('invitation').set({ mail: 'sent' }).where('cohort_id', '=', cohort).execute()
      expect(await undoAct(id, done.id!, by)).toMatchObject({ done: 2, changed: 0 })
      expect((await lines()).map(({ state }) => state)).toEqual(['invited', 'invited'])
      expect(await due(id, soon)).toEqual(emails.toSorted())
    })

    test('has it in their history, with the reason, and for an audit file', async () => {
      const { id, by, lines, act } = await course()
      await act(LEAVE)
      const [line] = await lines()
      const { events } = (await lineHistory(id, line!.key))!
      expect(events).toMatchObject([{ kind: 'act', act: 'exempt', reason: LEAVE.reason, by, undoable: true }, { kind: 'invited' }])
      const invitation = line!.key.slice(2)
      expect((await invitedExemptionsOf(id, [invitation])).get(invitation)).toMatchObject({ reason: LEAVE.reason })
      expect(await undoForLine(id, (events[0] as { id: string }).id, line!.key, by)).toBe(line!.key)
      expect((await invitedExemptionsOf(id, [invitation])).size).toBe(0)
      expect((await lineHistory(id, line!.key))!.events[0]).toMatchObject({ undoable: false, undoneAt: expect.any(Number) })
    })

    test('stays exempt once they have joined, until it is undone', async () => {
      const { id, by, lines, act, join } = await course()
      const done = await act(LEAVE)
      await join()
      const [line] = await lines()
      expect(line).toMatchObject({ state: 'exempt', enrolment: expect.any(String) })
      expect((await lineHistory(id, line!.key))!.events).toMatchObject([
        { kind: 'joined' },
        { kind: 'act', act: 'exempt' },
        { kind: 'invited' },
      ])
      expect(await undoAct(id, done.id!, by)).toMatchObject({ done: 1, changed: 0 })
      expect(await lines()).toMatchObject([{ state: 'not-started' }])
    })

    test('stays exempt if they join by another of their invitations', async () => {
      const { id, cohort, by, lines, act, emails } = await course()
      const [older] = await inviteAll([{ email: emails[0]!, name: '', roles: [], cohort }], 'mail', by)
      await database().updateTable('invitation').set({ created_at: 1 }).where('id', '=', older!.id).execute()
      await act(LEAVE)
      expect(await due(id, Date.now() + 8 * DAY)).toEqual([])
      const used = (await take('invite', older!.token))!
      await takeInvitations(await account(emails[0]), { used })
      expect(await lines()).toMatchObject([{ state: 'exempt', enrolment: expect.any(String) }])
    })

    test('stays exempt when their link has ended, for as long as records are kept; is not invited beside it, and can be asked again [p:invitations]', async () => {
      const { id, cohort, by, lines, act, emails } = await course()
      await act(LEAVE)
      await database().updateTable('invitation').set({ expires_at: 5 }).where('cohort_id', '=', cohort).execute()
      expect(await lines()).toMatchObject([{ state: 'exempt' }])
      await endWhatIsOver(Date.now())
      expect(await lines(), 'it is kept as long as it is a record').toMatchObject([{ state: 'exempt' }])
      expect(await inviteToCohort([{ email: emails[0]!, name: null }], { cohort, mail: true, by })).toEqual([])
      expect(await act({ act: 'require' })).toMatchObject({ done: 1 })
      expect(await lines()).toMatchObject([{ state: 'invited' }])
      const [line] = await lines()
      expect((await lineHistory(id, line!.key))!.events.map((e) => e.kind === 'act' && e.act)).toEqual(['require', 'exempt', false])
      await act(LEAVE)
      await database().updateTable('invitation').set({ expires_at: 5 }).where('cohort_id', '=', cohort).execute()
      await endWhatIsOver(Date.now() + 1096 * DAY)
      expect(await lines()).toEqual([])
    })

    test('is still exempt after leaving and coming back, and no rule of a cohort enrols them', async () => {
      const { id, cohort, by, lines, act, emails } = await course()
      await act(LEAVE)
      await database().updateTable('invitation').set({ expires_at: 5 }).where('cohort_id', '=', cohort).execute()
      const member = await database().selectFrom('member').select('id').where('address', '=', emails[0]!).executeTakeFirstOrThrow()
      expect(await inCourse(id, [member.id])).toEqual(new Set([member.id]))
      await leave(member.id, 'hand', by)
      expect(await lines()).toEqual([])
      await comeBack(member.id, 'hand', by)
      expect(await lines()).toMatchObject([{ state: 'exempt' }])
    })

    test('has a day of their own once it is extended, which they keep when reminded and when they join; the cohort’s new day replaces it', async () => {
      const { id, cohort, by, lines, act, tokens, join } = await course()
      await changeCohort(cohort, { name: 'All', due: '2031-01-01' })
      const due = endOfDay('2031-05-01')!
      const done = await act({ act: 'extend', due })
      expect(await lines()).toMatchObject([{ dueAt: due }])
      const [line] = await lines()
      const made = (await reissue(line!.key.slice(2), Date.now()))!
      tokens[0] = made.token
      expect(await lines()).toMatchObject([{ dueAt: due, remindedAt: expect.any(Number) }])
      expect((await lineHistory(id, (await lines())[0]!.key))!.events).toMatchObject([
        { kind: 'reminded' },
        { kind: 'act', act: 'extend', from: { due: endOfDay('2031-01-01') }, to: { due } },
        { kind: 'invited' },
      ])
      await join()
      expect(await lines()).toMatchObject([{ dueAt: due, state: 'not-started' }])
      expect(await undoAct(id, done.id!, by)).toMatchObject({ done: 1 })
      expect(await lines()).toMatchObject([{ dueAt: endOfDay('2031-01-01') }])
      const other = await course()
      await other.act({ act: 'extend', due })
      await changeCohort(other.cohort, { name: 'All', due: '2031-02-02' })
      expect(await other.lines()).toMatchObject([{ dueAt: endOfDay('2031-02-02') }])
    })

    test('is left alone by acts for people who have joined, and by an act on an older state', async () => {
      const { id, by, lines, act } = await course()
      const seen = await lines()
      expect(await act({ act: 'require' })).toEqual({ id: null, done: 0, changed: 1 })
      await act(LEAVE)
      expect(await change(id, seen, { act: 'extend', due: endOfDay('2031-05-01')! }, by)).toEqual({ id: null, done: 0, changed: 1 })
    })

    test('can be moved to another cohort, whose day then counts, and be taken out of the course; both are undone', async () => {
      const { id, by, lines, act, cohort } = await course()
      const other = await createCohort(id, { name: 'Others', due: '2031-03-03' })
      const moved = await act({ act: 'move', cohort: other })
      expect(await lines()).toMatchObject([{ cohort: other, dueAt: endOfDay('2031-03-03') }])
      expect(await undoAct(id, moved.id!, by)).toMatchObject({ done: 1 })
      expect(await lines()).toMatchObject([{ cohort }])
      const ended = await act({ act: 'end' })
      expect(await lines()).toEqual([])
      expect(await lines('left')).toMatchObject([{ state: 'left', endedAt: expect.any(Number), cohort }])
      expect(await due(id, Date.now() + 8 * DAY)).toEqual([])
      expect(await undoAct(id, ended.id!, by)).toMatchObject({ done: 1 })
      expect(await lines()).toMatchObject([{ state: 'invited', endedAt: null }])
    })

    test('loses what was done, and its reason, when the invitation is withdrawn', async () => {
      const { cohort, act } = await course()
      const { id } = await act(LEAVE)
      const kept = () => database().selectFrom('record_act').select('reason').where('id', '=', id!).execute()
      await endWhatIsOver(Date.now())
      expect(await kept()).toEqual([{ reason: LEAVE.reason }])
      await database().deleteFrom('invitation').where('cohort_id', '=', cohort).execute()
      await endWhatIsOver(Date.now())
      expect(await kept()).toEqual([])
    })
  })
})
