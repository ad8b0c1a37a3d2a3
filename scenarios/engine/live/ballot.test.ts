import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { authoredEvents } from '@/tests/support/authored-events'
import { examplePool, exampleScenario } from '@/tests/support/example-story'
import { type Ballot, KEPT_FROM, SHOWN_FROM, type Tally, isValidBallot, kept, leaders, majority, question, shown, tally } from './ballot'
import { compile } from '../play/compile'
import { type Choices, type PlayEvent, LOOKS } from '../play/events'
import { type Decision, isAct } from '../play/play'
import type { RoomCommand, RoomState } from './room-state'
import { openRoom, replayRoom, roomState } from './room'

const { play: script } = compile(exampleScenario, examplePool)
const { ids, decide: decideEvent } = authoredEvents(exampleScenario)
const choicesOf = (choices: Choices) => (decideEvent(choices) as Extract<PlayEvent, { type: 'decide' }>).choices
const vote = (choices: Choices): Ballot => ({ kind: 'decide', choices: choicesOf(choices) })
const times = <T>(n: number, value: T): T[] => Array.from({ length: n }, () => value)
const looks = (is: 'genuine' | 'approach'): Ballot => ({ kind: 'judge', looks: is })
const check = (id: string): Ballot => ({ kind: 'check', check: ids('check', id) })

const on = (choices: Choices): RoomCommand => ({ type: 'decide', choices: choicesOf(choices), by: 'facilitator' })
const after = (...log: RoomCommand[]) => roomState(replayRoom(script, log))
const sit = on({ 'hello-act': 'sit' })
const toVerdict: RoomCommand[] = [
  { type: 'start' },
  sit,
  on({ 'request-act': 'leave' }),
  on({ 'call-act': 'hang-up' }),
  on({ 'record-act': 'bin' }),
]
const rooms = {
  lobby: roomState(openRoom(script)),
  reading: after({ type: 'start' }),
  checking: after({ type: 'start' }, { type: 'askChecks' }),
  voting: after({ type: 'start' }, { type: 'vote' }),
  discussing: after({ type: 'start' }, { type: 'vote' }, { type: 'discuss', until: null }),
  revealed: after({ type: 'start' }, { type: 'vote' }, { type: 'reveal' }),
  consequence: after({ type: 'start' }, on({ 'hello-act': 'accept' })),
  verdict: after(...toVerdict),
  judging: after(...toVerdict, { type: 'vote' }),
  debrief: after(...toVerdict, { type: 'conclude' }),
  closed: after({ type: 'start' }, { type: 'vote' }, { type: 'close' }),
  replying: after({ type: 'start' }, sit, { type: 'vote' }),
}
const decisionsOf = (room: RoomState): Decision[] => {
  const asked = question(script, room)
  if (asked?.kind !== 'decide') throw new Error('no decision is asked')
  return asked.decisions
}
const hello = decisionsOf(rooms.voting)
const request = decisionsOf(rooms.replying)
const act = (id: string) => ids('option', `request-act.${id}`)
const option = (id: string) => ids('option', id)
const decision = (id: string) => ids('decision', id)

describe('a ballot', () => {
  test('is valid where its question is asked, and nowhere else', () => {
    const ballots = { decide: vote({ 'hello-act': 'sit' }), judge: looks('genuine'), check: check('picture') }
    const open: Record<string, string> = { checking: 'check', voting: 'decide', judging: 'judge' }
    for (const [name, room] of Object.entries(rooms)) {
      for (const [kind, ballot] of Object.entries(ballots))
        expect(isValidBallot(script, room, ballot), `${kind} in ${name}`).toBe(open[name] === kind)
      expect(question(script, room)?.kind ?? null, name).toBe(open[name] ?? (name === 'replying' ? 'decide' : null))
    }
  })
  test('chooses among the options on offer, with all the sentences that its act sends', () => {
    const unfit: Choices[] = [
      {},
      { 'hello-act': 'name-it' },
      { 'hello-act': 'warm' },
      { 'call-act': 'come' },
      { 'hello-act': 'sit', opening: 'warm' },
    ]
    for (const choices of unfit) {
      expect(isValidBallot(script, rooms.voting, vote(choices)), JSON.stringify(choices)).toBe(false)
    }
    expect(isValidBallot(script, rooms.replying, vote({ 'request-act': 'leave' }))).toBe(true)
    expect(isValidBallot(script, rooms.replying, vote({ 'request-act': 'send', opening: 'warm' }))).toBe(false)
    expect(isValidBallot(script, rooms.replying, vote({ 'request-act': 'send', opening: 'warm', answer: 'public' }))).toBe(true)
    expect(
      isValidBallot(script, rooms.replying, vote({ 'request-act': 'send', opening: 'warm', answer: 'public', 'fee-line': 'fine' })),
    ).toBe(false)
  })
  test('may be for a check that is shown and in time', () => {
    expect(
      ['ask-colleague', 'register', 'call-back', 'picture', 'press'].map((c) => isValidBallot(script, rooms.checking, check(c))),
    ).toEqual([true, true, false, true, false])
  })
  test('may say genuine or approach', () => {
    expect(LOOKS.every((l) => isValidBallot(script, rooms.judging, looks(l)))).toBe(true)
    expect(isValidBallot(script, rooms.judging, { kind: 'judge', looks: 'odd' as 'genuine' })).toBe(false)
  })
})

describe('a tally', () => {
  test('counts sentences if the act sends them', () => {
    const total = tally(request, [
      ...times(2, vote({ 'request-act': 'send', opening: 'cold', answer: 'public' })),
      ...times(3, vote({ 'request-act': 'leave', opening: 'rude', answer: 'inside' })),
    ])
    expect(total).toEqual({
      voted: 5,
      counts: {
        [decision('request-act')]: { [act('send')]: 2, [act('leave')]: 3 },
        [decision('opening')]: { [option('opening.cold')]: 2 },
        [decision('answer')]: { [option('answer.public')]: 2 },
      },
    })
  })
  test('counts judgements and checks', () => {
    expect(tally([], [looks('genuine'), looks('approach'), looks('approach')])).toEqual({
      voted: 3,
      counts: { looks: { genuine: 1, approach: 2 } },
    })
    expect(tally([], [check('picture')])).toEqual({ voted: 1, counts: { check: { [ids('check', 'picture')]: 1 } } })
    expect(tally(hello, [])).toEqual({ voted: 0, counts: {} })
  })
  test('ignores votes for an option that disappeared with an undone check, so the majority is on offer', () => {
    const log: RoomCommand[] = [
      { type: 'start' },
      { type: 'askChecks' },
      { type: 'check', check: ids('check', 'register') },
      { type: 'vote' },
      { type: 'return', to: 1, whatIf: false },
    ]
    const before = after(...log.slice(0, 4))
    const now = after(...log, { type: 'vote' })
    expect([now.moment, now.round]).toEqual([before.moment, before.round])
    const ballots = [...times(4, vote({ 'hello-act': 'name-it' })), vote({ 'hello-act': 'sit' })]
    expect(ballots.every((b) => isValidBallot(script, before, b))).toBe(true)
    const total = tally(decisionsOf(now), ballots)
    expect(total.voted).toBe(1)
    expect(majority(decisionsOf(now), total)).toEqual({ ok: true, choices: choicesOf({ 'hello-act': 'sit' }) })
  })
})

describe('the majority', () => {
  const send = (opening: string, answer: string) => vote({ 'request-act': 'send', opening, answer })
  const of = (...ballots: Ballot[]) => majority(request, tally(request, ballots))
  test('is the act chosen most, with the sentences sent most', () => {
    expect(of(send('warm', 'public'), send('warm', 'inside'), send('cold', 'public'), vote({ 'request-act': 'leave' }))).toEqual({
      ok: true,
      choices: choicesOf({ 'request-act': 'send', opening: 'warm', answer: 'public' }),
    })
  })
  test('of an act that sends nothing has no sentences', () => {
    expect(of(send('warm', 'public'), ...times(2, vote({ 'request-act': 'leave' })))).toEqual({
      ok: true,
      choices: choicesOf({ 'request-act': 'leave' }),
    })
  })
  test('in a tie names what the facilitator has to settle', () => {
    expect(of(send('warm', 'public'), vote({ 'request-act': 'leave' }))).toEqual({ ok: false, tied: [decision('request-act')] })
    expect(of(send('warm', 'public'), send('cold', 'public'))).toEqual({ ok: false, tied: [decision('opening')] })
    expect(of(send('warm', 'public'), send('cold', 'inside'))).toEqual({ ok: false, tied: [decision('opening'), decision('answer')] })
    expect(of()).toEqual({ ok: false, tied: [decision('request-act')] })
  })
  test('of any valid votes leads on, or names a tie', () => {
    const each = [
      ...['warm', 'cold', 'rude'].flatMap((o) => ['public', 'inside'].map((a) => send(o, a))),
      vote({ 'request-act': 'leave' }),
      vote({ 'request-act': 'officer' }),
    ]
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...each), { maxLength: 12 }), (ballots) => {
        const result = of(...ballots)
        return result.ok ? isValidBallot(script, rooms.replying, { kind: 'decide', choices: result.choices }) : result.tied.length > 0
      }),
    )
  })
  test('has its leaders in order: none, one, or those in a tie', () => {
    expect([leaders(), leaders({}), leaders({ a: 0 }), leaders({ a: 1, b: 2 }), leaders({ a: 2, b: 2, c: 1 })]).toEqual([
      [],
      [],
      [],
      ['b'],
      ['a', 'b'],
    ])
  })
})

const row = (counts: Record<string, number>): Tally => ({ voted: sum(counts), counts: { check: counts } })
const sum = (counts: Record<string, number>) => Object.values(counts).reduce((a, b) => a + b, 0)
const keptRow = (counts: Record<string, number>) => kept([], row(counts))?.counts.check

describe('what is shown and kept', () => {
  test('starts at five votes', () => {
    expect(shown(row({ a: 4 }))).toBeNull()
    expect(kept([], row({ a: 4 }))).toBeNull()
    expect(shown(row({ a: 4, b: 1 }))).toEqual(row({ a: 4, b: 1 }))
    expect(keptRow({ a: 5 })).toEqual({ a: 5 })
  })
  test('merges options under three, and never one alone', () => {
    expect(keptRow({ a: 5, b: 2, c: 1 })).toEqual({ a: 5, other: 3 })
    expect(keptRow({ a: 5, b: 3, c: 1 })).toEqual({ a: 5, other: 4 })
    expect(keptRow({ a: 5, b: 3 })).toEqual({ a: 5, b: 3 })
    expect(keptRow({ a: 9, b: 1 })).toEqual({ other: 10 })
  })
  test('omits sentences where they would reveal how many sent them', () => {
    const send = vote({ 'request-act': 'send', opening: 'warm', answer: 'public' })
    const keptOf = (...ballots: Ballot[]) => kept(request, tally(request, ballots))?.counts
    const leave = vote({ 'request-act': 'leave' })
    const officer = vote({ 'request-act': 'officer' })
    expect(keptOf(send, ...times(9, leave))).toEqual({ [decision('request-act')]: { other: 10 } })
    // The smallest of three is merged with the act that sends: its number was the sum of the sentences.
    expect(keptOf(...times(3, send), ...times(4, leave), officer)).toEqual({ [decision('request-act')]: { [act('leave')]: 4, other: 4 } })
    expect(keptOf(...times(6, send), ...times(4, leave), officer)).toEqual({
      [decision('request-act')]: { [act('send')]: 6, other: 5 },
      [decision('opening')]: { [option('opening.warm')]: 6 },
      [decision('answer')]: { [option('answer.public')]: 6 },
    })
  })
  test('keeps every sum, names no option under three, and never hides one alone', () => {
    const rows = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd', 'e'), fc.integer({ min: 1, max: 12 }), { minKeys: 1 })
    fc.assert(
      fc.property(rows, (counts) => {
        const safe = keptRow(counts)
        if (sum(counts) < SHOWN_FROM) return safe === undefined
        const { other, ...named } = safe!
        const hidden = Object.keys(counts).filter((o) => !(o in named))
        expect(sum(safe!)).toBe(sum(counts))
        for (const [o, n] of Object.entries(named)) expect([n, n >= KEPT_FROM]).toEqual([counts[o], true])
        expect(other === undefined ? 0 : other).toBe(hidden.reduce((all, o) => all + counts[o]!, 0))
        expect(hidden.length === 1).toBe(false)
        return true
      }),
      { numRuns: 1000 },
    )
  })
  test('lets no act be worked out from the sentences, in a room of any size', () => {
    const acts = ['send', 'leave', 'officer'] as const
    fc.assert(
      fc.property(fc.tuple(...acts.map(() => fc.integer({ min: 0, max: 8 }))), (numbers) => {
        const ballots = acts.flatMap((a, i) => times(numbers[i]!, vote({ 'request-act': a, opening: 'warm', answer: 'public' })))
        const safe = kept(request, tally(request, ballots))
        const asked = request.find(isAct)!.id
        const told = safe && decision('opening') in safe.counts
        return !told || safe.counts[asked]?.[act('send')] === sum(safe.counts[decision('opening')]!)
      }),
      { numRuns: 1000 },
    )
  })
})
