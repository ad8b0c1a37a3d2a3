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
  reportAndDecide,
  toJudgement,
  word,
  words,
} from '@/tests/support/example-room'
import { exampleScenario } from '@/tests/support/example-scenario'
import { exampleScript } from '@/tests/support/room-script'
import { carryOn, openRoom, roomState } from './room'
import { partsOf } from './room-state'
import { type AnswerCount, momentTotals } from './totals'
import { countsOf } from './facilitator'
import { type MomentTotals, NO_TOTALS } from './shown-totals'
import type { Screen } from './script'
import { TABLES } from './ballot'
import { roomView } from './view'

const decision = (id: string) => ids('decision', id)
const segment = (id: string) => ids('segment', id)
const none = () => NO_TOTALS
const view = (log: CommandInput[], role: Screen = 'participant', totals: (moment: number) => MomentTotals = none) =>
  roomView(script, roomAfter(...log), totals, role)
function answered(log: CommandInput[], ...answers: AnswerCount[]): (moment: number) => MomentTotals {
  const history = roomAfter(...log)
  const { moment } = roomState(history)
  return (asked) => (asked === moment ? momentTotals(script, history, moment, answers) : NO_TOTALS)
}
const counts = (log: CommandInput[], role: Screen, ...answers: AnswerCount[]) => {
  const history = roomAfter(...log)
  return countsOf(script, history, answered(log, ...answers)(roomState(history).moment), 30, role)
}

describe('a scene', () => {
  test('is shown in its current state: without guards and without what they hide', () => {
    const before = view(['start']).scene!
    expect(before.show.map((a) => a.kind)).toEqual(['profile', 'messages', 'place'])
    expect(before).toMatchObject({
      title: 'A request on your network',
      lead: 'The staff meeting starts in ten minutes.',
      found: [],
      minutes: { left: 10, budget: 10 },
    })
    const after = view(['start', 'askChecks', check('ask-colleague'), 'askChecks', check('register')]).scene!
    expect(after.show.map((a) => a.kind)).toEqual(['profile', 'messages'])
    const messages = [before, after].map((scene) => scene.show.flatMap((a) => (a.kind === 'messages' ? a.messages.map((m) => m.id) : [])))
    expect(messages).toEqual([['hl-note', 'hl-mine'].map(segment), ['hl-note', 'hl-mine', 'hl-late'].map(segment)])
    expect(JSON.stringify([before.show, after.show])).not.toContain('"when"')
  })
  test('has the room’s findings, and the remaining scenario minutes', () => {
    const { found, minutes } = view(['start', 'askChecks', check('ask-colleague')]).scene!
    expect(found).toEqual([
      { id: ids('check', 'ask-colleague'), text: expect.stringMatching(/^Ask /), finding: expect.stringContaining('Never met') },
    ])
    expect(minutes).toEqual({ left: 6, budget: 10 })
  })
  test('has the earlier conversation that the room has had', () => {
    const on = view(['start', 'askChecks', check('ask-colleague'), decide({ 'hello-act': 'accept' }), 'continue']).scene!
    expect(on.earlier[ids('artefact', 'thread-on')]!.map((m) => m.id)).toEqual(['hl-note', 'hl-mine', 'hl-late'].map(segment))
    expect(view(['start', sit]).scene!.earlier).toEqual({})
  })
  test('remains during the consequence; is not shown in the lobby, at the judgement or later', () => {
    const { scene, followed, question } = view(['start', decide({ 'hello-act': 'accept' })])
    expect([scene?.title, followed, question]).toEqual([
      'A request on your network',
      {
        ...{ chose: 'Accept. It is one click, and the words were kind', sent: [], of: null, reply: null, words: null },
        ...{ lines: [{ text: 'You are connected.' }], text: 'You are connected.' },
      },
      null,
    ])
    for (const log of [[], toJudgement, [...toJudgement, 'conclude'], ['start', 'close']] as CommandInput[][])
      expect(view(log).scene).toBeNull()
  })
  const sending: CommandInput[] = ['start', sit, word('request-act', 'send')]
  const sent = decide({ opening: 'warm', answer: 'inside', 'request-act': 'send' })
  test('has the act, then the sentences sent with it, then everything that followed', () => {
    const { followed } = view(['start', sit, sent])
    expect(followed!.chose).toBe('Send the reply')
    expect(followed!.sent.map(({ text }) => text).join(' ')).toMatch(/^Dear \S+, thank you. Here is how the berths will be shared.$/)
    expect(followed!.sent.map(({ n }) => n)).toEqual([null, null])
    expect(followed!.words).toMatch(/^Dear \S+, thank you. Here is how the berths will be shared.$/)
    expect([followed!.text, followed!.lines]).toEqual([
      'The answer comes within a minute.',
      [{ text: 'The answer comes within a minute.' }],
    ])
  })
  test('says how many voted for each sentence that was sent, if enough did', () => {
    const history = roomAfter(...sending, sent)
    const { moment, worded } = roomState(history)
    const after = (warm: number, cool: number) =>
      roomView(
        script,
        history,
        () =>
          momentTotals(script, history, moment, [
            gave(warm, `words-${worded}`, words({ opening: 'warm', answer: 'inside' })),
            gave(cool, `words-${worded}`, words({ opening: 'cold', answer: 'inside' })),
          ]),
        'participant',
      ).followed!
    expect([after(4, 3).of, after(4, 3).sent.map(({ n }) => n)]).toEqual([7, [4, 7]])
    expect([after(2, 1).of, after(2, 1).sent.map(({ n }) => n)]).toEqual([null, [null, null]])
  })
  test('has the reply to a report before what followed, and alone if nothing did', () => {
    const reported = view(['start', reportAndDecide({ 'hello-act': 'accept' })]).followed!
    expect(reported).toMatchObject({ reply: expect.stringMatching(/^“Note the date, \S+ may write again.”$/), text: 'You are connected.' })
    const alone = view(['start', reportAndDecide({ 'hello-act': 'sit' })])
    expect(alone.followed).toEqual({
      ...{ chose: 'Let it sit', sent: [], of: null, reply: reported.reply, words: null, lines: [], text: '' },
    })
    expect([alone.scene?.title, alone.n]).toEqual(['A request on your network', 1])
  })
  test('does not change with what the room has just done', () => {
    const before = view(['start', sit]).scene!
    const after = view(['start', sit, reportAndDecide({ opening: 'warm', answer: 'inside', 'request-act': 'send' })])
    expect({ ...after.scene, found: [] }).toEqual(before)
    const scenario = structuredClone(exampleScenario)
    scenario.scenes.call!.decisions[0]!.options[0]!.sets = { linked: true }
    const of = exampleScript('hostile', scenario)
    const shows = (...log: CommandInput[]) =>
      roomView(
        of,
        carryOn(
          openRoom(of.play),
          logOf(['start', decide({ 'hello-act': 'accept' }), 'continue', decide({ 'request-act': 'leave' }), ...log]),
        ),
        none,
        'participant',
      ).scene!.show
    expect(shows().map((a) => a.kind)).toContain('itinerary')
    expect(shows(decide({ 'call-act': 'come' }))).toEqual(shows())
  })
  test('quotes the room’s own words, and shows the effect of its report', () => {
    const sent = { opening: 'warm', answer: 'inside', 'request-act': 'send' }
    const lead = (...log: CommandInput[]) => view(['start', sit, ...log, 'continue']).scene!.lead
    expect(lead(decide(sent))).toBe('You had written: the berths will be shared by size.')
    expect(lead(reportAndDecide(sent))).toBe(
      'You had written: the berths will be shared by size. Your security officer nods to you in the corridor.',
    )
    expect(view(['start', sit, decide({ 'request-act': 'leave' })]).scene!.lead).toBe('')
  })
  test('has the author’s name for reporting, if there is one', () => {
    expect([view(['start']).scene!.report, view(['start', sit]).scene!.report]).toEqual([undefined, 'Show it to your security officer'])
  })
})

describe('the question', () => {
  test('is there from the vote on, through talk and totals, and during a pause; the vote is open only in its own phase', () => {
    const seen = [
      ['start'],
      ['start', 'vote'],
      ['start', 'vote', talk],
      ['start', 'vote', talk, 'vote'],
      ['start', 'vote', 'reveal'],
      ['start', 'vote', 'pause'],
    ] as CommandInput[][]
    expect(seen.map((log) => view(log)).map(({ question, vote }) => [question?.kind ?? null, vote])).toEqual([
      [null, null],
      ['decide', 'round-1'],
      ['decide', null],
      ['decide', 'round-2'],
      ['decide', null],
      ['decide', null],
    ])
  })
  test('asks for the act alone, and offers what the guards allow', () => {
    const { question } = view(['start', sit, 'vote'])
    if (question?.kind !== 'decide') throw new Error('no decision is asked')
    expect([question.act.id, question.act.as]).toEqual([decision('request-act'), 'buttons'])
    expect(question.act.options.map((o) => o.sends)).toEqual([true, false])
    expect([question.rating, (view(['start', 'vote']).question as typeof question).rating]).toEqual([false, true])
    const offer = (...log: CommandInput[]) => (view([...log, 'vote']).question as typeof question).act.options.map((o) => o.id)
    expect(offer('start')).not.toContain(option('hello-act', 'name-it'))
    expect(offer('start', 'askChecks', check('register'))).toContain(option('hello-act', 'name-it'))
  })
  test('after an act that sends something is what it sends, together with the act', () => {
    const { question, vote, totals } = view(['start', sit, 'vote', 'reveal', word('request-act', 'send')])
    if (question?.kind !== 'word') throw new Error('no sentences are asked')
    expect([question.act, vote, totals]).toEqual([expect.any(String), 'words-5', null])
    expect(question.sentences.map((d) => [d.id, d.as, d.options.length])).toEqual([
      [decision('opening'), 'reply', 3],
      [decision('answer'), 'reply', 2],
    ])
  })
  test('on checks lists those affordable in time, with their minutes', () => {
    const { question, vote } = view(['start', 'askChecks', check('ask-colleague'), 'askChecks'])
    expect(question).toEqual({
      kind: 'check',
      checks: [
        { id: ids('check', 'register'), text: 'Look in the register', minutes: 5 },
        { id: ids('check', 'call-back'), text: 'Ring the number', minutes: 3 },
        { id: ids('check', 'picture'), text: 'Search for the picture', minutes: 2 },
      ],
    })
    expect(vote).toBe('checks-4')
  })
  test('at the end is how the contact looks', () =>
    expect(view([...toJudgement, 'vote']).question).toEqual({ kind: 'judge', looks: ['genuine', 'unsure', 'approach'] }))
})

test('flags are accepted while a scene is open, until totals are shown', () => {
  const taken = [
    [],
    ['start'],
    ['start', 'askChecks'],
    ['start', 'vote'],
    ['start', 'vote', talk],
    ['start', 'vote', 'reveal'],
    ['start', 'vote', 'reveal', 'vote'],
    ['start', 'vote', 'reveal', 'undo'],
    ['start', 'askChecks', 'reveal'],
    ['start', sit, word('request-act', 'send')],
    ['start', 'pause'],
    ['start', decide({ 'hello-act': 'accept' })],
    toJudgement,
  ] as CommandInput[][]
  expect(taken.map((log) => view(log).flagging)).toEqual([
    ...[false, true, true, true, true, false, false, false],
    ...[true, false, false, false, false],
  ])
})

test('“moment n of about m” counts decisions made, and ends where the scenario does', () => {
  const accepted: CommandInput[] = ['start', decide({ 'hello-act': 'accept' })]
  const path = [
    [],
    ['start'],
    accepted,
    [...accepted, 'continue'],
    ['start', sit],
    toJudgement,
    [...toJudgement, 'conclude'],
  ] as CommandInput[][]
  expect(path.map((log) => view(log)).map(({ n, about }) => [n, about])).toEqual([
    [1, 4],
    [1, 4],
    [1, 4],
    [2, 4],
    [2, 4],
    [4, 4],
    [4, 4],
  ])
})

describe('totals', () => {
  const log: CommandInput[] = ['start', 'vote', 'reveal']
  const votes = gave(6, 'round-1', ballot({ 'hello-act': 'sit' }))
  test('have how many would report in the last vote, but no rating before the debrief', () => {
    const reported = gave(6, 'round-1', ballot({ 'hello-act': 'sit' }, { reported: true, rating: 4 }))
    for (const role of ['participant', 'projector', 'facilitator'] as const) {
      const seen = view(log, role, answered(log, votes, reported))
      expect(seen.totals!.rounds).toEqual([
        { voted: 12, reported: 6, counts: { [decision('hello-act')]: { [option('hello-act', 'sit')]: 12 } } },
      ])
      expect(JSON.stringify(seen)).not.toContain('"ratings":{"')
    }
    const twice: CommandInput[] = ['start', 'vote', talk, 'vote', 'reveal']
    const { rounds } = view(twice, 'projector', answered(twice, reported, gave(7, 'round-2', ballot({ 'hello-act': 'sit' })))).totals!
    expect(rounds.map((round) => round!.reported)).toEqual([undefined, 0])
    const judged: CommandInput[] = [...toJudgement, 'vote', 'reveal']
    expect(view(judged, 'projector', answered(judged, gave(6, 'round-1', judgement('genuine')))).totals!.rounds[0]).not.toHaveProperty(
      'reported',
    )
    const { facilitator } = counts(['start', 'vote'], 'facilitator', votes, reported)
    expect(facilitator!.totals.rounds).toMatchObject([{ reported: 6, ratings: {} }])
    expect(
      counts(['start', 'vote'], 'facilitator', gave(3, 'round-1', ballot({ 'hello-act': 'sit' }, { reported: true }))).facilitator!.totals
        .rounds,
    ).toMatchObject([{ voted: 3, few: true, reported: 0 }])
  })
  test('are in the view once revealed, from five votes and five flaggers', () => {
    const totals = answered(log, votes, flagged(5, 'hl-praise', 'hl-works'))
    expect(view(log, 'projector', totals).totals).toEqual({
      rounds: [{ voted: 6, reported: 0, counts: { [decision('hello-act')]: { [option('hello-act', 'sit')]: 6 } } }],
      changed: null,
      flags: { by: 5, counts: { [segment('hl-praise')]: 5 }, withheld: true },
    })
    expect(
      view(log, 'projector', answered(log, gave(4, 'round-1', ballot({ 'hello-act': 'sit' })), flagged(4, 'hl-praise'))).totals,
    ).toEqual({ rounds: [null], changed: null, flags: null })
    for (const other of [
      ['start', 'vote'],
      ['start', 'vote', talk],
      ['start', 'vote', 'reveal', 'vote'],
    ] as CommandInput[][])
      expect(view(other, 'projector', () => totals(1)).totals).toBeNull()
  })
  test('of a vote on checks are in the view once they are shown, from five votes', () => {
    const weighed: CommandInput[] = ['start', 'askChecks', 'reveal']
    const seen = (n: number, given = weighed) =>
      view(given, 'participant', answered(given, gave(n, 'checks-2', { kind: 'check', check: ids('check', 'picture') })))
    expect(seen(5).totals).toEqual({
      rounds: [{ voted: 5, counts: { check: { [ids('check', 'picture')]: 5 } } }],
      changed: null,
      flags: null,
    })
    expect([seen(4).totals, seen(9, weighed.slice(0, 2)).totals]).toEqual([{ rounds: [null], changed: null, flags: null }, null])
    expect([seen(5).question?.kind, seen(5).vote]).toEqual(['check', null])
  })
  test('say from what number on they are shown', () => {
    expect(view(log).shownFrom).toBe(5)
    expect(roomView({ ...script, crowd: TABLES }, roomAfter(...log), none, 'participant').shownFrom).toBe(2)
  })
  test('contain each vote, and on no screen flags on details of origin, which are said to be withheld', () => {
    const twice: CommandInput[] = ['start', 'vote', talk, 'vote', 'reveal']
    const totals = answered(twice, votes, gave(3, 'round-2', ballot({ 'hello-act': 'sit' })), flagged(5, 'hl-works'))
    for (const role of ['participant', 'projector', 'facilitator'] as const)
      expect(view(twice, role, totals).totals).toMatchObject({
        rounds: [{ voted: 6 }, null],
        flags: { by: 5, counts: {}, withheld: true },
      })
    expect(countsOf(script, roomAfter(...twice), totals(1), 9, 'facilitator').facilitator!.totals.flags).toEqual(
      view(twice, 'projector', totals).totals!.flags,
    )
  })
})

describe('counts', () => {
  const votes = [
    gave(6, 'round-1', ballot({ 'hello-act': 'sit' })),
    gave(2, 'round-2', ballot({ 'hello-act': 'accept' })),
    gave(4, 'checks-2', { kind: 'check', check: ids('check', 'picture') }),
  ]
  test('are of the open vote, or of the last one', () => {
    const of = (...log: CommandInput[]) => counts(log, 'projector', ...votes).answered
    expect([
      of('start'),
      of('start', 'vote'),
      of('start', 'vote', talk),
      of('start', 'vote', talk, 'vote'),
      of('start', 'askChecks'),
    ]).toEqual([0, 6, 6, 2, 4])
    expect(counts(['start', 'vote', talk, 'vote', talk, 'vote'], 'projector', ...votes).answered).toBe(0)
    expect(of('start', 'askChecks', 'reveal')).toBe(4)
    const settled: CommandInput[] = ['start', sit, 'vote', 'reveal', word('request-act', 'send')]
    expect(counts(settled, 'projector', gave(7, 'words-5', words({ opening: 'warm', answer: 'public' }))).answered).toBe(7)
  })
  test('contain totals, the majority and where each way leads only for the facilitator', () => {
    for (const role of ['participant', 'projector'] as const)
      expect(counts(['start', 'vote'], role, ...votes)).toEqual({ joined: 30, answered: 6, of: 30, facilitator: null })
    const { facilitator } = counts(['start', 'vote'], 'facilitator', ...votes)
    expect(facilitator!.totals.rounds).toMatchObject([{ voted: 6 }])
    expect(facilitator!.majority).toEqual({ ok: true, choices: choicesOf({ 'hello-act': 'sit' }) })
    expect(counts(['start', 'vote', talk, 'vote'], 'facilitator', ...votes).facilitator).toMatchObject({
      totals: { rounds: [{ voted: 6 }, { voted: 2, counts: {} }] },
      majority: null,
    })
    expect(facilitator!.branches.map((b) => b.leadsTo)).toEqual(Array(3).fill('Three pages by Friday'))
  })
  test('fill in a way’s sentences as most prefer, or with the first', () => {
    const at: CommandInput[] = ['start', sit, 'vote', 'reveal', word('request-act', 'send')]
    const ways = (...answers: AnswerCount[]) => counts(at, 'facilitator', ...answers).facilitator!
    const branch = (...answers: AnswerCount[]) => ways(...answers).branches[0]!.choices
    const said = (n: number, opening: string) => gave(n, 'words-5', words({ opening, answer: 'public' }))
    expect(branch(said(3, 'cold'), said(2, 'warm'))).toEqual(choicesOf({ 'request-act': 'send', opening: 'cold', answer: 'public' }))
    expect(ways(said(3, 'cold'), said(2, 'warm')).majority).toEqual({
      ok: true,
      choices: choicesOf({ 'request-act': 'send', opening: 'cold', answer: 'public' }),
    })
    expect([branch(said(4, 'cold')), ways(said(4, 'cold')).majority]).toEqual([
      choicesOf({ 'request-act': 'send', opening: 'warm', answer: 'public' }),
      null,
    ])
    expect(branch()).toEqual(choicesOf({ 'request-act': 'send', opening: 'warm', answer: 'public' }))
    expect(counts(at, 'facilitator').facilitator!.branches.map((b) => Object.keys(b.choices).length)).toEqual([3, 1])
  })
  test('name endings by title, and have no ways at the judgement', () => {
    expect(counts(toJudgement.slice(0, 4), 'facilitator').facilitator!.branches.map((b) => b.leadsTo)).toEqual(['Quiet', 'Quiet'])
    const reporting = gave(6, 'round-1', ballot({ 'record-act': 'bin' }, { reported: true }))
    expect(counts([...toJudgement.slice(0, 4), 'vote'], 'facilitator', reporting).facilitator!.branches.map((b) => b.leadsTo)).toEqual([
      'Known in time',
      'Known in time',
    ])
    expect(counts([...toJudgement, 'vote'], 'facilitator', gave(5, 'round-1', judgement('genuine')))).toMatchObject({
      answered: 5,
      facilitator: { majority: null, branches: [] },
    })
  })
})

describe('the facilitator’s part', () => {
  const facilitator = (...log: CommandInput[]) => view(log, 'facilitator').facilitator!
  test('has the notes of the scene, how to open and close, and the plan', () => {
    expect(facilitator('start')).toMatchObject({
      variant: 'hostile',
      notes: { ask: 'What could one know by now?' },
      opening: 'Say that one may be wrong here.',
      closing: 'Ask what you would tell a colleague.',
    })
    expect(facilitator('start').notes!.avoid).toMatch(/^Reading anything into where \S+ \S+ works\.$/)
    expect(facilitator().notes).toBeNull()
    expect([facilitator().treatment, facilitator('start').treatment, facilitator(...toJudgement).treatment]).toEqual([
      null,
      script.sheet.rows[0]!.treatment,
      'vote',
    ])
  })
  test('has the path so far, and where to return to for a different decision', () => {
    const { path } = facilitator('start', 'vote', talk, sit, 'vote', decide({ 'request-act': 'leave' }))
    expect(path).toEqual([
      { moment: 1, title: 'A request on your network', at: 3, sound: null },
      { moment: 4, title: 'Three pages by Friday', at: 5, sound: null },
      { moment: 6, title: 'A call', at: null, sound: null },
    ])
    expect(facilitator(...toJudgement).path.at(-1)).toEqual({ moment: 5, title: '', at: null, sound: null })
    const log: CommandInput[] = ['start', 'vote']
    const voted = (n: number) =>
      answered(log, gave(n, 'round-1', ballot({ 'hello-act': 'accept' })), gave(1, 'round-1', ballot({ 'hello-act': 'origin' })))
    expect(view(log, 'facilitator', voted(4)).facilitator!.path[0]!.sound).toMatchObject({ of: 5 })
    expect(view(log, 'facilitator', voted(3)).facilitator!.path[0]!.sound).toBeNull()
  })
  test('says what each option means, to the facilitator alone', () => {
    const meanings = (...log: CommandInput[]) => facilitator(...log).meanings
    const settled: CommandInput[] = ['start', sit, 'vote', 'reveal', word('request-act', 'send')]
    expect(meanings(...toJudgement, 'vote', 'reveal')).toEqual({})
    expect(meanings('start', 'vote', 'reveal')).toMatchObject({ [option('hello-act', 'sit')]: 'Nothing is lost.' })
    expect(meanings('start', 'vote', 'reveal')).not.toHaveProperty(option('hello-act', 'name-it'))
    expect(meanings(...settled)).toEqual(meanings(...settled.slice(0, -1)))
    for (const role of ['participant', 'projector'] as const) expect(view(['start', 'vote', 'reveal'], role).facilitator).toBeNull()
  })
  test('has the sentences that an act of this moment may send', () => {
    expect(facilitator('start', sit).sentences.map((d) => d.id)).toEqual([decision('opening'), decision('answer')])
    expect([facilitator('start').sentences, facilitator().sentences]).toEqual([[], []])
  })
  test('says how long the pauses were', () => {
    expect(
      facilitator('start', { type: 'pause', at: 1_000 }, { type: 'resume', at: 4_000 }, { type: 'pause', at: 9_000 }).pace,
    ).toMatchObject({
      away: 3_000,
      since: 9_000,
    })
  })
  test('in a what-if has the way back to the room’s own path, which is never a closed session', () => {
    expect(facilitator('start', sit).main).toBeNull()
    const whatIf: CommandInput[] = ['start', sit, 'vote', back(1, true), decide({ 'hello-act': 'accept' })]
    expect([facilitator(...whatIf.slice(0, 4)).main, facilitator(...whatIf).main, facilitator(...whatIf, 'continue', 'vote').main]).toEqual(
      [3, 3, 3],
    )
    expect(facilitator(...whatIf, back(3)).main).toBeNull()
    expect(facilitator('start', sit, 'close', back(1, true)).main).toBe(2)
    expect(roomState(roomAfter(...whatIf, back(3)))).toMatchObject({ phase: 'voting', whatIf: false, moment: 2 })
  })
  test('says what can be undone and whether anything can be checked', () => {
    expect([facilitator().undo, facilitator('lock').undo, facilitator('start').undo, facilitator('start', 'pause').undo]).toEqual([
      null,
      null,
      'start',
      null,
    ])
    const undone = (...log: CommandInput[]) => facilitator(...log).undo
    expect(undone('start', 'vote', 'reveal')).toBe('reveal')
    expect(undone('start', 'vote', 'reveal', 'lock'), 'a lock is no step').toBe('reveal')
    expect(undone('start', 'vote', 'reveal', 'undo')).toBe('vote')
    expect([
      facilitator().canCheck,
      facilitator('start').canCheck,
      facilitator('start', 'askChecks', 'reveal').canCheck,
      facilitator('start', 'vote').canCheck,
      facilitator(...toJudgement).canCheck,
    ]).toEqual([false, true, true, false, false])
  })
})

describe('the debrief', () => {
  const log: CommandInput[] = [
    'start',
    'askChecks',
    check('ask-colleague'),
    'vote',
    sit,
    decide({ 'request-act': 'leave' }),
    decide({ 'call-act': 'hang-up' }),
    decide({ 'record-act': 'bin' }),
    'vote',
    'conclude',
  ]
  const shown = (...parts: string[]): CommandInput[] => parts.map((part) => ({ type: 'show', part }))
  const everything = shown(...partsOf(roomState(roomAfter(...log)).steps))
  const history = roomAfter(...log, ...everything)
  const answers: Record<number, AnswerCount[]> = {
    1: [
      flagged(3, 'hl-praise'),
      flagged(2, 'hl-praise', 'hl-works', 'hl-heard'),
      gave(6, 'round-1', ballot({ 'hello-act': 'sit' })),
      gave(2, 'round-1', ballot({ 'hello-act': 'origin' })),
    ],
    5: [flagged(4, 'rq-fee')],
    8: [gave(5, 'round-1', judgement('approach')), gave(1, 'round-1', judgement('genuine'))],
  }
  const leant: Record<number, AnswerCount[]> = {
    ...answers,
    1: [
      gave(6, 'round-1', ballot({ 'hello-act': 'sit' }, { rating: 2 })),
      gave(4, 'round-1', ballot({ 'hello-act': 'sit' }, { rating: 5 })),
    ],
    7: [gave(4, 'round-1', ballot({ 'call-act': 'hang-up' }, { rating: 5 }))],
  }
  const debriefOn = (role: Screen, given = answers) =>
    roomView(script, history, (m) => momentTotals(script, history, m, given[m] ?? []), role).debrief!

  test('goes through the ratings, what it was, how it ended, reporting, the signs, the costliest decision, then what remains', () => {
    const scenes = ['hello', 'request', 'call', 'record'].map((id) => ids('scene', id))
    const { decisions, parts } = debriefOn('projector')
    const worst = decisions.find(({ quality }) => quality === 'costly') ?? decisions.find(({ quality }) => quality === 'partly')!
    expect(parts).toEqual(['ratings', 'verdict', 'ending', 'reporting', 'signs', worst.scene, 'pages', 'keep'])
    expect(debriefOn('projector').decisions.map((d) => d.scene)).toEqual(scenes)
    expect([view(log).part, view([...log, ...shown('signs')]).part]).toEqual(['ratings', 'signs'])
  })
  test('says what it was in the scenario’s own words, then at most six reasons, in order and complete', () => {
    const { key } = script.compiled
    const nine = Array.from({ length: 9 }, (_, i) => ({ id: `r${i}`, text: `Reason ${i}${'.'.repeat(i + 1)}` }))
    const wordy = { ...script, compiled: { ...script.compiled, key: { ...key, verdict: { ...key.verdict, text: nine } } } }
    const { verdict } = roomView(wordy, history, none, 'projector').debrief!
    expect(verdict!.reasons).toHaveLength(6)
    expect(verdict!.line).toBe(nine[0]!.text)
    expect(verdict!.reasons.join(' ')).toBe(
      nine
        .slice(1)
        .map(({ text }) => text)
        .join(' '),
    )
    const alone = { ...script, compiled: { ...script.compiled, key: { ...key, verdict: { ...key.verdict, text: nine.slice(0, 1) } } } }
    expect(roomView(alone, history, none, 'projector').debrief!.verdict).toMatchObject({ line: '', reasons: [nine[0]!.text] })
  })
  test('says what happened and how the room could know, with its sources', () => {
    expect(debriefOn('participant')).toMatchObject({
      verdict: { variant: 'hostile' },
      ending: { outcome: 'missed', title: 'Quiet' },
      judged: { voted: 6, counts: { looks: { approach: 5, genuine: 1 } } },
    })
    expect(
      debriefOn('participant')
        .sources.map((s) => s.id)
        .slice(0, 1),
    ).toEqual(['G-02'])
    expect(debriefOn('participant').sources.map((s) => s.id)).not.toContain('INV')
  })
  test('says whether the room told, at which chance first, and how many would have', () => {
    const path: CommandInput[] = [
      'start',
      'vote',
      sit,
      reportAndDecide({ 'request-act': 'leave' }),
      'continue',
      decide({ 'call-act': 'hang-up' }),
      decide({ 'record-act': 'bin' }),
      'conclude',
      ...shown('reporting'),
    ]
    const given = gave(7, 'round-1', ballot({ 'hello-act': 'sit' }, { reported: true }))
    const rest = gave(9, 'round-1', ballot({ 'hello-act': 'sit' }))
    const of = roomAfter(...path)
    const { reporting } = roomView(script, of, (m) => momentTotals(script, of, m, m === 1 ? [given, rest] : []), 'participant').debrief!
    expect(reporting).toMatchObject({ chances: 2, reported: 1, first: 2 })
    expect(reporting!.moments.map(({ reported: did, would, reply }) => [did, would, reply])).toEqual([
      [false, { reported: 7, of: 16 }, null],
      [true, null, '“Send me the mail as it came.”'],
    ])
    const few = roomView(script, of, (m) => momentTotals(script, of, m, [gave(4, 'round-1', given.answer)]), 'facilitator').debrief!
    expect(few.reporting!.moments.map((m) => m.would)).toEqual([null, null])
  })
  test('leaves out where there was nothing to tell, even if the room told there', () => {
    const path: CommandInput[] = [
      'start',
      sit,
      reportAndDecide({ 'request-act': 'leave' }),
      'continue',
      ...toJudgement.slice(3),
      'conclude',
      ...shown('reporting'),
    ]
    const of = roomAfter(...path)
    const { key } = script.compiled
    const nothing = ['hello', 'request'].map((id) => [ids('scene', id), { ...key.reports[ids('scene', id)]!, worth: 0 }] as const)
    const quiet = {
      ...script,
      compiled: { ...script.compiled, key: { ...key, reports: { ...key.reports, ...Object.fromEntries(nothing) } } },
    }
    const { reporting } = roomView(quiet, of, () => NO_TOTALS, 'participant').debrief!
    expect(reporting).toMatchObject({ chances: 0, first: null, moments: [], elsewhere: true, nothing: false })
  })
  test('shows the room’s ratings, if enough rated', () => {
    expect(debriefOn('projector').ratings).toEqual([])
    expect(debriefOn('projector', leant).ratings.map(({ title, room, seen, decided }) => [title, room, seen, decided])).toEqual([
      ['A request on your network', { mean: 3.2, said: 10 }, [], false],
      ['A call', null, ['Flattery tied to your access', 'A reward out of line with the work', 'A wish for secrecy'], true],
      ['', { mean: expect.closeTo(13 / 3), said: 6 }, [], true],
    ])
  })
  test('shows one page of both variants side by side, and ends with what to keep', () => {
    const { pages, keep } = debriefOn('participant')
    expect(pages!.lines.filter((line) => line.other !== null).map(({ own, other }) => [own, other])[0]).toEqual([
      expect.stringContaining('close to the decisions'),
      expect.stringContaining('write as clearly'),
    ])
    expect(keep).toEqual({ signs: [{ label: 'A wish for secrecy', cites: [] }], rule: 'Ask who pays.' })
  })
  test('counts flags on signs in scenes where five flagged, and explains what else was flagged', () => {
    const signs = Object.fromEntries(debriefOn('participant').signs!.list.map((s) => [s.segment, [s.kind, s.flagged]]))
    expect(signs).toEqual({
      [segment('hl-praise')]: ['sign', 5],
      [segment('rq-fee')]: ['sign', null],
      [segment('cl-quiet')]: ['sign', null],
    })
    const of = (given?: Record<number, AnswerCount[]>) => debriefOn('participant', given).signs!.list.map((sign) => sign.of)
    expect([of(), of({ 5: answers[5]! })]).toEqual([
      [5, null, null],
      [null, null, null],
    ])
  })
  test('keeps what is worth a question in either scenario apart from what is harmless', () => {
    const way: CommandInput[] = ['start', decide({ 'hello-act': 'accept' }), 'continue', decide({ 'request-act': 'leave' })]
    const given: CommandInput[] = [
      ...way,
      decide({ 'call-act': 'hang-up' }),
      decide({ 'record-act': 'bin' }),
      'conclude',
      ...shown('signs'),
    ]
    const of = roomAfter(...given)
    const flags = [flagged(5, 'cl-soon', 'cl-date')]
    const { signs } = roomView(script, of, (m) => momentTotals(script, of, m, flags), 'participant').debrief!
    expect(signs!.list.filter((s) => s.kind !== 'sign').map(({ quote, kind }) => [quote, kind])).toEqual([
      ['I write too often.', 'question'],
      ['4 April', 'harmless'],
    ])
  })
  test('never points at details of origin, not even on the facilitator’s screen', () => {
    for (const role of ['participant', 'projector', 'facilitator'] as const)
      expect(debriefOn(role).signs!.list.map((s) => s.segment)).not.toContain(segment('hl-works'))
    expect(debriefOn('projector').decisions[0]!.totals.flags!.counts).toEqual({ [segment('hl-praise')]: 5 })
  })
  test('has what the room chose and how many chose soundly, if five voted', () => {
    const [hello, request] = debriefOn('projector').decisions
    expect(hello!.totals.rounds).toMatchObject([{ voted: 8 }])
    expect(hello!.sound).toEqual({ first: expect.any(Number), last: null, counts: [{ n: expect.any(Number), of: 8 }] })
    expect([request!.totals.rounds, request!.sound]).toEqual([[], null])
    expect(debriefOn('projector', { 1: [gave(4, 'round-1', ballot({ 'hello-act': 'sit' }))] }).decisions[0]).toMatchObject({
      totals: { rounds: [null] },
      sound: null,
    })
  })
  describe('is known, except to the facilitator, only as far as it was on the wall', () => {
    const scenes = ['hello', 'request', 'call', 'record'].map((id) => ids('scene', id))
    const at = (role: Screen, ...more: CommandInput[]) => {
      const of = roomAfter(...log, ...more)
      return roomView(script, of, (m) => momentTotals(script, of, m, leant[m] ?? []), role).debrief
    }
    const known = (role: Screen, ...more: CommandInput[]) => {
      const of = at(role, ...more)
      return (
        of && [
          ...(of.judged ? ['judged'] : []),
          ...(of.ratings.length > 0 ? ['ratings'] : []),
          ...(of.verdict ? ['verdict'] : []),
          ...(['ending', 'reporting', 'signs', 'pages', 'keep'] as const).filter((part) => of[part] !== null),
          ...of.decisions.map((d) => d.scene),
        ]
      )
    }
    const whole = known('facilitator')!
    test('by the facilitator from the start, by others part by part', () => {
      expect(whole).toEqual(known('participant', ...everything))
      const walked = [
        [[], []],
        [['verdict'], ['verdict']],
        [
          ['verdict', 'ending'],
          ['verdict', 'ending'],
        ],
        [
          ['verdict', 'reporting'],
          ['verdict', 'reporting'],
        ],
        [
          ['verdict', 'signs'],
          ['verdict', 'signs'],
        ],
        [
          ['verdict', scenes[1]!],
          ['verdict', ...scenes],
        ],
        [
          ['verdict', 'pages', 'keep'],
          ['verdict', 'pages', 'keep'],
        ],
        [
          ['verdict', 'ending', 'ratings'],
          ['verdict', 'ending'],
        ],
      ] as const
      for (const role of ['participant', 'projector'] as const)
        for (const [parts, more] of walked) expect(known(role, ...shown(...parts)), parts.join()).toEqual(['judged', 'ratings', ...more])
    })
    test('so that nothing before the verdict says what it was, or when the room could know', () => {
      const { parts, ratings, sources } = at('participant')!
      expect([parts, sources]).toEqual([['ratings'], []])
      expect(ratings.map(({ room, decided, seen, found }) => [room !== null, decided, seen, found])).toEqual([
        [true, false, [], []],
        [false, false, [], []],
        [true, false, [], []],
      ])
      expect(at('participant', ...shown('verdict'))!.ratings.some(({ decided }) => decided)).toBe(true)
      expect(at('facilitator')!.ratings.some(({ decided }) => decided)).toBe(true)
    })
    test('so that undo removes nothing', () => {
      expect(known('participant', ...shown('verdict', 'ending'), 'undo', 'undo')).toEqual(['judged', 'ratings', 'verdict', 'ending'])
      expect(known('participant', ...shown('verdict'), back(5), ...log.slice(5))).toEqual(['ratings', 'verdict'])
    })
    test('and completely after the close', () => {
      for (const more of [[], shown('verdict')]) expect(known('participant', ...more, 'close')).toEqual(whole)
      expect(known('participant', ...shown('verdict'), 'close', 'reopen')).toEqual(['judged', 'ratings', 'verdict'])
      expect(view(['start', 'close']).debrief).toBeNull()
      expect(view([...toJudgement, 'close']).debrief).toBeNull()
    })
    test('after a close in the middle of a what-if it is that of the room’s own path', () => {
      for (const role of ['participant', 'projector', 'facilitator'] as const)
        expect(known(role, ...shown('verdict'), back(3, true), 'vote', 'close'), role).toEqual(whole)
      const other: CommandInput[] = [...shown('verdict'), back(4, true), decide({ 'hello-act': 'accept' }), 'continue', ...log.slice(5)]
      expect(at('participant', ...other)!.decisions).toEqual([])
      expect(at('participant', ...other, back(4, true), 'close')!.decisions.map((d) => d.followed)).toEqual(
        at('facilitator')!.decisions.map((d) => d.followed),
      )
    })
    test('and not at all if the room left it before the verdict and was closed elsewhere', () => {
      expect(known('participant', back(3, true), 'vote', 'close')).toBeNull()
      expect(known('participant', 'undo', 'close')).toBeNull()
    })
  })
})
