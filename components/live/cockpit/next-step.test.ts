import { describe, expect, test } from 'vitest'
import type { RoomPhase } from '@/scenarios/engine/live/room-state'
import type { Branch, Counts } from '@/scenarios/engine/live/host'
import type { RoomView } from '@/scenarios/engine/live/view'
import { isJudgement } from '../shared/place'
import { otherSteps, roundOf, usualNext } from './next-step'
import { NOTHING_PICKED, leading, sentencesOf, wayOn } from '../shared/way-on'

const act = {
  id: 'act',
  as: 'buttons' as const,
  ask: 'What now?',
  act: true,
  options: [
    { id: 'go', text: 'Go', sends: true },
    { id: 'stay', text: 'Stay', sends: false },
  ],
}
const opening = {
  id: 'opening',
  as: 'reply' as const,
  ask: 'Opening',
  act: false,
  options: [
    { id: 'warm', text: 'Hello.', sends: false },
    { id: 'cool', text: 'Good day.', sends: false },
  ],
}
const decide = { kind: 'decide' as const, decisions: [opening, act], lean: false }
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
const host: RoomView['host'] = {
  nature: 'hostile',
  notes: null,
  opening: '',
  closing: '',
  treatment: 'discuss',
  path: [],
  undo: true,
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
  whatIf: false,
  moment: 1,
  vote: null,
  flagging: false,
  n: 1,
  about: 4,
  until: null,
  part: 'ending',
  scene,
  question: null,
  totals: null,
  followed: null,
  debrief: null,
  host,
  ...change,
})
const treated = (treatment: 'narrate' | 'vote' | 'discuss') => ({ host: { ...host, treatment } })

const branches: Branch[] = [
  { choices: { act: 'go', opening: 'warm' }, text: 'Go', leadsTo: 'The trip' },
  { choices: { act: 'stay' }, text: 'Stay', leadsTo: 'The office' },
]
type Row = Record<string, number>
function counts(votes: { act?: Row; opening?: Row; check?: Row } = {}, tied: string[] = [], rounds = 1): Counts {
  const last = { voted: 7, counts: { act: votes.act ?? {}, opening: votes.opening ?? {} }, sound: null }
  return {
    joined: 9,
    answered: 7,
    host: {
      totals: {
        rounds: Array(rounds).fill(last),
        checks: { voted: 0, counts: { check: votes.check ?? {} } },
        flags: { by: 0, counts: {} },
      },
      majority: tied.length > 0 ? { ok: false, tied } : { ok: true, choices: branches[0]!.choices },
      branches,
    },
  }
}
const none: Counts = {
  joined: 9,
  answered: 0,
  host: { totals: { rounds: [], checks: { voted: 0, counts: {} }, flags: { by: 0, counts: {} } }, majority: null, branches },
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
    ['goes on along the majority', view('revealed', asked), counts({ act: { go: 5 } }), { type: 'decide', by: 'majority' }],
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
    ['is none once the session is closed', view('closed', { scene: null }), none, null],
    ['resumes first where the session is paused', view('voting', { paused: true, ...asked }), none, { type: 'resume' }],
  ])('%s', (_, at, total, expected) => {
    expect(command(usualNext(at, total))).toEqual(expected)
  })

  const checking = view('checking', {
    question: {
      kind: 'check',
      checks: [
        { id: 'ask', text: '', minutes: 1 },
        { id: 'call', text: '', minutes: 1 },
      ],
    },
  })
  test('makes the leading check', () => {
    expect(command(usualNext(checking, counts({ check: { ask: 2, call: 4 } })))).toEqual({ type: 'check', check: 'call' })
  })
  test('lets the facilitator choose among checks that are tied, or that nobody asked for', () => {
    for (const check of [{ ask: 3, call: 3 }, {}, { gone: 3 }] as Row[]) {
      expect(usualNext(checking, counts({ check }))).toEqual({ kind: 'choose', among: 'checks' })
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

  test('follows the facilitator’s choice', () => {
    const at = view('revealed', asked)
    const way = wayOn(at, counts(), { ...NOTHING_PICKED, way: 'Stay', settled: {} })
    expect(command(usualNext(at, counts(), way))).toEqual({ type: 'decide', by: 'facilitator', choices: { act: 'stay' } })
  })
})

describe('what else can be done', () => {
  const types = (at: RoomView, total: Counts | null = none) => otherSteps(at, total).map((c) => c.type)
  test.each<[string, RoomView, string[]]>([
    ['in the lobby', view('lobby', { scene: null }), []],
    ['in the opening', view('opening', { scene: null }), []],
    ['while reading', view('reading'), ['askChecks']],
    ['while reading without checks', view('reading', { host: { ...host, canCheck: false } }), []],
    ['in a scene that is narrated', view('reading', treated('narrate')), ['vote', 'askChecks']],
    ['before the judgement', view('reading', { scene: null, host: { ...host, canCheck: false } }), ['conclude']],
    ['in a vote on checks', view('checking'), ['vote']],
    ['in the first vote', view('voting', { vote: 'round-1', ...asked }), ['reveal']],
    ['in the second vote', view('voting', { vote: 'round-2', ...asked }), ['discuss']],
    ['while talking', view('discussing', asked), ['reveal']],
    ['once revealed', view('revealed', asked), ['discuss', 'vote']],
    ['after a consequence', view('consequence'), []],
    ['while paused', view('revealed', { paused: true, ...asked }), []],
    ['once closed', view('closed', { scene: null }), []],
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
  test('if a sentence is tied, the facilitator settles it and the act remains', () => {
    const level = counts({ act: { go: 5, stay: 1 }, opening: { warm: 2, cool: 2 } }, ['opening'])
    expect(wayOn(at, level)).toEqual({ ok: false, tied: ['opening'] })
    expect(leading(at, level)).toBe(branches[0])
    expect(wayOn(at, level, { ...NOTHING_PICKED, way: null, settled: { opening: 'cool' } })).toMatchObject({
      ok: true,
      command: { by: 'facilitator', choices: { act: 'go', opening: 'cool' } },
    })
  })
  test('if the act is tied, only a choice settles it', () => {
    const level = counts({ act: { go: 3, stay: 3 } }, ['act'])
    expect(wayOn(at, level, { ...NOTHING_PICKED, way: null, settled: { act: 'go' } }).ok).toBe(false)
    expect(wayOn(at, level, { ...NOTHING_PICKED, way: 'Go', settled: {} })).toMatchObject({
      ok: true,
      command: { choices: { act: 'go', opening: 'warm' } },
    })
  })
  test('a choice no longer on offer falls back to the majority', () => {
    expect(wayOn(at, counts(), { ...NOTHING_PICKED, way: 'Gone', settled: {} })).toMatchObject({
      ok: true,
      command: { by: 'majority' },
      branch: branches[0],
    })
  })
  test('an act that sends nothing takes no settled sentence along', () => {
    expect(wayOn(at, counts(), { ...NOTHING_PICKED, way: 'Stay', settled: { opening: 'cool' } })).toMatchObject({
      command: { choices: { act: 'stay' } },
    })
  })
  test('a clear preference of the room is not overruled by an earlier settlement', () => {
    const clear = counts({ act: { go: 5 }, opening: { warm: 4, cool: 1 } })
    const picked = { ...NOTHING_PICKED, way: 'Go', settled: { opening: 'cool' } }
    expect(wayOn(at, clear, picked)).toMatchObject({ command: { choices: { act: 'go', opening: 'warm' } } })
    expect(sentencesOf(at, clear, branches[0]!, picked)).toMatchObject([{ open: [], sent: { id: 'warm' } }])
  })
  test('if nobody chose a sentence, any may be chosen', () => {
    const picked = { ...NOTHING_PICKED, way: 'Go', settled: { opening: 'cool' } }
    expect(wayOn(at, counts(), picked)).toMatchObject({ command: { choices: { act: 'go', opening: 'cool' } } })
    expect(sentencesOf(at, counts(), branches[0]!, picked)).toMatchObject([
      { unvoted: true, open: [{ id: 'warm' }, { id: 'cool' }], sent: { id: 'cool' } },
    ])
  })
  test('carries what the facilitator settles about telling, and else leaves it to the votes', () => {
    expect(wayOn(at, counts()).ok && wayOn(at, counts())).toMatchObject({ command: { type: 'decide', by: 'majority' } })
    expect((wayOn(at, counts()) as { command: object }).command).not.toHaveProperty('tell')
    for (const tell of [true, false]) {
      expect(wayOn(at, counts(), { ...NOTHING_PICKED, tell })).toMatchObject({ command: { by: 'majority', tell } })
      expect(wayOn(at, counts(), { ...NOTHING_PICKED, way: 'Stay', tell })).toMatchObject({ command: { by: 'facilitator', tell } })
    }
  })
  test('sentences are those chosen most, several in a tie', () => {
    const level = counts({ opening: { warm: 2, cool: 2 } })
    const [sentence] = sentencesOf(at, level, branches[0]!, { ...NOTHING_PICKED, way: null, settled: { opening: 'cool' } })
    expect(sentence).toMatchObject({ ask: 'Opening', sent: { text: 'Good day.' }, open: [{ id: 'warm' }, { id: 'cool' }], unvoted: false })
    expect(sentencesOf(at, level, branches[1]!, NOTHING_PICKED)).toEqual([])
  })
})

test('the round is that of the open vote, else that of the totals', () => {
  expect([
    roundOf(view('voting', { vote: 'round-2' }), counts()),
    roundOf(view('discussing'), counts({}, [], 1)),
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
