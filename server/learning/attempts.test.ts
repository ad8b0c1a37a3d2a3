import { describe, expect, test, vi } from 'vitest'
import { isFinished } from '@/scenarios/engine/play/journal'
import type { PlayEvent } from '@/scenarios/engine/play/events'
import { begin, sceneOf, shownSegments } from '@/scenarios/engine/play/play'
import type { Names } from '@/scenarios/engine/play/names'
import { ownLibrary } from '@/tests/support/library'
import { soundPool } from '@/tests/support/sound-scenario'
import { playBy } from '@/tests/support/random-play'
import { everything, holdStore, onEitherDatabase } from '@/tests/support/store'
import { type Attempt, readAttempt, startAttempt } from './attempts'
import { firstAttempts, listAttempts } from './attempt-list'
import { replayFrom, startOther } from './play-again'
import { append } from './append'
import { BUDGETS } from '../platform/budgets'
import { eraseLearner, newLearner } from './learners'
import { newId } from '../platform/tokens'
import { libraryIn } from '../library/library'
import { stageOf } from './localise'

const { scenario } = ownLibrary()
const hostile = (await libraryIn('en')).compiled(scenario, 'hostile')!

function picks(seed: number): () => number {
  let state = seed
  return () => (state = (state * 1_103_515_245 + 12_345) % 2 ** 31) >>> 8
}
const NAMES: Names = {
  contact: { given: 'Erlan', family: 'Erlanova', picture: 'kite' },
  colleague: { given: 'Abenor', family: 'Abenorsen', picture: 'drum' },
}
const played = (seed = 1): PlayEvent[] => playBy(hostile.play, picks(seed))
const withReply = [...Array(50).keys()]
  .map(played)
  .find((events) => events.some((e) => e.type === 'decide' && Object.keys(e.choices).length > 1))!

onEitherDatabase((fresh) => {
  const store = holdStore(fresh)
  const rows = (id: string) => store().db.selectFrom('event').selectAll().where('attempt_id', '=', id).orderBy('seq').execute()
  const read = async ({ learner, id }: Pick<Attempt, 'learner' | 'id'>) => (await readAttempt(learner, id))!

  async function begun(events: PlayEvent[] = [], fixed: Partial<Parameters<typeof startAttempt>[0]> = {}): Promise<Attempt> {
    const learner = fixed.learner ?? (await newLearner()).learner
    const id = await startAttempt({ learner, scenario, locale: 'en', variant: 'hostile', events, ...fixed })
    return read({ learner, id: id! })
  }

  describe('an attempt', () => {
    test('keeps the values it was started with, and times as numbers', async () => {
      const attempt = await begun([], { names: NAMES })
      expect(attempt.header).toEqual({
        scenario,
        variant: 'hostile',
        identity: hostile.identity,
        names: NAMES,
        locale: 'en',
        parent: null,
        purpose: 'learn',
      })
      expect(attempt.startedAt).toBeTypeOf('number')
      expect(Math.abs(attempt.startedAt - Date.now())).toBeLessThan(60_000)
    })

    test('draws its variant independently: names reveal nothing about it [p:no-key]', async () => {
      const { learner } = await newLearner()
      await Promise.all(Array.from({ length: 800 }, () => startAttempt({ learner, scenario, locale: 'en' })))
      const drawn = await store().db.selectFrom('attempt').select(['names', 'variant']).where('learner_id', '=', learner).execute()
      expect(drawn).toHaveLength(800)
      // About half are hostile, whatever name plays each part. The margin is six standard deviations.
      const byPerson = new Map<string, boolean[]>()
      for (const { names, variant } of drawn)
        for (const [part, name] of Object.entries(JSON.parse(names) as Names)) {
          const person = `${part} ${name.given} ${name.family}`
          byPerson.set(person, [...(byPerson.get(person) ?? []), variant === 'hostile'])
        }
      expect(byPerson.size).toBe(Object.keys(hostile.play.cast).length * Object.values(soundPool).flat().length)
      for (const [person, variants] of byPerson) {
        const share = variants.filter(Boolean).length / variants.length
        expect(Math.abs(share - 0.5), person).toBeLessThan(3 / Math.sqrt(variants.length))
      }
      const same = await Promise.all(Array.from({ length: 64 }, () => begun([], { learner, variant: undefined, names: NAMES })))
      expect(
        new Set(same.map((a) => stageOf(a).play.cast).map((cast) => JSON.stringify(Object.values(cast).map((c) => c.name)))).size,
      ).toBe(1)
      expect(new Set(same.map((a) => a.header.variant)).size).toBe(2)
    })

    test('that is erased at the same moment takes no event and causes no error', async () => {
      const attempt = await begun()
      await eraseLearner(attempt.learner)
      expect(await append(attempt, 0, played().slice(0, 1))).toEqual({ ok: false, events: [] })
      expect(await rows(attempt.id)).toEqual([])
    })

    test('of a scenario that is not in the library does not start', async () => {
      const { learner } = await newLearner()
      expect(await startAttempt({ learner, scenario: 'P98', locale: 'en' })).toBeNull()
      expect(await listAttempts(learner)).toEqual([])
    })

    test('played event by event reads back as it was played', async () => {
      const events = played()
      const attempt = await begun()
      for (const [seq, event] of events.entries()) {
        expect(await append(await read(attempt), seq, [event])).toEqual({ ok: true, length: seq + 1 })
      }
      const after = await read(attempt)
      expect(after.events).toEqual(events)
      expect(isFinished(after.replay.state)).toBe(true)
      expect((await rows(attempt.id)).every((r) => typeof r.at === 'number' && typeof r.seq === 'number')).toBe(true)
    })

    test('of another learner is not found', async () => {
      const attempt = await begun(played().slice(0, 3))
      const { learner } = await newLearner()
      expect(await readAttempt(learner, attempt.id)).toBeNull()
      expect(await readAttempt(learner, 'no-such-attempt')).toBeNull()
      expect(await listAttempts(learner)).toEqual([])
    })
  })

  describe('an append', () => {
    const events = withReply

    test('repeated any number of times changes nothing', async () => {
      const attempt = await begun()
      for (let times = 0; times < 3; times++) {
        expect(await append(await read(attempt), 0, events.slice(0, 4))).toEqual({ ok: true, length: 4 })
      }
      // A page that was opened before any of them sends the same events again.
      expect(await append(attempt, 0, events.slice(0, 4))).toEqual({ ok: true, length: 4 })
      expect(await append(await read(attempt), 1, events.slice(1, 3))).toEqual({ ok: true, length: 4 })
      expect((await read(attempt)).events).toEqual(events.slice(0, 4))
    })

    test('that repeats its beginning adds only the rest', async () => {
      const attempt = await begun(events.slice(0, 3))
      expect(await append(attempt, 1, events.slice(1, 6))).toEqual({ ok: true, length: 6 })
      expect((await read(attempt)).events).toEqual(events.slice(0, 6))
    })

    test('is the same whatever the order of the choices in its JSON is', async () => {
      const at = events.findIndex((e) => e.type === 'decide' && Object.keys(e.choices).length > 1)
      const { rating, choices, type } = events[at] as Extract<PlayEvent, { type: 'decide' }>
      const turned = { choices: Object.fromEntries(Object.entries(choices).reverse()), ...(rating && { rating }), type } as PlayEvent
      const attempt = await begun(events.slice(0, at + 1))
      expect(await append(attempt, at, [turned])).toEqual({ ok: true, length: at + 1 })
      const other = { ...turned, rating: rating === 5 ? 1 : 5 } as PlayEvent
      expect(await append(attempt, at, [other])).toMatchObject({ ok: false })
    })

    const decided = events.findIndex((e, i) => i > 1 && e.type === 'decide')
    const refused: [string, number, PlayEvent[]][] = [
      ['that contradicts the journal', 0, [{ type: 'check', check: 's0000000' }]],
      ['that repeats an event and contradicts the next', decided - 1, [events[decided - 1]!, { type: 'continue' }, { type: 'continue' }]],
      ['that leaves a gap', decided + 2, [events[decided + 2]!]],
      ['of an event that does not fit here', decided + 1, [{ type: 'unflag', segment: 's0000000' }]],
      ['of a judgement before its time', decided + 1, [{ type: 'judge', looks: 'genuine', sure: 'fairly' }]],
      ['of a fitting event and one that does not fit', decided + 1, [events[decided + 1]!, { type: 'check', check: 's0000000' }]],
    ]
    test.each(refused)('%s writes nothing and returns the journal', async (_, seq, appended) => {
      const attempt = await begun(events.slice(0, decided + 1))
      const before = await everything(store())
      expect(await append(attempt, seq, appended)).toEqual({ ok: false, events: events.slice(0, decided + 1) })
      expect(await everything(store())).toEqual(before)
    })

    test('to a finished attempt writes nothing', async () => {
      const attempt = await begun(events)
      expect(await append(attempt, events.length, [{ type: 'continue' }])).toEqual({ ok: false, events })
    })
  })

  describe('two appends at the same moment', () => {
    const [one, other] = shownSegments(sceneOf(hostile.play, begin(hostile.play)), begin(hostile.play))
    const pairs = [one!, other!].map(({ id }): PlayEvent[] => [{ type: 'flag', segment: id }])

    test('that differ: one wins, and the other gets its journal back', async () => {
      for (let round = 0; round < 20; round++) {
        const attempt = await begun()
        const answers = await Promise.all(pairs.map((events) => append(attempt, 0, events)))
        const winner = answers.findIndex((a) => a.ok)
        expect(answers[winner]).toEqual({ ok: true, length: 1 })
        expect(answers[1 - winner]).toEqual({ ok: false, events: pairs[winner] })
        expect((await read(attempt)).events).toEqual(pairs[winner])
      }
    })

    test('that are equal: both succeed, and the event is stored once', async () => {
      for (let round = 0; round < 20; round++) {
        const attempt = await begun()
        const events = played().slice(0, 3)
        const answers = await Promise.all([0, 1, 2].map(() => append(attempt, 0, events)))
        expect(answers).toEqual(answers.map(() => ({ ok: true, length: 3 })))
        expect((await rows(attempt.id)).map((r) => r.seq)).toEqual([0, 1, 2])
      }
    })
  })

  describe('practice', () => {
    test('from a decision begins at that decision, with the same people, and does not change the attempt', async () => {
      const attempt = await begun(played())
      const last = attempt.replay.state.submissions - 1
      for (const decision of [0, 2, last]) {
        const practice = await read({ learner: attempt.learner, id: (await replayFrom(attempt, decision))! })
        expect(practice.header).toEqual({ ...attempt.header, parent: attempt.id, purpose: 'practice' })
        expect(practice.replay.state).toMatchObject({ phase: 'scene', submissions: decision })
        expect(attempt.events.slice(0, practice.events.length)).toEqual(practice.events)
      }
      expect((await read(attempt)).events).toEqual(attempt.events)
    })

    test('of the other variant begins where the two part, with the same people', async () => {
      const attempt = await begun(played())
      const other = await read({ learner: attempt.learner, id: (await startOther(attempt))! })
      expect(other.header).toMatchObject({
        scenario,
        variant: 'genuine',
        names: attempt.header.names,
        parent: attempt.id,
        purpose: 'practice',
      })
      expect(other.events).toEqual(attempt.events.slice(0, other.events.length))
      expect(other.replay.state.phase).toBe('scene')
    })
  })

  describe('a budget', () => {
    const listed = async (learner: string, purpose: 'learn' | 'practice') =>
      (await listAttempts(learner)).filter((a) => a.purpose === purpose)
    async function kept(n: number, purpose: 'learn' | 'practice'): Promise<string> {
      const { learner } = await newLearner()
      await begun([], { learner })
      await store()
        .db.insertInto('attempt')
        .values(
          Array.from({ length: n }, (_, i) => ({
            id: `${purpose} ${i} ${learner}`,
            learner_id: learner,
            scenario,
            variant: 'hostile' as const,
            ...hostile.identity,
            names: JSON.stringify(NAMES),
            locale: 'en',
            parent: null,
            purpose,
            started_at: i,
          })),
        )
        .execute()
      return learner
    }

    test('keeps the newest practice attempts: the oldest makes room, and learning attempts stay [p:network-budget]', async () => {
      const learner = await kept(BUDGETS.practice + 20, 'practice')
      const last = await begun([], { learner, purpose: 'practice' })
      const practice = await listed(learner, 'practice')
      expect(practice).toHaveLength(BUDGETS.practice)
      expect(practice.at(-1)!.id).toBe(last.id)
      expect(practice.map((a) => a.id)).not.toContain(`practice 0 ${learner}`)
      expect(await listed(learner, 'learn')).toHaveLength(1)
    })
    test('makes further attempts practice, but never that of a course', async () => {
      const learner = await kept(BUDGETS.learn, 'learn')
      expect((await begun([], { learner })).header.purpose).toBe('practice')
      expect((await begun([], { learner, id: newId() })).header.purpose).toBe('learn')
    })
    test('stops flagging and unflagging, but the attempt can go on to its debrief [p:network-budget]', async () => {
      const events = played()
      const at = begin(hostile.play)
      const segment = shownSegments(sceneOf(hostile.play, at), at)[0]!.id
      const toggles = Array.from({ length: BUDGETS.events }, (_, i): PlayEvent => ({ type: i % 2 === 0 ? 'flag' : 'unflag', segment }))
      const attempt = await begun(toggles)
      expect(await append(attempt, toggles.length, [{ type: 'flag', segment }])).toMatchObject({ ok: false })
      const rest = events.filter((e) => e.type !== 'flag' && e.type !== 'unflag')
      expect(await append(attempt, toggles.length, rest)).toMatchObject({ ok: true })
      expect(isFinished((await read(attempt)).replay.state)).toBe(true)
    })
    test('copies into a replay only the flags that are still set', async () => {
      const at = begin(hostile.play)
      const segment = shownSegments(sceneOf(hostile.play, at), at)[0]!.id
      const toggles = Array.from({ length: 101 }, (_, i): PlayEvent => ({ type: i % 2 === 0 ? 'flag' : 'unflag', segment }))
      const attempt = await begun([...toggles, ...played().filter((e) => e.type !== 'flag' && e.type !== 'unflag')])
      const again = (await readAttempt(attempt.learner, (await replayFrom(attempt, 1))!))!
      expect(again.events.filter((e) => e.type === 'flag' || e.type === 'unflag')).toEqual([{ type: 'flag', segment }])
      expect(again.replay.state).toMatchObject({ phase: 'scene', submissions: 1, flags: [segment] })
    })
  })

  test('lists show what is open, how far, and what is finished, without replaying anything', async () => {
    const attempt = await begun()
    await append(attempt, 0, played())
    const decided = withReply.findIndex((e) => e.type === 'decide') + 1
    const open = await begun(withReply.slice(0, decided), { learner: attempt.learner })
    const list = await listAttempts(attempt.learner)
    expect(list.map(({ id, finished }) => [id, finished])).toEqual([
      [attempt.id, true],
      [open.id, false],
    ])
    expect(list[1]!.decided).toBe(open.replay.state.submissions)
    const last = Math.max(...(await rows(open.id)).map((r) => Number(r.at)))
    expect(list.map(({ at }) => at >= attempt.startedAt)).toEqual([true, true])
    expect(list[1]!.at, 'when something last happened in it').toBe(last)
    await store().db.updateTable('event').set({ body: 'no event' }).where('attempt_id', 'in', [attempt.id, open.id]).execute()
    expect(await listAttempts(attempt.learner)).toHaveLength(2)
  })

  test('first attempts are the earliest learning attempt at each scenario', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    const { learner } = await newLearner()
    const started: Attempt[] = []
    for (const fixed of [
      { purpose: 'practice' },
      {},
      { variant: 'genuine' },
      {},
      { purpose: 'practice', variant: 'genuine' },
      { variant: 'genuine' },
    ] as const) {
      vi.advanceTimersByTime(1000)
      started.push(await begun([], { learner, ...fixed }))
    }
    vi.useRealTimers()
    const all = await listAttempts(learner)
    expect(all.map((a) => a.id)).toEqual(started.map((a) => a.id))
    expect(firstAttempts(all).map((a) => a.id)).toEqual([1, 2].map((i) => started[i]!.id))
  })
})
