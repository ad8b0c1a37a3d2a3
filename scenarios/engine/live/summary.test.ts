import { describe, expect, test } from 'vitest'
import {
  type CommandInput,
  back,
  ballot,
  decide,
  flagged,
  gave,
  ids,
  judgement,
  logOf,
  option,
  roomAfter,
  script,
  sit,
  reportAndDecide,
  word,
  words,
} from '@/tests/support/example-room'
import { roomSummary } from './summary'
import { nextStepOf } from './summary-advice'
import { roomState } from './room'
import { type AnswerCount, momentTotals } from './totals'

const TO_JUDGEMENT: CommandInput[] = [
  decide({ 'request-act': 'leave' }),
  decide({ 'call-act': 'hang-up' }),
  decide({ 'record-act': 'bin' }),
]

function summaryOf(log: CommandInput[], answers: Record<number, AnswerCount[]> = {}, joined = 20, of = script) {
  const history = roomAfter(...log)
  return roomSummary({
    script: of,
    history,
    log: logOf(log),
    times: log.map((_, i) => 1_000 * i),
    totals: (moment) => momentTotals(script, history, moment, answers[moment] ?? []),
    notes: {},
    joined,
    audience: 'phones',
    createdAt: 0,
    rehearsal: false,
    name: '',
  })
}
const votes = (reported: number, silent: number) => [
  gave(reported, 'round-1', ballot({ 'hello-act': 'sit' }, { reported: true, rating: 4 })),
  gave(silent, 'round-1', ballot({ 'hello-act': 'sit' }, { rating: 2 })),
]
const path: CommandInput[] = ['start', 'vote', reportAndDecide({ 'hello-act': 'sit' }), 'continue', decide({ 'request-act': 'leave' })]

describe('the summary of a moment', () => {
  test('has the votes on checks that the room saw, and the check that was done', () => {
    const [one, other] = ['ask-colleague', 'register'].map((id) => ids('check', id))
    const cast = (n: number) => [gave(6, 'checks-2', { kind: 'check', check: one! }), gave(n, 'checks-2', { kind: 'check', check: other! })]
    const log: CommandInput[] = ['start', 'askChecks', 'reveal', { type: 'check', check: other! }, 'vote', 'reveal', sit]
    const counts = (all: CommandInput[], n: number) => summaryOf(all, { 1: cast(n) }).moments[0]!.checks?.options.flatMap((o) => o.counts)
    expect(counts(log, 1)!.toSorted()).toEqual([...counts(log, 1)!.filter((v) => v === 0), 1, 6])
    expect(summaryOf(log, { 1: cast(1) }).moments[0]!.checked).toHaveLength(1)
    // The room did not see them, and one voter would stand out.
    const unseen = log.filter((given) => given !== 'reveal')
    expect(new Set(counts(unseen, 1))).toEqual(new Set([null]))
    expect(counts(unseen, 4)).toEqual(expect.arrayContaining([6, 4]))
    expect(summaryOf(path).moments[0]).not.toHaveProperty('checks')
  })
  test('has how many would report, and whether the room did', () => {
    const { moments } = summaryOf(path, { 1: votes(9, 6) })
    expect(moments[0]).toMatchObject({ reported: [9], decided: { text: 'Let it sit', reported: true } })
    expect(moments[1]).toMatchObject({ reported: [], decided: { reported: false } })
  })
  test('has no number of the few who would report, nor of the few who would not', () => {
    const reported = (...numbers: [number, number]) => summaryOf(path, { 1: votes(...numbers) }).moments[0]!.reported
    expect([reported(2, 9), reported(9, 1), reported(3, 3), reported(2, 2)]).toEqual([['few'], ['most'], [3], [null]])
  })
  test('does not say whose choice it was where that would say more of a vote than is kept', () => {
    const log: CommandInput[] = ['start', sit, decide({ 'request-act': 'leave' }), 'vote', decide({ 'call-act': 'hang-up' })]
    const { moment } = roomState(roomAfter(...log.slice(0, 4)))
    // The vote was never revealed.
    const by = (...given: [act: string, n: number][]) =>
      summaryOf(log, { [moment]: given.map(([act, n]) => gave(n, 'round-1', ballot({ 'call-act': act }))) }).moments[2]!.decided!.by
    expect([by(['hang-up', 5], ['come', 1]), by(['hang-up', 4], ['come', 3]), by(['hang-up', 4], ['come', 2], ['back', 2])]).toEqual([
      'majority',
      'majority',
      null,
    ])
  })
  test('says by whose choice the act was, and by whose its sentences, and which were sent', () => {
    const log: CommandInput[] = ['start', sit, 'vote', 'reveal', word('request-act', 'send')]
    const { moment } = roomState(roomAfter(...log))
    const act = gave(6, 'round-1', ballot({ 'request-act': 'send' }))
    const wording = [6, 4].map((n, i) => gave(n, `words-${log.length}`, words({ opening: i === 0 ? 'warm' : 'cold', answer: 'public' })))
    const decided = (opening: string, answers: AnswerCount[]) =>
      summaryOf([...log, decide({ opening, answer: 'public', 'request-act': 'send' }, 'facilitator')], { [moment]: answers }).moments[1]!
        .decided!
    const own = decided('cold', [act])
    expect([own.by, own.sent!.by]).toEqual(['majority', 'facilitator'])
    expect(own.sent!.parts.map(({ text }) => text)).toEqual([expect.stringMatching(/./), expect.stringMatching(/./)])
    expect([decided('warm', [act, ...wording]), decided('cold', [act, ...wording])].map(({ sent }) => sent!.by)).toEqual([
      'majority',
      'facilitator',
    ])
    // One or two chose differently and there is no majority, so neither numbers nor anything that could reveal one is kept.
    const openings = ['warm', 'warm', 'warm', 'cold', 'cold', 'rude']
    const split = openings.map((opening) => gave(1, `words-${log.length}`, words({ opening, answer: 'public' })))
    expect(decided('warm', [act, ...split]).sent!.by).toBeNull()
    expect(summaryOf(path, { 1: votes(9, 6) }).moments[0]!.decided!.sent).toBeUndefined()
  })
  test('has the sentences that were voted on, after the act and by themselves', () => {
    const log: CommandInput[] = ['start', sit, 'vote', 'reveal', word('request-act', 'send')]
    const { moment } = roomState(roomAfter(...log))
    const answers = [
      gave(6, 'round-1', ballot({ 'request-act': 'send' })),
      gave(4, `words-${log.length}`, words({ opening: 'warm', answer: 'public' })),
      gave(3, `words-${log.length}`, words({ opening: 'cold', answer: 'public' })),
    ]
    const { questions, voted } = summaryOf(log, { [moment]: answers }).moments[1]!
    expect(voted).toEqual([6])
    expect(questions.map((q) => [q.voted, q.options.map((o) => o.counts[0])])).toEqual([
      [[6], [6, 0]],
      [[7], [4, 3, 0]],
      [[7], [7, 0]],
    ])
  })
  test('calls harmless nothing that was worth a question in either variant', () => {
    const log: CommandInput[] = ['start', decide({ 'hello-act': 'accept' }), 'continue', decide({ 'request-act': 'leave' })]
    const flags = [flagged(5, 'cl-quiet', 'cl-soon', 'cl-date')]
    const listed = [1, 2, 3, 4, 5].flatMap((m) => summaryOf(log, { [m]: flags }).moments.flatMap((at) => at.flags))
    const kinds = listed.map(({ quote, sign, question }) => [quote, sign ? 'sign' : question ? 'question' : 'harmless'])
    expect(kinds).toEqual(
      expect.arrayContaining([
        ['Keep it between us.', 'sign'],
        ['I write too often.', 'question'],
        ['4 April', 'harmless'],
      ]),
    )
  })
  test('has the room’s rating, if five rated', () => {
    const rating = (...numbers: [number, number]) => summaryOf(path, { 1: votes(...numbers) }).moments[0]!.rating
    expect([rating(9, 6), rating(2, 2)]).toEqual([3, null])
  })
  test('has how it looked as shares of the room, without a number that stands for one or two', () => {
    const looked = (...numbers: [number, number]) => summaryOf(path, { 1: votes(...numbers) }).moments[0]!.looked
    expect(looked(9, 6)).toEqual({ of: 15, counts: { genuine: 6, approach: 9 }, most: 'approach' })
    expect(looked(9, 2)).toEqual({ of: 11, counts: null, most: 'approach' })
    expect(looked(2, 2)).toBeUndefined()
  })
  test('rounds the rating only once, so that it gets the same word as in the debrief', () => {
    const rated = [4, 4, 4, 4, 4, 3, 3, 3, 3, 3, 3].map((rating) =>
      gave(1, 'round-1', ballot({ 'hello-act': 'sit' }, { rating: rating as 3 | 4 })),
    )
    expect(summaryOf(path, { 1: rated }).moments[0]!.rating).toBe(3)
  })
  test('says what was decided while the reply to telling is still being read, and after a close there', () => {
    for (const log of [path.slice(0, 3), [...path.slice(0, 3), 'close']] as CommandInput[][])
      expect(summaryOf(log, { 1: votes(9, 6) }).moments[0]!.decided).toEqual({ text: 'Let it sit', by: 'majority', reported: true })
    expect(summaryOf(['start', 'vote', 'close'], { 1: votes(9, 6) }).moments[0]!.decided).toBeNull()
  })
})

describe('numbers that the room was shown', () => {
  const toCall: CommandInput[] = ['start', sit, decide({ 'request-act': 'leave' })]
  const { moment } = roomState(roomAfter(...toCall))
  const end: CommandInput[] = [...toCall, 'vote', decide({ 'call-act': 'back' }), decide({ 'record-act': 'bin' }), 'conclude']
  const given = (sound: number, other: number) => [
    gave(1, 'round-1', ballot({ 'call-act': 'back' }, { reported: true })),
    gave(sound - 1, 'round-1', ballot({ 'call-act': 'back' })),
    gave(other, 'round-1', ballot({ 'call-act': 'come' })),
    flagged(6, 'cl-quiet'),
  ]
  const called = (log: CommandInput[], answers = given(10, 2)) => {
    const { voted, questions, reported, sound, flaggedBy } = summaryOf(log, { [moment]: answers }).moments[2]!
    const counts = questions[0]!.options.flatMap(({ counts: [n] }) => (n === 0 ? [] : [n])).sort()
    return { voted: voted[0], counts, reported: reported[0], sound: sound[0], flaggedBy }
  }
  const show = (part: string): CommandInput => ({ type: 'show', part })
  const withheld = { voted: 12, counts: [null, null, null], reported: 'few', sound: 'most', flaggedBy: null }
  test('stay, however small; of a vote that was not revealed they are withheld as before', () => {
    expect(called([...toCall, 'vote', 'reveal'])).toEqual({ voted: 12, counts: [10, 2], reported: 1, sound: 10, flaggedBy: 6 })
    expect(called([...toCall, 'vote'])).toEqual(withheld)
  })
  test('are none if fewer than five answered, because nobody saw any', () =>
    expect(called([...toCall, 'vote', 'reveal'], given(3, 1))).toMatchObject({ voted: null, counts: [null, null, null], reported: null }))
  test('are those of the last reveal: a vote that was opened again and not shown is withheld', () =>
    expect(called([...toCall, 'vote', 'reveal', 'undo'])).toEqual({ ...withheld, flaggedBy: 6 }))
  test('are also those that the debrief has shown, on the wall or after the close on phones', () => {
    expect(called(end)).toEqual(withheld)
    expect(called([...end, show('reporting')])).toEqual({ ...withheld, reported: 1 })
    expect(called([...end, show('signs')])).toEqual({ ...withheld, flaggedBy: 6 })
    expect(called([...end, show(ids('scene', 'call'))])).toEqual({ ...withheld, sound: 10 })
    expect(called([...end, show('verdict'), 'close'])).toEqual({ ...withheld, reported: 1, sound: 10, flaggedBy: 6 })
    expect(called([...end, 'close'])).toEqual(withheld)
  })
  test('are not those of a moment that the debrief leaves out, because there was nothing to tell', () => {
    const { key } = script.compiled
    const scene = ids('scene', 'call')
    const nothing = { ...key, reports: { ...key.reports, [scene]: { ...key.reports[scene]!, worth: 0 } } }
    const quiet = { ...script, compiled: { ...script.compiled, key: nothing } }
    const told = (of: typeof script) => summaryOf([...end, show('reporting')], { [moment]: given(10, 2) }, 20, of).moments[2]!.reported
    expect([told(script), told(quiet)]).toEqual([[1], ['few']])
  })
  test('say how many voted for the sentences that were sent', () => {
    const log: CommandInput[] = ['start', sit, 'vote', 'reveal', word('request-act', 'send')]
    const { moment } = roomState(roomAfter(...log))
    const wording = [5, 2].map((n, i) => gave(n, `words-${log.length}`, words({ opening: i === 0 ? 'warm' : 'cold', answer: 'inside' })))
    const sent = summaryOf([...log, decide({ opening: 'warm', answer: 'inside', 'request-act': 'send' })], { [moment]: wording })
      .moments[1]!.decided!.sent!
    expect([sent.of, sent.parts.map(({ n }) => n)]).toEqual([7, [5, 7]])
    const { questions } = summaryOf([...log, decide({ opening: 'warm', answer: 'inside', 'request-act': 'send' })], { [moment]: wording })
      .moments[1]!
    const kept = questions.slice(-2).map(({ options }) => options.flatMap(({ text, counts: [n] }) => (n ? [[text, n]] : [])))
    for (const [i, { text, n }] of sent.parts.entries()) expect(kept[i], 'as on the wall').toContainEqual([text, n])
  })
})

describe('a room that raises hands', () => {
  const hands = (n: number, reported?: number) => ({
    1: [gave(1, 'round-1', { hands: { [option('hello-act', 'sit')]: n, ...(reported !== undefined && { reported }) } })],
  })
  const end: CommandInput[] = ['start', 'vote', 'reveal', sit, ...TO_JUDGEMENT]
  test('is not advised to tell, because nobody was asked who would', () => {
    for (const given of [hands(20), hands(20, 0)]) {
      const summary = summaryOf(end, given, 0)
      expect([summary.measured, summary.outcome, summary.moments[0]!.reported]).toEqual([true, 'missed', [null]])
      expect(nextStepOf(summary).id).not.toBe('report')
    }
  })
  test('whose facilitator records no reports has neither outcome nor ending, and no chance to tell', () => {
    const { measured, outcome, ending, moments } = summaryOf(end, hands(20), 0, { ...script, measured: false })
    expect([measured, outcome, ending, moments.some(({ chance }) => chance)]).toEqual([false, null, null, false])
  })
  test('keeps how many spoke up, and is blamed no more for them than for none', () => {
    const summary = summaryOf(end, hands(20, 2), 0)
    expect(summary.moments[0]!.reported).toEqual([2])
    expect(nextStepOf(summary)).toEqual(nextStepOf(summaryOf(end, hands(20), 0)))
  })
})

describe('what-ifs', () => {
  const log: CommandInput[] = ['start', 'vote', sit, decide({ 'request-act': 'leave' })]
  const turned: CommandInput[] = [...log, back(2, true), decide({ 'hello-act': 'accept' }), 'continue']
  test('say where the room turned and which way, and leave out where it did nothing', () => {
    const { turns, moments } = summaryOf(turned)
    expect(turns).toEqual([{ title: 'A request on your network', text: 'Accept. It is one click, and the words were kind' }])
    expect(moments.map(({ whatIf }) => whatIf)).toEqual([false, false, false])
    expect(summaryOf(log).turns).toEqual([])
  })
  test('keep a moment in which something was decided, and drop a turn that was undone', () => {
    expect(summaryOf([...turned, decide({ 'request-act': 'leave' })]).moments.filter(({ whatIf }) => whatIf)).toHaveLength(1)
    expect(summaryOf([...turned.slice(0, -1), 'undo']).turns).toEqual([])
  })
})

test('those who raised a hand took part', () => {
  const log: CommandInput[] = ['start', 'vote', sit]
  const hands = { 1: [gave(23, 'round-1', ballot({ 'hello-act': 'sit' }))] }
  expect([summaryOf(log, hands, 0).joined, summaryOf(log, {}, 4).joined, summaryOf(log, hands, 30).joined]).toEqual([23, 4, 30])
})

test('the summary names the ending that the room reached, and nothing before it', () => {
  const end: CommandInput[] = [
    ...path,
    decide({ 'call-act': 'hang-up' }),
    decide({ what: 'conduct', 'record-act': 'file' }),
    'continue',
    'vote',
    'conclude',
  ]
  const endOf = (log: CommandInput[], of = script) => {
    const { outcome, ending } = summaryOf(log, {}, 20, of)
    return [outcome, ending]
  }
  // It told before the moment that matters.
  expect(endOf(end)).toEqual(['missed', 'Quiet'])
  const told = end.map((given): CommandInput => (given === end[4] ? reportAndDecide({ 'request-act': 'leave' }) : given))
  expect(endOf([...told.slice(0, 5), 'continue', ...told.slice(5)])).toEqual(['held', 'Known in time'])
  expect(endOf(path)).toEqual([null, null])
  const skippable = { ...script, compiled: { ...script.compiled, skippable: true } }
  expect(endOf(end, skippable), 'a scenario that may be skipped names no outcome').toEqual([null, 'Quiet'])
})

test('the judgement has a row for those who cannot tell', () => {
  const end: CommandInput[] = [
    'start',
    sit,
    decide({ 'request-act': 'leave' }),
    decide({ 'call-act': 'hang-up' }),
    decide({ 'record-act': 'bin' }),
    'vote',
  ]
  const { moment } = roomState(roomAfter(...end))
  const { moments } = summaryOf(end, { [moment]: [gave(6, 'round-1', judgement('unsure')), gave(5, 'round-1', judgement('approach'))] })
  expect(moments.at(-1)!.questions).toEqual([
    {
      ask: '',
      voted: [11],
      options: [
        { text: 'genuine', counts: [0] },
        { text: 'unsure', counts: [6] },
        { text: 'approach', counts: [5] },
      ],
      most: ['unsure'],
    },
  ])
  expect(moments.at(-1)).toMatchObject({ reported: [], sound: [5] })
})
