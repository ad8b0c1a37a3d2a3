import { describe, expect, test } from 'vitest'
import { BEGIN, type Effect, type LinkEvent, type LinkState, QUESTIONS, STREAM, TIMERS, type Timer, WORD, step } from './stream-table'

interface World {
  state: LinkState
  stream: boolean
  asking: boolean
  armed: Timer[]
}
const START: World = { state: BEGIN, stream: false, asking: false, armed: [] }

/** What can happen next: an armed timer fires, an open stream speaks or fails, a request is answered or not. */
function possible({ stream, asking, armed, state }: World): LinkEvent[] {
  if (state === BEGIN) return ['again']
  if (state.stream === 'over') return []
  const spoken: LinkEvent[] = stream ? ['heard', 'failed'] : []
  return [...armed, ...spoken, ...(asking ? (['answered', 'unanswered'] as const) : []), 'again', 'hidden', 'offline', 'end']
}

function next(world: World, event: LinkEvent): World & { effects: Effect[] } {
  const { state, effects } = step(world.state, event)
  const armed = new Set(world.armed.filter((timer) => timer !== event))
  let { stream } = world
  for (const effect of effects) {
    const [verb, timer] = effect.split(' ') as [string, Timer]
    if (verb === 'arm') armed.add(timer)
    if (verb === 'disarm') armed.delete(timer)
    if (verb === 'open') stream = true
    if (verb === 'close') stream = false
  }
  // A response counts only while it is awaited.
  return { state, stream, asking: state.questions === 'asking', armed: [...armed].sort(), effects }
}
const walk = (...events: LinkEvent[]): World & { effects: Effect[] } =>
  events.reduce<World & { effects: Effect[] }>(next, { ...START, effects: [] })

function* paths(
  depth: number,
  path: LinkEvent[] = [],
  world = START,
): Generator<{ path: LinkEvent[]; before: World; after: ReturnType<typeof next> }> {
  if (depth === 0) return
  for (const event of possible(world)) {
    const after = next(world, event)
    yield { path: [...path, event], before: world, after }
    yield* paths(depth - 1, [...path, event], after)
  }
}

const INVARIANTS: Record<string, (world: ReturnType<typeof next>, event: LinkEvent) => boolean> = {
  'a stream is open exactly where the table says so, and is watched': ({ state, stream, armed }) =>
    stream === (state.stream === 'opening' || state.stream === 'speaking') && (!stream || armed.includes('watchdog')),
  'a stream that is closed is opened again': ({ state, armed }) => (state.stream === 'closed') === armed.includes('reopen'),
  'a page that sleeps wakes by itself too': ({ state, armed }) => state.stream !== 'asleep' || armed.includes('watchdog'),
  'where no stream speaks, questions are asked or will be': ({ state, armed }) =>
    state.stream === 'speaking' ||
    state.stream === 'asleep' ||
    state.stream === 'over' ||
    state.questions === 'asking' ||
    armed.includes('silence') ||
    armed.includes('question'),
  'one question at a time': ({ state, armed, effects }) =>
    armed.includes('silence') === (state.questions === 'waiting') &&
    armed.includes('question') === (state.questions === 'resting') &&
    (state.questions === 'asking' || !effects.includes('ask')),
  'a stream that speaks ends questions, doubts and retries': ({ state, armed }, event) =>
    event !== 'heard' || (state.word === 'live' && state.questions === 'none' && state.retries === 0 && armed.join() === 'watchdog'),
  'the connection is called lost after a doubt, or where the device says so': ({ state, armed }, event) =>
    armed.includes('doubt') === (state.word === 'doubted') && (event !== 'doubt' && event !== 'offline' ? true : state.word === 'lost'),
  'after the end nothing is open, waits or happens': ({ state, stream, asking, armed }, event) =>
    event !== 'end' || (!stream && !asking && armed.length === 0 && state.stream === 'over' && state.word === 'over'),
}

describe('every path through the table', () => {
  test('keeps the invariants at each step', () => {
    let steps = 0
    for (const { path, after } of paths(7)) {
      steps++
      for (const [what, holds] of Object.entries(INVARIANTS))
        if (!holds(after, path.at(-1)!)) throw new Error(`${what}, not after ${path.join(', ')}: ${JSON.stringify(after)}`)
    }
    expect(steps).toBeGreaterThan(50_000)
  })

  test('changes the status on the screen only for a reason', () => {
    for (const { path, before, after } of paths(5)) {
      const [event] = path.slice(-1)
      if (before.state.word !== 'lost' && after.state.word === 'lost') expect(['doubt', 'offline']).toContain(event)
      if (before.state.word !== 'live' && after.state.word === 'live') expect(['heard', 'answered']).toContain(event)
    }
  })

  test('ends for good', () => {
    const ended = walk('again', 'failed', 'end')
    for (const event of [...TIMERS, 'heard', 'failed', 'answered', 'unanswered', 'again', 'hidden', 'offline'] as const)
      expect(step(ended.state, event)).toEqual({ state: ended.state, effects: [] })
  })

  test('uses every row of the table', () => {
    const rows = new Set<string>()
    const seen = new Set<string>()
    const queue = [START]
    for (let world = queue.pop(); world; world = queue.pop()) {
      for (const event of possible(world)) {
        const { state } = world
        rows.add(`stream ${state.stream} ${event}`).add(`questions ${state.questions} ${event}`)
        const { effects: _, ...after } = next(world, event)
        const out = (QUESTIONS[state.questions][event] ?? []) as string[]
        for (const heard of [event, ...out]) rows.add(`word ${state.word} ${heard}`)
        const key = JSON.stringify({ ...after, state: { ...after.state, retries: 0 } })
        if (!seen.has(key)) queue.push(after)
        seen.add(key)
      }
    }
    for (const [name, table] of Object.entries({ stream: STREAM, questions: QUESTIONS, word: WORD }))
      for (const [state, row] of Object.entries(table))
        for (const event of Object.keys(row)) expect(rows).toContain(`${name} ${state} ${event}`)
  })
})

describe('a path', () => {
  test.each<[LinkEvent[], Partial<LinkState>, Effect[]]>([
    [['again'], { stream: 'opening', questions: 'waiting', word: 'live' }, ['disarm reopen', 'open', 'arm watchdog', 'arm silence']],
    [['again', 'heard'], { stream: 'speaking', questions: 'none' }, ['arm watchdog', 'disarm silence']],
    [
      ['again', 'heard', 'failed'],
      { stream: 'closed', questions: 'waiting', word: 'doubted', retries: 1 },
      ['close', 'disarm watchdog', 'arm reopen', 'arm silence', 'arm doubt'],
    ],
    [
      ['again', 'failed', 'reopen', 'failed', 'reopen'],
      { stream: 'opening', questions: 'waiting', retries: 2 },
      ['disarm reopen', 'open', 'arm watchdog'],
    ],
    [
      ['again', 'failed', 'reopen', 'heard'],
      { stream: 'speaking', word: 'live', retries: 0 },
      ['arm watchdog', 'disarm silence', 'disarm doubt'],
    ],
    [['again', 'silence'], { stream: 'opening', questions: 'asking' }, ['ask']],
    [['again', 'silence', 'answered', 'failed'], { questions: 'resting', word: 'live' }, ['close', 'disarm watchdog', 'arm reopen']],
    [['again', 'silence', 'unanswered', 'doubt'], { questions: 'resting', word: 'lost' }, []],
    [['again', 'heard', 'offline', 'heard'], { word: 'live' }, ['arm watchdog']],
    [
      ['again', 'heard', 'hidden', 'again'],
      { stream: 'opening', questions: 'waiting' },
      ['disarm reopen', 'open', 'arm watchdog', 'arm silence'],
    ],
    [
      ['again', 'heard', 'hidden', 'watchdog'],
      { stream: 'closed', word: 'doubted' },
      ['close', 'disarm watchdog', 'arm reopen', 'arm silence', 'arm doubt'],
    ],
  ])('%j', (path, state, effects) => {
    const at = walk(...path)
    expect(at.state).toMatchObject(state)
    expect(at.effects).toEqual(effects)
  })
})
