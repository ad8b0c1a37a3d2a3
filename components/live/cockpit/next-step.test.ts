import { describe, expect, test } from 'vitest'
import type { RoomPhase } from '@/scenarios/engine/live/room-state'
import type { Branch, Counts } from '@/scenarios/engine/live/facilitator'
import type { RoomView } from '@/scenarios/engine/live/view'
import { isJudgement } from '../shared/place'
import { isAskedFirst, otherSteps, roundOf, tallyNow, usualNext } from './next-step'
import { firstPlace, letterOf } from '../shared/letters'
import { NOTHING_PICKED, type FacilitatorChoices, canWord, leading, sentencesOf, wayOn } from './next-command'

const act = {
  id: 'act',
  as: 'buttons' as const,
  ask: 'What now?',
  options: [
    { id: 'go', text: 'Go', sends: true },
    { id: 'stay', text: 'Stay', sends: false },
  ],
}
const opening = {
  id: 'opening',
  as: 'reply' as const,
  ask: 'Opening',
  options: [
    { id: 'warm', text: 'Hello.', sends: false },
    { id: 'cool', text: 'Good day.', sends: false },
  ],
}
const decide = { kind: 'decide' as const, act, rating: false }
const word = { kind: 'word' as const, act: 'Go', sentences: [opening] }
const scene = {
  id: 's',
  when: '',
  place: '',
  title: 'S',
  lead: '',
  cast: {},
  show: [],
  earlier: {},
  found: [],
  minutes: { left: 5, budget: 5 },
}
const NOTHING_LEFT_OUT = { sentences: false, debrief: false }
const facilitator: NonNullable<RoomView['facilitator']> = {
  variant: 'hostile',
  notes: null,
  opening: '',
  closing: '',
  noted: '',
  measured: true,
  treatment: 'discuss',
  sentences: [opening],
  meanings: {},
  worths: {},
  findings: [],
  pace: { planned: 10, takes: 5, ahead: [], after: { judgement: 2, debrief: 5 }, leavesOut: NOTHING_LEFT_OUT, away: 0, since: null },
  path: [],
  undo: 'start',
  canCheck: true,
  main: null,
}
const view = (phase: RoomPhase, change: Partial<RoomView> = {}): RoomView => ({
  version: 9,
  title: '',
  you: 'You are a clerk.',
  phase,
  paused: false,
  locked: false,
  attendance: false,
  whatIf: false,
  moment: 1,
  vote: null,
  flagging: false,
  n: 1,
  about: 4,
  until: null,
  crowd: 'people',
  shownFrom: 5,
  part: 'ratings',
  scene,
  question: null,
  prompt: null,
  strongest: null,
  totals: null,
  whyOf: null,
  said: [],
  whys: null,
  followed: null,
  debrief: null,
  facilitator,
  ...change,
})
const briefly = (leavesOut: typeof NOTHING_LEFT_OUT) => ({ ...facilitator, pace: { ...facilitator.pace, leavesOut } })
const treated = (treatment: 'narrate' | 'vote' | 'discuss') => ({ facilitator: { ...facilitator, treatment } })

const branches: Branch[] = [
  { choices: { act: 'go', opening: 'warm' }, text: 'Go', leadsTo: 'The trip', left: { least: 9, most: 9 } },
  { choices: { act: 'stay' }, text: 'Stay', leadsTo: 'The office', left: { least: 9, most: 9 } },
]
type Row = Record<string, number>
const total = (voted: number, counts: Record<string, Row> = {}, few = false) => ({ voted, counts, ...(few && { few: true }) })
/**
 * @param tied what the majority leaves open
 * @param sends the act whose sentences nobody has voted on
 */
function counts(votes: { act?: Row; opening?: Row; check?: Row; few?: boolean } = {}, tied: string[] = [], sends = ''): Counts {
  const last = { ...total(7, { act: votes.act ?? {} }, votes.few), sound: null, ratings: {} }
  return {
    joined: 9,
    answered: 7,
    of: 9,
    facilitator: {
      totals: {
        rounds: [last],
        changed: null,
        checks: total(7, { check: votes.check ?? {} }),
        words: total(votes.opening ? 7 : 0, votes.opening ? { opening: votes.opening } : {}),
        flags: { by: 0, counts: {} },
      },
      majority: votes.few
        ? null
        : tied.length > 0
          ? { ok: false, tied, ...(sends && { act: sends }) }
          : { ok: true, choices: { act: leads(votes.act) } },
      branches,
      refused: null,
    },
  }
}
const leads = (row: Row = {}) => ((row.go ?? 0) > (row.stay ?? 0) ? 'go' : 'stay')
const stays = counts({ act: { go: 1, stay: 6 } })
const goes = counts({ act: { go: 5, stay: 2 } }, ['opening'], 'go')
const none: Counts = {
  joined: 9,
  answered: 0,
  of: 9,
  facilitator: {
    totals: { rounds: [], changed: null, checks: total(0), words: total(0), flags: { by: 0, counts: {} } },
    majority: null,
    branches,
    refused: null,
  },
}
const asked = { question: decide }
const command = (step: ReturnType<typeof usualNext>) => (step?.kind === 'send' ? step.command : step)

describe('the usual next step', () => {
  test.each<[string, RoomView, Counts | null, unknown]>([
    ['says first who the room is', view('lobby', { scene: null }), null, { type: 'introduce' }],
    ['opens the first scene at once where nobody knows', view('lobby', { scene: null, you: '' }), null, { type: 'start' }],
    ['opens the first scene', view('opening', { scene: null }), null, { type: 'start' }],
    ['opens the vote on a scene', view('reading'), none, { type: 'vote' }],
    ['lets the facilitator choose where a scene is narrated', view('reading', treated('narrate')), none, { kind: 'choose', among: 'ways' }],
    [
      'lets the room talk after the first vote where that is planned',
      view('voting', { vote: 'round-1', ...asked }),
      counts(),
      { type: 'discuss', seconds: 180 },
    ],
    [
      'reveals one vote where no talk is planned',
      view('voting', { vote: 'round-1', ...asked, ...treated('vote') }),
      counts(),
      { type: 'reveal' },
    ],
    ['reveals the second vote', view('voting', { vote: 'round-2', ...asked }), counts(), { type: 'reveal' }],
    ['votes again after talking', view('discussing', asked), counts(), { type: 'vote' }],
    ['goes on along the majority', view('revealed', asked), stays, { type: 'decide', by: 'majority' }],
    ['lets the room vote on the sentences of an act that sends some', view('revealed', asked), goes, { type: 'word', act: 'go' }],
    [
      'goes on with the sentences that got most votes',
      view('wording', { question: word }),
      counts({ act: { go: 5 }, opening: { warm: 5 } }),
      { type: 'decide', by: 'majority' },
    ],
    [
      'lets the facilitator settle sentences that are level',
      view('wording', { question: word }),
      counts({ act: { go: 5 }, opening: { warm: 3, cool: 3 } }, ['opening'], 'go'),
      { kind: 'choose', among: 'sentences' },
    ],
    ['lets a what-if begin with another way', view('reading', { whatIf: true }), none, { kind: 'choose', among: 'ways' }],
    [
      'does not take the majority’s way again in a what-if',
      view('revealed', { ...asked, whatIf: true }),
      stays,
      { kind: 'choose', among: 'ways' },
    ],
    [
      'votes on the judgement in a what-if, too',
      view('reading', { scene: null, whatIf: true, ...treated('vote') }),
      none,
      { type: 'vote' },
    ],
    ['shows how a vote on checks went', view('checking', { question: { kind: 'check', checks: [] } }), none, { type: 'reveal' }],
    [
      'lets the facilitator settle a tie',
      view('revealed', asked),
      counts({ act: { go: 3, stay: 3 } }, ['act']),
      { kind: 'choose', among: 'ways' },
    ],
    ['lets the facilitator choose where nobody voted', view('revealed', asked), none, { kind: 'choose', among: 'ways' }],
    ['goes on after a consequence', view('consequence'), none, { type: 'continue' }],
    ['opens the vote on the judgement', view('reading', { scene: null, ...treated('vote') }), none, { type: 'vote' }],
    [
      'reveals the judgement',
      view('voting', { scene: null, vote: 'round-1', question: { kind: 'judge', looks: [] }, ...treated('vote') }),
      none,
      { type: 'reveal' },
    ],
    [
      'goes from the judgement into the debrief',
      view('revealed', { scene: null, question: { kind: 'judge', looks: [] } }),
      none,
      { type: 'conclude' },
    ],
    ['opens the summary once the session is closed', view('closed', { scene: null }), none, { kind: 'summary' }],
    ['resumes first where the session is paused', view('voting', { paused: true, ...asked }), none, { type: 'resume' }],
  ])('%s', (_, at, total, expected) => {
    expect(command(usualNext(at, total))).toEqual(expected)
  })

  const weighed = view('weighed', {
    question: {
      kind: 'check',
      checks: [
        { id: 'ask', text: '', minutes: 1 },
        { id: 'call', text: '', minutes: 1 },
      ],
    },
  })
  test('makes the leading check', () => {
    expect(command(usualNext(weighed, counts({ check: { ask: 2, call: 4 } })))).toEqual({ type: 'check', check: 'call' })
  })
  test('lets the facilitator choose among checks that are tied, or that nobody asked for', () => {
    for (const check of [{ ask: 3, call: 3 }, {}, { gone: 3 }] as Row[]) {
      expect(usualNext(weighed, counts({ check }))).toEqual({ kind: 'choose', among: 'checks' })
    }
  })

  test('moves the debrief to its next part, and closes after the last', () => {
    const debrief = { parts: ['ending', 'signs', 's'] } as RoomView['debrief']
    const at = (part: string) => usualNext(view('debrief', { scene: null, debrief, part }), null)
    expect([command(at('ending')), command(at('signs'))]).toEqual([
      { type: 'show', part: 'signs' },
      { type: 'show', part: 's' },
    ])
    expect(at('s')).toEqual({ kind: 'close' })
  })

  test('goes on in a debrief from a part that was opened, also if the plan leaves that part out', () => {
    const all = ['ratings', 'verdict', 'ending', 'reporting', 'signs', 's', 'pages', 'keep']
    const brief = ['ratings', 'verdict', 'ending', 'reporting', 'keep']
    const after = (parts: string[], part: string) => {
      const next = usualNext(view('debrief', { scene: null, debrief: { parts } as RoomView['debrief'], part }), null)
      return next.kind === 'send' && next.command.type === 'show' ? next.command.part : next.kind
    }
    expect(all.map((part) => after(all, part))).toEqual([...all.slice(1), 'close'])
    expect(after(all, 'another moment'), 'which stands for the planned one').toBe('pages')
    expect(brief.map((part) => after(brief, part))).toEqual([...brief.slice(1), 'close'])
    for (const left of ['signs', 's', 'pages']) expect(after(brief, left), left).toBe('keep')
  })

  test('follows the facilitator’s choice', () => {
    const at = view('revealed', asked)
    const way = wayOn(at, goes, { ...NOTHING_PICKED, way: 'Stay' })
    expect(command(usualNext(at, goes, way))).toEqual({ type: 'decide', by: 'facilitator', choices: { act: 'stay' } })
  })
  test('opens no vote, and goes on with nothing that is not marked, while the facilitator chooses the way without one', () => {
    for (const at of [view('reading', asked), view('voting', { vote: 'round-1', ...asked }), view('discussing', asked)]) {
      const usual = usualNext(at, goes)
      expect(usualNext(at, goes, wayOn(at, goes), 'open')).toEqual({ kind: 'choose', among: 'ways' })
      const way = wayOn(at, goes, { ...NOTHING_PICKED, way: 'Stay' })
      expect(command(usualNext(at, goes, way, 'marked'))).toEqual({ type: 'decide', by: 'facilitator', choices: { act: 'stay' } })
      expect(otherSteps(at, goes, true)[0]).toEqual(command(usual))
    }
  })
})

describe('what else can be done', () => {
  const types = (at: RoomView, total: Counts | null = none) => otherSteps(at, total).map((c) => c.type)
  test.each<[string, RoomView, string[]]>([
    ['in the lobby', view('lobby', { scene: null }), []],
    ['in the opening', view('opening', { scene: null }), []],
    ['while reading', view('reading'), ['askChecks']],
    ['while reading without checks', view('reading', { facilitator: { ...facilitator, canCheck: false } }), []],
    ['in a scene that is narrated', view('reading', treated('narrate')), ['vote', 'askChecks']],
    ['before the judgement', view('reading', { scene: null, facilitator: { ...facilitator, canCheck: false } }), ['conclude']],
    ['in a vote on checks', view('checking'), ['vote']],
    ['once that is shown', view('weighed'), ['askChecks', 'vote']],
    ['in a what-if', view('reading', { whatIf: true }), ['vote', 'askChecks']],
    ['in the first vote', view('voting', { vote: 'round-1', ...asked }), ['reveal']],
    ['in the second vote', view('voting', { vote: 'round-2', ...asked }), ['discuss']],
    ['while talking', view('discussing', asked), ['reveal']],
    ['once revealed', view('revealed', asked), ['vote']],
    ['after a consequence', view('consequence'), []],
    ['while paused', view('revealed', { paused: true, ...asked }), []],
    ['once closed', view('closed', { scene: null }), ['reopen']],
  ])('%s', (_, at, expected) => {
    expect(types(at)).toEqual(expected)
  })
  test('the usual step is never among them', () => {
    for (const phase of ['lobby', 'opening', 'reading', 'checking', 'voting', 'discussing', 'revealed', 'consequence'] as const) {
      for (const treatment of ['narrate', 'vote', 'discuss'] as const) {
        const at = view(phase, { ...treated(treatment), ...asked, vote: phase === 'voting' ? 'round-1' : null })
        expect(otherSteps(at, counts()).map((c) => JSON.stringify(c))).not.toContain(JSON.stringify(command(usualNext(at, counts()))))
      }
    }
  })
})

describe('the way on', () => {
  const at = view('revealed', asked)
  const wording = view('wording', { question: word })
  const picked = (change: Partial<FacilitatorChoices>): FacilitatorChoices => ({ ...NOTHING_PICKED, ...change })
  const level = counts({ act: { go: 5 }, opening: { warm: 2, cool: 2 } }, ['opening'], 'go')
  test('if a sentence is tied, the facilitator settles it and the act remains', () => {
    expect(wayOn(wording, level)).toEqual({ ok: false, tied: ['opening'], branch: branches[0] })
    expect(leading(wording, level)).toBe(branches[0])
    expect(wayOn(wording, level, picked({ settled: { opening: 'cool' } }))).toMatchObject({
      ok: true,
      command: { by: 'facilitator', choices: { act: 'go', opening: 'cool' } },
    })
  })
  test('if the act is tied, only a choice settles it, and its sentences are voted on', () => {
    const acts = counts({ act: { go: 3, stay: 3 } }, ['act'])
    expect(wayOn(at, acts, picked({ settled: { act: 'go' } })).ok).toBe(false)
    expect(wayOn(at, acts, picked({ way: 'Go' }))).toMatchObject({ ok: true, command: { type: 'word', act: 'go' } })
  })
  test.each<[string, RoomView, Counts, Partial<FacilitatorChoices>]>([
    ['wants to', at, goes, { own: true }],
    ['chooses for another reason', view('reading', { question: null, ...treated('narrate') }), none, { way: 'Go' }],
    ['goes on before anything was revealed', view('voting', asked), goes, { way: 'Go' }],
    ['has a room without phones', at, { ...goes, joined: 0 }, {}],
    ['has too few to vote', at, counts({ few: true }), { way: 'Go' }],
  ])('a facilitator who %s chooses the sentences', (_, here, votes, change) => {
    // Nothing may be sent that nobody chose, so the button and the clicker wait.
    const waits = wayOn(here, votes, picked(change))
    expect(waits).toEqual({ ok: false, tied: ['opening'], branch: branches[0] })
    expect(usualNext({ ...here, phase: 'revealed', whatIf: false }, votes, waits)).toEqual({ kind: 'choose', among: 'sentences' })
    const settled = picked({ ...change, settled: { opening: 'cool' } })
    expect(wayOn(here, votes, settled)).toMatchObject({ command: { choices: { act: 'go', opening: 'cool' } } })
    expect(sentencesOf(here, votes, branches[0]!, settled)).toMatchObject([
      { open: [{ id: 'warm' }, { id: 'cool' }], sent: { id: 'cool' } },
    ])
  })
  test('the facilitator who wanted to choose the sentences can let the room vote after all, also where no vote is planned', () => {
    const brief = view('revealed', { ...asked, facilitator: briefly({ sentences: true, debrief: false }) })
    expect(wayOn(brief, goes).ok).toBe(false)
    for (const here of [at, brief]) {
      expect(canWord(here, goes)).toBe(true)
      expect(wayOn(here, goes, picked({ own: false }))).toMatchObject({ ok: true, command: { type: 'word', act: 'go' } })
    }
    expect(canWord(at, { ...goes, joined: 0 })).toBe(false)
  })
  test('a choice no longer on offer falls back to the majority', () => {
    expect(wayOn(at, stays, picked({ way: 'Gone' }))).toMatchObject({ ok: true, command: { by: 'majority' }, branch: branches[1] })
  })
  test('in a what-if the majority decides nothing, but a choice is accepted', () => {
    const whatIf = view('revealed', { ...asked, whatIf: true })
    expect(wayOn(whatIf, stays).ok).toBe(false)
    expect(wayOn(whatIf, stays, picked({ way: 'Stay' }))).toMatchObject({ command: { by: 'facilitator', choices: { act: 'stay' } } })
  })
  test('an act that sends nothing takes no settled sentence along', () => {
    expect(wayOn(at, goes, picked({ way: 'Stay', settled: { opening: 'cool' } }))).toMatchObject({ command: { choices: { act: 'stay' } } })
  })
  test('a clear preference of the room is not overruled by an earlier settlement', () => {
    const clear = counts({ act: { go: 5 }, opening: { warm: 4, cool: 1 } })
    const settled = picked({ settled: { opening: 'cool' } })
    expect(wayOn(wording, clear, settled)).toMatchObject({ command: { by: 'majority' } })
    expect(sentencesOf(wording, clear, branches[0]!, settled)).toMatchObject([{ open: [], sent: { id: 'warm' } }])
  })
  test('carries what the facilitator decides about reporting, and otherwise leaves it to the votes', () => {
    expect((wayOn(at, stays) as { command: object }).command).not.toHaveProperty('report')
    for (const report of [true, false]) {
      expect(wayOn(at, stays, picked({ report }))).toMatchObject({ command: { by: 'majority', report } })
      expect(wayOn(at, stays, picked({ way: 'Stay', report }))).toMatchObject({ command: { by: 'facilitator', report } })
      expect((wayOn(at, goes, picked({ report })) as { command: object }).command).not.toHaveProperty('report')
    }
  })
  test('the sentences are those chosen most, or several in a tie', () => {
    const [sentence] = sentencesOf(wording, level, branches[0]!, picked({ settled: { opening: 'cool' } }))
    expect(sentence).toMatchObject({ ask: 'Opening', sent: { text: 'Good day.' }, open: [{ id: 'warm' }, { id: 'cool' }] })
    expect(sentencesOf(wording, level, branches[1]!, NOTHING_PICKED)).toEqual([])
  })
  test('no letter is used for two sentences', () => {
    expect([0, 1, 2].map((n) => letterOf(firstPlace([{ options: [1, 2] }, { options: [1, 2, 3] }], n)))).toEqual(['A', 'C', 'F'])
  })
})

test.each<[string, RoomView, Counts, boolean]>([
  ['nobody has voted', view('voting', { vote: 'round-1', ...asked }), none, true],
  ['too few have', view('voting', { vote: 'round-1', ...asked }), counts({ few: true }), true],
  ['enough have', view('voting', { vote: 'round-1', ...asked }), stays, false],
  ['nobody has voted again yet', view('voting', { vote: 'round-2', ...asked }), stays, true],
  ['enough have voted on checks', view('checking', { vote: 'checks-3' }), stays, false],
  ['nobody has voted on checks', view('checking', { vote: 'checks-3' }), none, true],
])('a reveal that would show nothing needs confirmation: %s', (_, at, votes, expected) => {
  expect(isAskedFirst({ type: 'reveal' }, tallyNow(at, votes))).toBe(expected)
  expect(isAskedFirst({ type: 'vote' }, tallyNow(at, votes))).toBe(false)
})

test('a reveal of more hands than people needs confirmation', () => {
  const hands = tallyNow(view('voting', { vote: 'round-1', ...asked }), stays)
  expect([hands.voted - 1, hands.voted].map((most) => isAskedFirst({ type: 'reveal' }, hands, most))).toEqual([true, false])
})

test('the round is that of the open vote, or else that of the totals', () => {
  expect([
    roundOf(view('voting', { vote: 'round-2' }), counts()),
    roundOf(view('discussing'), counts()),
    roundOf(view('reading'), none),
  ]).toEqual([2, 1, 0])
})
test('a judgement is a moment without a scene', () => {
  expect(['reading', 'lobby', 'opening'].map((phase) => isJudgement(view(phase as RoomPhase, { scene: null })))).toEqual([
    true,
    false,
    false,
  ])
  expect(isJudgement(view('reading'))).toBe(false)
})
