import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type CommandInput, ballot, gave, roomAfter, script } from '@/tests/support/example-room'
import { countsOf } from './facilitator'
import { roomState } from './room'
import { type Counted, type Waiting, countSteadily, steadyAnswers, steadyTotals } from './steady-totals'
import { type AnswerCount, momentTotals } from './totals'

const OPTIONS = ['sit', 'accept'].map((way) => ballot({ 'hello-act': way }))
const SEGMENTS = Object.keys(script.compiled.key.segments).slice(0, 2)

type Step = { do: 'join' | 'answer' | 'flag' | 'drop' | 'return' | 'look' | 'tick'; who: number; what: number }
const steps = fc.array(
  fc.record({
    do: fc.constantFrom<Step['do']>(
      'join',
      'answer',
      'answer',
      'answer',
      'flag',
      'flag',
      'drop',
      'return',
      'look',
      'look',
      'tick',
      'tick',
      'tick',
    ),
    who: fc.nat(19),
    what: fc.nat(3),
  }),
  { minLength: 20, maxLength: 200 },
)

/** A room with phones through two processes, each of which looks now and then who is there. */
class Simulated {
  phones = new Map<
    number,
    { here: boolean; vote: AnswerCount['answer'] | null; flags: string[] | null; first: boolean; firstFlag: boolean }
  >()
  there: [Waiting, Waiting]
  counted: Counted = {}
  seen = ''
  seenFlags = ''
  readonly history
  constructor(
    readonly log: CommandInput[],
    readonly mixed = 0,
  ) {
    this.history = roomAfter(...log)
    for (let who = 0; who < 8; who++) this.join(who)
    this.there = [this.look(0), this.look(1)]
  }
  join(who: number) {
    if (!this.phones.has(who)) this.phones.set(who, { here: true, vote: null, flags: null, first: false, firstFlag: false })
  }
  look(process: number): Waiting {
    const here = [...this.phones].filter(([who, { here }]) => here && who % 2 === process)
    const answered = [...this.phones.values()].filter(({ vote }) => vote !== null).length
    return { vote: '1/round-1', waiting: here.filter(([, { vote }]) => vote === null).length, answered, here: here.length }
  }
  rows(): AnswerCount[] {
    const rows = [...this.phones.values()].flatMap(({ vote, flags }) => [
      ...(vote ? [gave(1, 'round-1', vote)] : []),
      ...(flags ? [gave(1, 'flags', flags)] : []),
    ])
    return this.mixed > 0
      ? [
          ...rows,
          gave(1, 'round-1', { hands: { [OPTIONS[0]!.kind === 'decide' ? Object.values(OPTIONS[0]!.choices)[0]! : '']: this.mixed } }),
        ]
      : rows
  }
  tick() {
    const state = roomState(this.history)
    this.counted = countSteadily(this.counted, this.rows(), state, this.there, script.crowd)
    const totals = (rows: AnswerCount[]) => momentTotals(script, this.history, 1, rows, this.phones.size)
    const live = totals(this.rows())
    const steady = steadyTotals(live, totals(steadyAnswers(this.counted, this.rows())))
    return countsOf(script, this.history, live, this.phones.size, 'facilitator', steady)
  }
  /** Everybody whom the new numbers could tell of, if they have changed. */
  check() {
    const { facilitator, answered } = this.tick()
    const { rounds, flags } = facilitator!.totals
    const { voted: _, rest: __, few: ___, ...numbers } = rounds[0] ?? { voted: 0, counts: {} }
    const all = [...this.phones.values()]
    expect(answered).toBe(all.filter(({ vote }) => vote).length + this.mixed)
    const now = Object.keys(numbers.counts).length > 0 ? JSON.stringify([numbers, facilitator!.majority]) : this.seen
    if (now !== this.seen) {
      expect(all.filter(({ vote, first }) => vote && !first).length).toBeGreaterThanOrEqual(this.mixed > 0 && this.seen === '' ? 0 : 3)
      const left = all.filter(({ vote, here }) => here && !vote).length
      expect(left === 0 || left >= 3 || all.every(({ vote }) => !vote), `${left} left`).toBe(true)
      for (const phone of all) phone.first = phone.vote !== null
    }
    this.seen = now
    const nowFlagged = Object.keys(flags.counts).length > 0 ? JSON.stringify(flags.counts) : this.seenFlags
    if (nowFlagged !== this.seenFlags) {
      expect(all.filter((one) => one.flags && !one.firstFlag).length).toBeGreaterThanOrEqual(3)
      for (const phone of all) phone.firstFlag = phone.flags !== null
    }
    this.seenFlags = nowFlagged
  }
  take({ do: what, who, what: choice }: Step) {
    const phone = this.phones.get(who)
    if (what === 'join') this.join(who)
    if (what === 'tick') this.check()
    if (!phone) return
    if (what === 'answer') {
      const option = OPTIONS[choice % OPTIONS.length]!
      phone.vote = choice > 1 ? ({ ...option, reported: true } as AnswerCount['answer']) : option
    }
    if (what === 'flag') phone.flags = [SEGMENTS[choice % 2]!]
    if (what === 'drop') phone.here = false
    if (what === 'return') phone.here = true
    // A stream that begins or ends is noticed at once; answers through the other process are not.
    if (['look', 'join', 'drop', 'return'].includes(what)) this.there[who % 2] = this.look(who % 2)
  }
}

const OPEN: CommandInput[][] = [
  ['start', 'vote'],
  ['start', 'vote', 'pause'],
  ['start', 'vote', { type: 'discuss', until: null }],
]

test('when people come, change their mind, leave or return, the cockpit’s numbers move by at least three people, and never leave one or two [p:steady-totals]', () => {
  fc.assert(
    fc.property(fc.constantFrom(...OPEN), fc.constantFrom(0, 6), steps, (log, hands, all) => {
      const room = new Simulated(log, hands)
      room.check()
      for (const step of all) room.take(step)
    }),
    { numRuns: 150 },
  )
})

test('they move at all: at five of twelve, at eight, then once everybody has answered', () => {
  const room = new Simulated(['start', 'vote'])
  for (let who = 8; who < 12; who++) room.join(who)
  const moved = Array.from({ length: 12 }, (_, who) => {
    room.take({ do: 'answer', who, what: who % 4 })
    room.there = [room.look(0), room.look(1)]
    const before = room.seen
    room.check()
    return room.seen !== before
  })
  expect(moved.flatMap((did, i) => (did ? [i + 1] : []))).toEqual([5, 8, 12])
  const { totals } = room.tick().facilitator!
  expect(Object.values(totals.rounds[0]!.counts).flatMap((row) => Object.values(row))).toEqual([6, 6])
  expect([totals.rounds[0]!.reported, totals.rounds[0]!.rest]).toEqual([6, undefined])
})

test('a reveal counts everybody, and undone it does not go back', () => {
  const rows = (n: number) => [gave(n, 'round-1', OPTIONS[0]!), gave(n, 'flags', SEGMENTS)]
  const there: Waiting[] = [{ vote: '1/round-1', waiting: 1, answered: 11, here: 12 }]
  const after = (before: Counted, n: number, ...log: CommandInput[]) =>
    countSteadily(before, rows(n), roomState(roomAfter(...log)), there, script.crowd)
  const open = after({}, 11, 'start', 'vote')
  expect(open).toEqual({})
  const revealed = after(open, 11, 'start', 'vote', 'reveal')
  expect(revealed['round-1']).toEqual([{ answer: OPTIONS[0], n: 11 }])
  expect(after(revealed, 12, 'start', 'vote', 'reveal', 'undo')).toEqual(revealed)
  // The room has left the moment.
  expect(countSteadily({}, rows(7), null, there, script.crowd)).toHaveProperty('round-1')
})
