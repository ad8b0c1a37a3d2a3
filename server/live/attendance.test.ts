import { expect, test } from 'vitest'
import { holdLiveCore } from '@/tests/support/live-core'
import { everything, holdStore, onEitherDatabase } from '@/tests/support/store'
import { attendanceCsv, attendanceFile, attendants, ownLines, signIn, strike } from './attendance'
import { duplicateRoom } from './duplicate'
import { liveRoom } from './open-rooms'
import { facilitatorAction } from '@/tests/support/live'
import { loadRoom, viewOf } from './live-room'
import { planOf, readRoom } from './stored-rooms'

test('a downloaded sheet contains its session and day', () =>
  expect(attendanceFile('Zoë’s (1)', Date.UTC(2026, 10, 5))).toBe('Zo%C3%AB%E2%80%99s%20%281%29%202026-11-05%20attendance.csv'))

onEitherDatabase((fresh) => {
  const store = holdStore(fresh)
  const { open, run, stateOf, join } = holdLiveCore()
  const roomOf = async (id: string) => (await liveRoom(id))!

  test('a sheet takes names while it is open, before, during and after the session', async () => {
    const session = await open()
    const room = await roomOf(session.id)
    const ada = { name: 'Ada', organisation: 'Harbour Board' }
    expect(await signIn(room, ada, 'a phone')).toBe('shut')
    await run(session, { type: 'attendance', open: true })
    expect(viewOf(room, 'participant').attendance).toBe(true)
    expect(await signIn(room, ada, 'a phone')).toBe('signed')
    await run(session, 'start', 'close')
    expect(await signIn(room, { name: 'Zoë', organisation: '' }, 'another')).toBe('signed')
    await run(session, { type: 'attendance', open: false })
    expect(await signIn(room, { name: 'Late', organisation: '' }, 'a third')).toBe('shut')
    expect((await attendants(session.id)).map(({ name }) => name)).toEqual(['Ada', 'Zoë'])
  })
  test('a phone enters one name and a table twelve, also if they try many at once; the facilitator enters others by hand', async () => {
    for (const [audience, most] of [
      ['phones', 1],
      ['tables', 12],
    ] as const) {
      const session = await open({ audience, size: 8 })
      const room = await roomOf(session.id)
      await run(session, { type: 'attendance', open: true })
      const line = (n: number) => ({ name: `Person ${n}`, organisation: '' })
      const tried = await Promise.all(Array.from({ length: 14 }, (_, n) => signIn(room, line(n), 'greedy')))
      expect(tried.filter((one) => one === 'signed')).toHaveLength(most)
      expect(tried.filter((one) => one === 'own')).toHaveLength(14 - most)
      expect(await signIn(room, line(20), 'somebody else’s')).toBe('signed')
      const mine = await ownLines(room, 'greedy')
      expect(mine).toHaveLength(most)
      await strike(session.id, mine[0]!.id)
      expect(await signIn(room, line(21), 'greedy')).toBe('signed')
      expect(await signIn(room, line(22), 'greedy')).toBe('own')
      await run(session, { type: 'attendance', open: false })
      for (const n of [30, 31]) expect(await signIn(room, line(n), null)).toBe('signed')
      expect(await attendants(session.id)).toHaveLength(most + 3)
    }
  })
  test('a phone that joins anew for each name enters as many as the session was prepared for and five more, until the facilitator opens the sheet again', async () => {
    for (const [audience, each] of [
      ['phones', 1],
      ['tables', 12],
    ] as const) {
      const session = await open({ audience, size: 3 })
      const room = await roomOf(session.id)
      const anew = async (many: number) => {
        let signed = 0
        for (let n = 0; n < many; n++)
          if ((await signIn(room, { name: `Made up ${n}`, organisation: '' }, `${audience} ${Math.random()}`)) === 'signed') signed++
        return signed
      }
      await run(session, { type: 'attendance', open: true })
      expect(await anew(60)).toBe(3 * each + 5)
      expect(await signIn(room, { name: 'By hand', organisation: '' }, null)).toBe('signed')
      await run(session, 'start', { type: 'attendance', open: true }, 'undo')
      expect(await anew(1)).toBe(0)
      await run(session, { type: 'attendance', open: false }, { type: 'attendance', open: true })
      // One of these places is taken by hand.
      expect(await anew(60)).toBe(3 * each + 5 - 1)
      await strike(session.id, (await attendants(session.id))[0]!.id)
      expect(await anew(2)).toBe(1)
    }
  })
  test('its lines lead to no participant, have no time, and are listed by name', async () => {
    const session = await open({ names: 'nicknames', size: 20 })
    const room = await roomOf(session.id)
    await run(session, { type: 'attendance', open: true })
    const names = ['Wen', 'Ada', 'Lea', 'Bo']
    const tokens = await Promise.all(names.map(async () => /participant=([^;]+)/.exec(await join(session, { name: 'Somebody' }))![1]!))
    for (const [n, name] of names.entries()) await signIn(room, { name, organisation: '' }, tokens[n]!)
    const rows = (await everything(store())).filter(({ table }) => table === 'room_attendance').map(({ row }) => JSON.parse(row) as object)
    for (const row of rows) expect(Object.keys(row).sort()).toEqual(['id', 'name', 'organisation', 'room_id'])
    const ids = rows.map((row) => (row as { id: string }).id)
    for (const other of (await everything(store())).filter(({ table }) => table !== 'room_attendance'))
      for (const id of ids) expect(other.row).not.toContain(id)
    const list = await attendants(session.id)
    expect(list.map(({ name }) => name)).toEqual(names.toSorted())
    await strike(session.id, list[0]!.id)
    expect((await attendants(session.id)).map(({ name }) => name)).toEqual(['Bo', 'Lea', 'Wen'])
    await strike((await open()).id, list[1]!.id)
    expect(await attendants(session.id)).toHaveLength(3)
  })
  test('as a table it runs nothing in a spreadsheet', () => {
    expect(attendanceCsv([{ id: 'x', name: '=1+1', organisation: 'Board, harbour' }])).toBe(
      '\ufeffname,organisation\n\'=1+1,"Board, harbour"\n',
    )
    expect(attendanceCsv([])).toBe('\ufeffname,organisation\n')
  })

  test('a session made from another has its scenario, variant, names, plan and notes, and nothing that participants sent', async () => {
    const session = await open({ name: 'Tuesday', names: 'nicknames', minutes: 30 })
    await run(session, 'start')
    const { moment } = await stateOf(session)
    for (const [at, text] of [
      [0, 'Say hello'],
      [moment, 'Ask about the date'],
    ] as const)
      expect((await facilitatorAction(session, { type: 'note', moment: at, text })).status).toBe(200)
    const { linkToken, id } = await duplicateRoom(await roomOf(session.id), 0)
    const [row, before] = [(await readRoom(id))!, (await readRoom(session.id))!]
    for (const same of ['scenario', 'variant', 'title', 'structure', 'texts', 'names', 'locale'] as const)
      expect(row[same]).toBe(before[same])
    expect(planOf(row)).toMatchObject({ name: 'Tuesday', minutes: 30, names: 'nicknames', rehearsal: 0 })
    expect([row.version, row.id === before.id, row.code === before.code, row.facilitator_link === before.facilitator_link]).toEqual([
      0,
      false,
      false,
      false,
    ])
    expect(linkToken).not.toBe('')
    expect(planOf((await readRoom((await duplicateRoom(await roomOf(session.id), 7)).id))!).rehearsal).toBe(7)
    const made = (await loadRoom(id))!
    expect([made.people.size, viewOf(made, 'facilitator').facilitator!.noted]).toEqual([0, 'Say hello'])
    // The copy numbers its moments again, but the note stays with its scene.
    const copy = { ...session, id, base: session.base.replace(session.id, id) }
    await store()
      .db.insertInto('room_facilitator')
      .values({ room_id: id, facilitator: (await facilitatorOf(session.id))!, opened: 1 })
      .execute()
    await run(copy, { type: 'introduce' }, 'start')
    expect(viewOf(await roomOf(id), 'facilitator').facilitator!.noted).toBe('Ask about the date')
    for (const role of ['participant', 'projector'] as const)
      expect(JSON.stringify(viewOf(await roomOf(id), role))).not.toContain('Ask about')
  })
  const facilitatorOf = async (id: string) =>
    (await store().db.selectFrom('room_facilitator').select('facilitator').where('room_id', '=', id).executeTakeFirst())?.facilitator
})
