import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { authoredEvents } from '@/tests/support/authored-events'
import { exampleScenario } from '@/tests/support/example-scenario'
import {
  type Ballot,
  PEOPLE,
  TABLES,
  type Tally,
  areFew,
  crowdOf,
  isValidBallot,
  leaders,
  majority,
  openVote,
  openQuestion,
  roomReports,
  shown,
  tally,
  validateAnswer,
} from './ballot'
import { compile } from '../play/compile'
import { type Choices, type Rating, type JudgementChoice, type PlayEvent, LOOKS } from '../play/events'
import { type Decision, offered, sceneOf } from '../play/play'
import type { RoomCommand, RoomState } from './room-state'
import { carryOn, openRoom, roomState } from './room'

const { play: script } = compile(exampleScenario).hostile!
const { ids, decide: decideEvent } = authoredEvents(exampleScenario)
const choicesOf = (choices: Choices) => (decideEvent(choices) as Extract<PlayEvent, { type: 'decide' }>).choices
const vote = (choices: Choices, also: { reported?: true; rating?: Rating } = {}): Ballot => ({
  kind: 'decide',
  choices: choicesOf(choices),
  ...also,
})
const times = <T>(n: number, value: T): T[] => Array.from({ length: n }, () => value)
const words = (choices: Choices): Ballot => ({ kind: 'word', choices: choicesOf(choices) })
const looks = (is: JudgementChoice): Ballot => ({ kind: 'judge', looks: is })
const check = (id: string): Ballot => ({ kind: 'check', check: ids('check', id) })

const on = (choices: Choices): RoomCommand => ({ type: 'decide', choices: choicesOf(choices), by: 'facilitator', report: false })
const after = (...log: RoomCommand[]) => roomState(carryOn(openRoom(script), log))
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
  weighed: after({ type: 'start' }, { type: 'askChecks' }, { type: 'reveal' }),
  voting: after({ type: 'start' }, { type: 'vote' }),
  discussing: after({ type: 'start' }, { type: 'vote' }, { type: 'discuss', until: null }),
  revealed: after({ type: 'start' }, { type: 'vote' }, { type: 'reveal' }),
  consequence: after({ type: 'start' }, on({ 'hello-act': 'accept' })),
  verdict: after(...toVerdict),
  judging: after(...toVerdict, { type: 'vote' }),
  debrief: after(...toVerdict, { type: 'conclude' }),
  closed: after({ type: 'start' }, { type: 'vote' }, { type: 'close' }),
  replying: after({ type: 'start' }, sit, { type: 'vote' }),
  wording: after({ type: 'start' }, sit, { type: 'vote' }, { type: 'reveal' }, { type: 'word', act: ids('option', 'request-act.send') }),
}
const decisionsOf = ({ play }: RoomState): Decision[] => offered(sceneOf(script, play), play)
const hello = decisionsOf(rooms.voting)
const request = decisionsOf(rooms.replying)
const act = (id: string) => ids('option', `request-act.${id}`)
const option = (id: string) => ids('option', id)
const decision = (id: string) => ids('decision', id)

describe('a ballot', () => {
  test('is valid only while its question is asked', () => {
    const ballots = {
      decide: vote({ 'hello-act': 'sit' }),
      judge: looks('genuine'),
      check: check('picture'),
      word: words({ opening: 'warm', answer: 'public' }),
    }
    const open: Record<string, string> = { checking: 'check', voting: 'decide', judging: 'judge', wording: 'word' }
    for (const [name, room] of Object.entries(rooms)) {
      for (const [kind, ballot] of Object.entries(ballots))
        expect(isValidBallot(script, room, ballot), `${kind} in ${name}`).toBe(open[name] === kind)
      expect(openQuestion(script, room)?.kind ?? null, name).toBe(open[name] ?? (name === 'replying' ? 'decide' : null))
      expect(openVote(room) !== null, name).toBe(openQuestion(script, room) !== null)
    }
  })
  test('chooses an act on offer; sentences with it, as earlier pages sent them, must be on offer too', () => {
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
    const replies = (choices: Choices) => isValidBallot(script, rooms.replying, vote(choices))
    expect([replies({ 'request-act': 'leave' }), replies({ 'request-act': 'send' })]).toEqual([true, true])
    expect(replies({ 'request-act': 'send', opening: 'warm', answer: 'public' })).toBe(true)
    expect(replies({ opening: 'warm', answer: 'public' })).toBe(false)
    expect(replies({ 'request-act': 'send', opening: 'warm', answer: 'public', 'fee-line': 'fine' })).toBe(false)
    expect(replies({ 'request-act': 'send', opening: 'public' })).toBe(false)
  })
  test('on sentences has one of each, and nothing else', () => {
    const fits = (choices: Choices) => isValidBallot(script, rooms.wording, words(choices))
    expect(fits({ opening: 'warm', answer: 'inside' })).toBe(true)
    for (const choices of [{}, { opening: 'warm' }, { opening: 'warm', answer: 'cold' }, { opening: 'warm', 'fee-line': 'fine' }])
      expect(fits(choices as Choices), JSON.stringify(choices)).toBe(false)
    expect(fits({ opening: 'warm', answer: 'inside', 'request-act': 'send' })).toBe(false)
  })
  test('on sentences belongs to the vote that was opened, not to an earlier one', () => {
    const again = after(
      { type: 'start' },
      sit,
      { type: 'word', act: ids('option', 'request-act.send') },
      { type: 'undo' },
      { type: 'word', act: ids('option', 'request-act.send') },
    )
    const answer = (about: `words-${number}`) =>
      validateAnswer(script, again, { moment: 2, seq: 1, about, ballot: words({ opening: 'warm', answer: 'public' }) })
    expect([answer('words-3'), answer('words-5')]).toEqual(['closed', 'taken'])
  })
  test('may be for a check that is shown and in time', () => {
    expect(
      ['ask-colleague', 'register', 'call-back', 'picture', 'press'].map((c) => isValidBallot(script, rooms.checking, check(c))),
    ).toEqual([true, true, false, true, false])
  })
  test('may say genuine, approach or unsure', () => {
    expect(LOOKS.every((l) => isValidBallot(script, rooms.judging, looks(l)))).toBe(true)
    expect(isValidBallot(script, rooms.judging, { kind: 'judge', looks: 'odd' as 'genuine' })).toBe(false)
  })
})

describe('a tally', () => {
  test('counts acts, whatever sentences came with them', () => {
    const total = tally(request, [
      ...times(2, vote({ 'request-act': 'send', opening: 'cold', answer: 'public' })),
      ...times(4, vote({ 'request-act': 'send' })),
      ...times(3, vote({ 'request-act': 'leave', opening: 'rude', answer: 'inside' })),
    ])
    expect(total).toEqual({ voted: 9, reported: 0, counts: { [decision('request-act')]: { [act('send')]: 6, [act('leave')]: 3 } } })
  })
  test('counts each sentence separately', () => {
    const total = tally(request, [
      ...times(2, words({ opening: 'cold', answer: 'public' })),
      ...times(3, words({ opening: 'warm', answer: 'public' })),
      words({ opening: 'warm' }),
    ])
    expect(total).toEqual({
      voted: 5,
      counts: {
        [decision('opening')]: { [option('opening.cold')]: 2, [option('opening.warm')]: 3 },
        [decision('answer')]: { [option('answer.public')]: 5 },
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

describe('reporting', () => {
  const pressed = (reported: number, voted: number) =>
    tally(hello, [
      ...times(reported, vote({ 'hello-act': 'sit' }, { reported: true })),
      ...times(voted - reported, vote({ 'hello-act': 'sit' })),
    ])
  test('is part of a vote, and counts besides the act', () => {
    expect(isValidBallot(script, rooms.voting, vote({ 'hello-act': 'sit' }, { reported: true }))).toBe(true)
    expect(pressed(3, 8)).toEqual({ voted: 8, reported: 3, counts: { [decision('hello-act')]: { [option('hello-act.sit')]: 8 } } })
    // Every device has the button, so nobody who pressed it is a count as well.
    expect(pressed(0, 8).reported).toBe(0)
  })
  test('is not counted with an act that is no longer on offer', () => {
    expect(tally(hello, [vote({ 'hello-act': 'name-it' }, { reported: true })])).toEqual({ voted: 0, counts: {} })
  })
  test('is done by the room if more than half of the voters would', () => {
    expect([4, 5, 6].map((reported) => roomReports(pressed(reported, 10)))).toEqual([false, false, true])
    expect(roomReports(tally(hello, []))).toBe(false)
    expect(roomReports({ ...pressed(4, 4), few: true })).toBe(false)
  })
  test('is the room’s where hands are raised as soon as somebody proposes it, and not where devices voted too', () => {
    const raised = (reported: number | undefined, hands: number) => roomReports({ voted: 10, counts: {}, reported, hands })
    expect([raised(undefined, 10), raised(0, 10), raised(1, 10), raised(1, 9), raised(6, 9)]).toEqual([false, false, true, false, true])
  })
  test('is shown whatever its number', () => {
    expect(shown(pressed(1, 5))).toMatchObject({ reported: 1 })
  })
})

test('a rating is accepted only if it is asked for', () => {
  expect(isValidBallot(script, rooms.voting, vote({ 'hello-act': 'sit' }, { rating: 4 }))).toBe(true)
  expect(isValidBallot(script, rooms.replying, vote({ 'request-act': 'leave' }, { rating: 4 }))).toBe(false)
})

describe('the majority', () => {
  const [send, leave] = [vote({ 'request-act': 'send' }), vote({ 'request-act': 'leave' })]
  const of = (...ballots: Ballot[]) => majority(request, tally(request, ballots))
  const worded = (...ballots: Ballot[]) => majority(request, tally(request, ballots), act('send'))
  const [opening, answer] = [decision('opening'), decision('answer')]
  test('is the act chosen most', () => {
    expect(of(send, leave, leave)).toEqual({ ok: true, choices: choicesOf({ 'request-act': 'leave' }) })
  })
  test('of an act that sends something leaves its sentences open, even if sentences came with the votes', () => {
    const open = { ok: false, tied: [opening, answer], act: act('send') }
    expect([of(send, send, leave), of(...times(2, vote({ 'request-act': 'send', opening: 'warm', answer: 'public' })))]).toEqual([
      open,
      open,
    ])
  })
  test('on sentences has each that was chosen most, with the act', () => {
    const ballots = [['warm', 'public'] as const, ['warm', 'inside'] as const, ['cold', 'public'] as const]
    expect(worded(...ballots.map(([o, a]) => words({ opening: o, answer: a })))).toEqual({
      ok: true,
      choices: choicesOf({ 'request-act': 'send', opening: 'warm', answer: 'public' }),
    })
  })
  test('in a tie names what the facilitator has to settle', () => {
    expect([of(send, leave), of()]).toEqual(times(2, { ok: false, tied: [decision('request-act')] }))
    const [warm, cold] = [words({ opening: 'warm', answer: 'public' }), words({ opening: 'cold', answer: 'public' })]
    expect(worded(warm, cold)).toEqual({ ok: false, tied: [opening], act: act('send') })
    expect(worded()).toEqual({ ok: false, tied: [opening, answer], act: act('send') })
  })
  test('of any valid votes leads on, or names what is open', () => {
    const each = ['warm', 'cold', 'rude'].flatMap((o) => ['public', 'inside'].map((a) => words({ opening: o, answer: a })))
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...each), { maxLength: 12 }), (ballots) => {
        const result = worded(...ballots)
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

const row = (counts: Record<string, number>): Tally => ({
  voted: sum(counts),
  counts: { check: counts },
  ...(areFew(sum(counts), 30, PEOPLE) && { few: true }),
})
const sum = (counts: Record<string, number>) => Object.values(counts).reduce((a, b) => a + b, 0)
describe('what is shown', () => {
  test('starts at five votes', () => {
    expect(shown(row({ a: 4 }))).toBeNull()
    expect(shown(row({ a: 4, b: 1 }))).toEqual(row({ a: 4, b: 1 }))
  })
  test('starts at two for tables, whose answers a group gave aloud', () => {
    expect([1, 2, 3].map((n) => areFew(n, 8, crowdOf('tables')))).toEqual([true, false, false])
    expect([4, 5].map((n) => areFew(n, 8, crowdOf('phones')))).toEqual([true, false])
    expect(crowdOf('hands')).toBe(PEOPLE)
    // Participants who were removed do not hide the others.
    expect(areFew(3, 1, TABLES)).toBe(true)
  })
})
