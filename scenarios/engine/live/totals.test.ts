import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  back,
  ballot,
  check,
  choicesOf,
  decide,
  flagged,
  gave,
  type CommandInput,
  ids,
  judgement,
  logOf,
  option,
  roomAfter,
  script,
  sit,
  talk,
  toJudgement,
  word,
  words,
} from '@/tests/support/example-room'
import { explore, onScreen, onwardCommands } from '@/tests/support/room-model'
import { exampleScript } from '@/tests/support/room-script'
import { type Ballot, PEOPLE, TABLES, majority } from './ballot'
import { submissionsOf } from '../play/graph'
import type { Rating, PlayEvent } from '../play/events'
import { isAct, offered, sceneOf } from '../play/play'
import { replay } from '../play/journal'
import { roomState } from './room'
import { type AnswerCount, type Hands, type Move, momentState, momentTotals } from './totals'
import { isSound, worthsIn } from './option-worth'
import { scoreAttempt } from '../score/attempt'
import { roomRatingOf, soundOf, totalsForFacilitator, totalsView } from './shown-totals'

const act = ids('decision', 'hello-act')
const at = (id: string) => option('hello-act', id)
const picture = ids('check', 'picture')
const hands = (counts: Record<string, number>): Hands => ({ hands: counts })
function totals(log: CommandInput[], answers: AnswerCount[], moment?: number) {
  const history = roomAfter(...log)
  return momentTotals(script, history, moment ?? roomState(history).moment, answers)
}
const ratingFrom = (of: Parameters<typeof roomRatingOf>[0]) => roomRatingOf(of, PEOPLE)
const voting: CommandInput[] = ['start', 'vote']
const again: CommandInput[] = ['start', 'vote', talk, 'vote']

describe('totals', () => {
  test('come from groups of equal answers', () => {
    const rows = [
      gave(4, 'round-1', ballot({ 'hello-act': 'sit' })),
      gave(3, 'round-1', ballot({ 'hello-act': 'sit' }, { reported: true, rating: 4 })),
      gave(1, 'round-1', ballot({ 'hello-act': 'accept' })),
    ]
    expect(totals(voting, rows).rounds).toMatchObject([
      { voted: 8, counts: { [act]: { [at('sit')]: 7, [at('accept')]: 1 } }, reported: 3, ratings: { 4: 3 } },
    ])
  })
  test('do not depend on how the answers are grouped', () => {
    const each = ['accept', 'sit', 'origin'].map((o) => ballot({ 'hello-act': o }))
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...each), { maxLength: 20 }), (ballots) => {
        const one = ballots.map((b) => gave(1, 'round-1', b))
        const grouped = each.map((b) => gave(ballots.filter((x) => x === b).length, 'round-1', b)).filter((row) => row.n > 0)
        expect(totals(voting, grouped)).toEqual(totals(voting, one))
        expect(totals(voting, grouped).rounds[0]?.voted ?? 0).toBe(ballots.length)
      }),
      { numRuns: 50 },
    )
  })
  test('are empty if nobody answered, and in the lobby', () => {
    const none = { voted: 0, counts: {} }
    const empty = { rounds: [], changed: null, checks: none, words: none, flags: { by: 0, counts: {} } }
    for (const log of [[], ['start'], voting, toJudgement] as CommandInput[][]) expect(totals(log, [])).toEqual(empty)
    expect(totals(voting, [], 99)).toEqual(empty)
  })
  test('keep the votes of a moment apart', () => {
    const rows = [gave(6, 'round-1', ballot({ 'hello-act': 'accept' })), gave(5, 'round-2', ballot({ 'hello-act': 'sit' }))]
    expect(totals(again, rows).rounds.map((r) => r.voted)).toEqual([6, 5])
    expect(totals(again, rows.slice(1)).rounds.map((r) => r.voted)).toEqual([0, 5])
  })
  test('leave out an undone vote, until it is reopened', () => {
    const rows = [gave(6, 'round-1', ballot({ 'hello-act': 'accept' })), gave(1, 'round-2', ballot({ 'hello-act': 'sit' }))]
    expect(totals([...again, 'undo'], rows).rounds.map((r) => r.voted)).toEqual([6])
    expect(totals([...again, 'undo', 'vote'], rows).rounds.map((r) => r.voted)).toEqual([6, 1])
  })
  test('leave out votes for what is no longer on offer', () => {
    const rows = [gave(3, 'round-1', ballot({ 'hello-act': 'name-it' })), gave(2, 'round-1', ballot({ 'hello-act': 'sit' }))]
    const looked: CommandInput[] = ['start', 'askChecks', check('register'), 'vote']
    expect(totals(looked, rows).rounds[0]).toMatchObject({ voted: 5 })
    expect(totals([...looked, back(1), 'vote'], rows).rounds[0]).toMatchObject({ voted: 2, sound: expect.any(Number) })
  })
})

describe('hands', () => {
  test('are added to the answers, only for options of the act', () => {
    const rows = [
      gave(2, 'round-1', ballot({ 'hello-act': 'sit' })),
      gave(1, 'round-1', hands({ [at('sit')]: 10, [at('origin')]: 3, [at('accept')]: 0, elsewhere: 7 })),
    ]
    expect(totals(voting, rows).rounds).toMatchObject([{ voted: 15, counts: { [act]: { [at('sit')]: 12, [at('origin')]: 3 } } }])
    const onReply = hands({ [option('opening', 'warm')]: 9, [option('request-act', 'leave')]: 4 })
    expect(totals(['start', sit, 'vote'], [gave(1, 'round-1', onReply)]).rounds[0]).toMatchObject({
      voted: 4,
      counts: { [ids('decision', 'request-act')]: { [option('request-act', 'leave')]: 4 } },
    })
  })
  test('are counted on how the contact looks, and on checks', () => {
    expect(totals([...toJudgement, 'vote'], [gave(1, 'round-1', hands({ genuine: 4, unsure: 3, approach: 8 }))]).rounds).toEqual([
      { voted: 15, hands: 15, counts: { looks: { genuine: 4, unsure: 3, approach: 8 } }, sound: 8, ratings: {} },
    ])
    expect(totals(['start', 'askChecks'], [gave(1, 'checks-2', hands({ [picture]: 6 }))]).checks).toEqual({
      voted: 6,
      hands: 6,
      counts: { check: { [picture]: 6 } },
    })
  })
  test('may say how many would report, but never more than voted', () => {
    const reported = (counts: Record<string, number>, log = voting) => totals(log, [gave(1, 'round-1', hands(counts))]).rounds[0]
    expect(reported({ [at('sit')]: 10, reported: 6 })).toMatchObject({ voted: 10, reported: 6, sound: expect.any(Number) })
    expect(reported({ [at('sit')]: 10, reported: 14 })).toMatchObject({ voted: 10, reported: 10 })
    expect(reported({ approach: 8, reported: 3 }, [...toJudgement, 'vote'])).not.toHaveProperty('reported')
  })
  test('are always shown themselves, but never hide an individual answer among them', () => {
    const few = (phones: number, counted: number, present = 30) => {
      const rows = [gave(phones, 'round-1', ballot({ 'hello-act': 'sit' })), gave(1, 'round-1', hands({ [at('sit')]: counted }))].filter(
        (row) => row.n > 0,
      )
      return momentTotals(script, roomAfter(...voting), roomState(roomAfter(...voting)).moment, rows, present).rounds[0]!.few ?? false
    }
    expect([few(0, 4), few(0, 9), few(0, 9, 0), few(5, 0), few(5, 9)]).toEqual(Array(5).fill(false))
    expect([few(1, 4), few(4, 0), few(4, 99), few(9, 0, 4)]).toEqual(Array(4).fill(true))
  })
  test('count as if each had been sent', () => {
    const both = (log: CommandInput[], decision: string, id: string) =>
      [hands({ [option(decision, id)]: 7 }), ballot({ [decision]: id })].map(
        (answer, i) => totals(log, [gave(i === 0 ? 1 : 7, 'round-1', answer)]).rounds[0],
      )
    // Nobody who raises a hand has a button to report.
    for (const [byHand, sent] of [
      ...['accept', 'sit', 'origin'].map((id) => both(voting, 'hello-act', id)),
      ...['send', 'leave'].map((id) => both(['start', sit, 'vote'], 'request-act', id)),
    ])
      expect(byHand).toEqual({ ...JSON.parse(JSON.stringify(sent).replaceAll('"reported":0,', '')), hands: 7 })
  })
})

describe('the rating of a room', () => {
  const said = (n: number, rating: Rating, round = 1) => gave(n, `round-${round}`, ballot({ 'hello-act': 'sit' }, { rating }))
  const silent = (n: number, round = 1) => gave(n, `round-${round}`, ballot({ 'hello-act': 'sit' }))
  test('is the mean of those who rated, from five on', () => {
    expect(ratingFrom(totals(voting, [said(3, 2), said(3, 4), silent(9)]))).toEqual({ mean: 3, said: 6 })
    expect(ratingFrom(totals(voting, [said(4, 2), silent(9)]))).toBeNull()
    expect(ratingFrom(totals(voting, []))).toBeNull()
  })
  test('is taken from the last vote in which enough rated', () => {
    expect(ratingFrom(totals(again, [said(6, 2), said(5, 5, 2)]))).toEqual({ mean: 5, said: 5 })
    expect(ratingFrom(totals(again, [said(6, 2), said(3, 5, 2), silent(6, 2)]))).toEqual({ mean: 2, said: 6 })
  })
  test('is counted for what is on offer only', () => {
    const gone = gave(6, 'round-1', ballot({ 'hello-act': 'name-it' }, { rating: 5 }))
    expect(ratingFrom(totals(voting, [gone, silent(9)]))).toBeNull()
  })
})

test('the share who judged correctly leaves out people who are unsure', () => {
  const share = (unsure: number, right: number, wrong: number) => {
    const rows = [
      gave(unsure, 'round-1', judgement('unsure')),
      gave(right, 'round-1', judgement('approach')),
      gave(wrong, 'round-1', judgement('genuine')),
    ]
    return soundOf(totals([...toJudgement, 'vote'], rows), PEOPLE)?.first ?? null
  }
  expect([share(10, 8, 2), share(0, 8, 2), share(10, 2, 2), share(6, 0, 0)]).toEqual([0.8, 0.8, null, null])
})

describe('checks', () => {
  const vote = (n: number, asked: number, id = 'picture') =>
    gave(n, `checks-${asked}`, { kind: 'check', check: ids('check', id) } as Ballot)
  test('count only in the current vote on checks', () => {
    const rows = [vote(9, 2, 'ask-colleague'), vote(3, 4)]
    expect(totals(['start', 'askChecks'], rows).checks.voted).toBe(9)
    expect(totals(['start', 'askChecks', check('ask-colleague'), 'askChecks'], rows).checks).toEqual({
      voted: 3,
      few: true,
      counts: { check: { [picture]: 3 } },
    })
    expect(totals(['start', 'askChecks', check('ask-colleague'), 'askChecks'], rows.slice(0, 1)).checks.voted).toBe(0)
  })
  test('are back once a later vote on checks was undone', () => {
    const undone: CommandInput[] = ['start', 'askChecks', check('ask-colleague'), 'askChecks', 'undo', 'undo']
    expect(roomState(roomAfter(...undone))).toMatchObject({ phase: 'checking', asked: 2 })
    expect(totals(undone, [vote(9, 2), vote(3, 4)]).checks.voted).toBe(9)
  })
})

test('flags count the people who flagged anything, and each segment', () => {
  const rows = [flagged(4, 'hl-praise'), flagged(2, 'hl-praise', 'hl-role'), flagged(7)]
  expect(totals(voting, rows).flags).toEqual({ by: 6, counts: { [ids('segment', 'hl-praise')]: 6, [ids('segment', 'hl-role')]: 2 } })
})

describe('sentences', () => {
  const settled: CommandInput[] = ['start', sit, 'vote', 'reveal', word('request-act', 'send')]
  const said = (n: number, opening = 'warm', about = 'words-5') => gave(n, about, words({ opening, answer: 'public' }))
  const acts = gave(9, 'round-1', ballot({ 'request-act': 'send' }))
  const [opening, answer] = [ids('decision', 'opening'), ids('decision', 'answer')]
  test('have a vote of their own, which fewer than five answers reveal to nobody [p:totals-of-five]', () => {
    const few = totals(settled, [acts, said(2), said(2, 'cold')])
    expect(few.words).toMatchObject({ voted: 4, few: true })
    expect(totalsForFacilitator(script, few).words).toEqual({ voted: 4, few: true, counts: {} })
    const { words: enough, rounds } = totals(settled, [acts, said(4), said(1, 'cold')])
    expect(enough).toEqual({
      voted: 5,
      counts: {
        [opening]: { [option('opening', 'warm')]: 4, [option('opening', 'cold')]: 1 },
        [answer]: { [option('answer', 'public')]: 5 },
      },
    })
    expect(rounds[0]).toMatchObject({ voted: 9, counts: { [ids('decision', 'request-act')]: { [option('request-act', 'send')]: 9 } } })
  })
  test('settle the act’s submission by majority', () => {
    const { play } = roomState(roomAfter(...settled))
    const decisions = offered(sceneOf(script.play, play), play)
    const { words: sum, rounds } = totals(settled, [acts, said(3), said(2, 'cold')])
    expect(majority(decisions, rounds[0]!)).toEqual({ ok: false, tied: [opening, answer], act: option('request-act', 'send') })
    expect(majority(decisions, sum, option('request-act', 'send'))).toEqual({
      ok: true,
      choices: choicesOf({ 'request-act': 'send', opening: 'warm', answer: 'public' }),
    })
  })
  test('count in the vote that was opened last, and are back once that is undone', () => {
    const again: CommandInput[] = [...settled, 'vote', 'reveal', word('request-act', 'send')]
    expect(totals(again, [said(9), said(6, 'cold', 'words-8')]).words.counts[opening]).toEqual({ [option('opening', 'cold')]: 6 })
    expect(totals([...again, 'undo', 'undo', 'undo'], [said(9), said(6, 'cold', 'words-8')]).words.voted).toBe(9)
  })
  test('are only on the cockpit’s screen', () => {
    const sum = totals(settled, [acts, said(9)])
    expect(JSON.stringify(totalsView(script, sum))).not.toContain(opening)
  })
})

describe('how many changed their mind', () => {
  const twice: CommandInput[] = [...again, 'reveal']
  const [sat, accepted] = [ballot({ 'hello-act': 'sit' }), ballot({ 'hello-act': 'accept' })]
  const move = (n: number, before: Ballot, after: Ballot): Move => ({ before, after, n })
  const votes = (first: number, last = first) => [gave(first, 'round-1', sat), gave(last, 'round-2', accepted)]
  function changed(moves: Move[] | null, { log = twice, answers = votes(9), present = 30, of = script } = {}): number | null {
    const history = roomAfter(...log)
    return momentTotals(of, history, roomState(history).moment, answers, present, moves).changed
  }
  test('is by the act alone, not by rating or report', () => {
    const moves = [move(4, sat, accepted), move(3, sat, ballot({ 'hello-act': 'sit' }, { reported: true, rating: 4 })), move(2, sat, sat)]
    expect(changed(moves)).toBe(4)
    const history = roomAfter(...twice)
    const sum = momentTotals(script, history, 1, votes(20, 25), 30, moves)
    expect([sum.twice, totalsView(script, sum).twice]).toEqual([9, 9])
    const sent = (opening: string) => ballot({ 'request-act': 'send', opening, answer: 'public' })
    const replies = {
      log: ['start', sit, 'vote', talk, 'vote', 'reveal'] as CommandInput[],
      answers: [gave(6, 'round-1', sent('warm')), gave(6, 'round-2', sent('cold'))],
    }
    expect(changed([move(6, sent('warm'), sent('cold'))], replies)).toBe(0)
    expect(changed([move(6, sent('warm'), ballot({ 'request-act': 'leave' }))], replies)).toBe(6)
  })
  test('at the end is by the judgement', () => {
    const at = { log: [...toJudgement, 'vote', talk, 'vote', 'reveal'] as CommandInput[] }
    const answers = [gave(6, 'round-1', judgement('genuine')), gave(6, 'round-2', judgement('approach'))]
    expect(
      changed([move(5, judgement('genuine'), judgement('approach')), move(1, judgement('unsure'), judgement('unsure'))], {
        ...at,
        answers,
      }),
    ).toBe(5)
  })
  test('is unknown if fewer than five voted both times, however many voted once [p:totals-of-five]', () => {
    expect([4, 5].map((n) => changed([move(n, sat, accepted)], { answers: votes(20) }))).toEqual([null, 5])
    expect(changed([move(9, sat, accepted)], { present: 4 })).toBeNull()
    const tables = { of: { ...script, crowd: TABLES } }
    expect([1, 2].map((n) => changed([move(n, sat, accepted)], { ...tables, answers: votes(n) }))).toEqual([null, 2])
  })
  test('is unknown if hands were counted, if one vote is empty, and if there was only one', () => {
    const moves = [move(6, sat, accepted)]
    expect(changed(moves, { answers: [...votes(6), gave(1, 'round-2', hands({ [at('sit')]: 9 }))] })).toBeNull()
    expect(changed(moves, { answers: [gave(6, 'round-1', sat)] })).toBeNull()
    expect([changed(null), changed([])]).toEqual([null, null])
  })
  test('leaves out what is no longer on offer', () => {
    expect(changed([move(6, ballot({ 'hello-act': 'name-it' }), sat), move(5, sat, accepted)])).toBe(5)
  })
  test('is on no screen if either vote was too small to show', () => {
    const seen = (first: number, last: number) => {
      const history = roomAfter(...twice)
      const sum = momentTotals(script, history, roomState(history).moment, votes(first, last), 30, [move(6, sat, accepted)])
      return [totalsView(script, sum).changed, totalsForFacilitator(script, sum).changed]
    }
    expect([seen(6, 6), seen(4, 9)]).toEqual([
      [6, 6],
      [null, null],
    ])
  })
})

describe('a room of tables', () => {
  const tables = { ...script, crowd: TABLES }
  const of = (log: CommandInput[], rows: AnswerCount[], present = 6) => {
    const history = roomAfter(...log)
    return momentTotals(tables, history, roomState(history).moment, rows, present)
  }
  test('sees its totals and its flags from two on, because a table is a group', () => {
    const at = (n: number) => {
      const sum = of(
        ['start', 'vote', 'reveal'],
        [gave(n, 'round-1', ballot({ 'hello-act': 'sit' }, { reported: true })), flagged(n, 'hl-praise')],
      )
      const { rounds, flags } = totalsView(tables, sum)
      return [rounds[0]?.voted ?? null, rounds[0]?.reported ?? null, flags?.by ?? null]
    }
    expect([1, 2].map(at)).toEqual([
      [null, null, null],
      [2, 2, 2],
    ])
    expect(totals(voting, [gave(4, 'round-1', ballot({ 'hello-act': 'sit' }))]).rounds[0]!.few).toBe(true)
  })
  test('has a majority and a curve from two on', () => {
    const sum = of(voting, [gave(2, 'round-1', ballot({ 'hello-act': 'sit' }, { rating: 4 }))])
    expect([soundOf(sum, TABLES), roomRatingOf(sum, TABLES)]).toEqual([
      { first: expect.any(Number), last: null, counts: [{ n: expect.any(Number), of: 2 }] },
      { mean: 4, said: 2 },
    ])
  })
})

describe('how many chose soundly', () => {
  const looked: CommandInput[] = ['start', 'askChecks', check('register')]
  const situations: [where: string, log: CommandInput[]][] = [
    ['at the start', ['start']],
    ['after a check', looked],
    ['at a reply', [...looked, sit]],
    ['after a mistake', [...looked, decide({ 'hello-act': 'origin' }), 'continue']],
    ['at the form', toJudgement.slice(0, 4)],
  ]
  const loses = (log: CommandInput[], choices: Record<string, string>): boolean => {
    const events = [...logOf(log), { type: 'decide', choices } as const].filter((c) => ['check', 'decide', 'continue'].includes(c.type))
    const { steps, refused } = replay(
      script.play,
      events.map((e): PlayEvent => (e.type === 'decide' ? { type: 'decide', choices: e.choices } : (e as PlayEvent))),
    )
    expect(refused).toBeNull()
    const act = scoreAttempt(script.compiled, steps).submissions.at(-1)!.decisions.at(-1)!
    return act.earned < act.possible
  }
  test.each(situations)('agrees with the score of an attempt %s, whatever is voted', (_, log) => {
    const { play } = roomState(roomAfter(...log))
    const ways = [...submissionsOf(sceneOf(script.play, play), play)]
    const act = offered(sceneOf(script.play, play), play).find(isAct)!
    const acts = act.options.map((o) => o.id)
    const sound = acts.filter((id) => ways.some((choices) => choices[act.id] === id && !loses(log, choices)))
    expect(sound.length).toBeGreaterThan(0)
    const vote: CommandInput[] = [...log, 'vote']
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 9 }), { minLength: acts.length, maxLength: acts.length }), (numbers) => {
        const rows = acts
          .map((id, i) => gave(numbers[i]!, 'round-1', { kind: 'decide', choices: { [act.id]: id } }))
          .filter((row) => row.n > 0)
        expect(totals(vote, rows).rounds[0]?.sound ?? 0).toBe(acts.reduce((sum, id, i) => sum + (sound.includes(id) ? numbers[i]! : 0), 0))
      }),
      { numRuns: 10 },
    )
  })
  test('is the number who judged correctly, at the end', () => {
    const rows = [
      gave(3, 'round-1', judgement('genuine')),
      gave(5, 'round-1', judgement('approach')),
      gave(4, 'round-1', judgement('unsure')),
    ]
    expect(totals([...toJudgement, 'vote'], rows).rounds[0]!.sound).toBe(5)
    const genuine = exampleScript('genuine')
    const found = [...explore(genuine.play, { attempts: onwardCommands, keyOf: onScreen(genuine.play) }).values()]
    const { history } = found.find((r) => roomState(r.history).phase === 'voting' && roomState(r.history).play.phase === 'judgement')!
    expect(momentTotals(genuine, history, roomState(history).moment, rows).rounds[0]!.sound).toBe(3)
  })
  test('is false for choices that are not on offer', () => {
    const isSoundAfter = (...log: CommandInput[]) =>
      isSound(worthsIn(script, roomState(roomAfter(...log)).play), choicesOf({ 'hello-act': 'name-it' }))
    expect([isSoundAfter('start'), isSoundAfter(...looked)]).toEqual([false, true])
  })
})

describe('a what-if', () => {
  const looked: CommandInput[] = ['start', 'askChecks', check('register'), 'vote', decide({ 'hello-act': 'name-it' })]
  const rows = [
    gave(5, 'round-1', ballot({ 'hello-act': 'name-it' })),
    gave(4, 'round-1', ballot({ 'hello-act': 'sit' })),
    gave(6, 'round-2', ballot({ 'hello-act': 'sit' })),
  ]
  test('in a moment counts by what is on offer while the session is there', () => {
    const there: CommandInput[] = [...looked, back(1, true), 'vote']
    expect(totals(there, rows, 1).rounds.map((r) => r.voted)).toEqual([4])
    expect(momentState(roomAfter(...there), 1)!.whatIf).toBe(true)
  })
  test('leaves the room’s own choices unchanged', () => {
    const own = totals(looked, rows, 1)
    expect(own.rounds.map((r) => r.voted)).toEqual([9])
    for (const later of [[], ['vote', talk, 'vote'], ['close']] as CommandInput[][]) {
      expect(totals([...looked, back(1, true), ...later, back(5)], rows, 1)).toEqual(own)
      expect(totals([...looked, back(1, true), ...later, 'close'], rows, 1)).toEqual(own)
    }
    expect(totals([...looked, back(1, true), sit], rows, 1)).toEqual(own)
  })
})
