/** The library for browser tests: which scenario a page shows, ways through it, and its texts. */
import { readFileSync, readdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { type APIRequestContext, type APIResponse, type BrowserContext, expect } from '@playwright/test'
import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import type { Compiled } from '@/scenarios/engine/play/compile'
import { type Graph, explore, submissionsOf } from '@/scenarios/engine/play/graph'
import { type PlayEvent, LOOKS, SURENESS } from '@/scenarios/engine/play/events'
import { type PlayState, begin, checkOffer, isAct, offered, sceneOf } from '@/scenarios/engine/play/play'
import type { Nature, Pattern, Scenario } from '@/scenarios/engine/format/schema'
import { transition } from '@/scenarios/engine/play/transition'
import { loadLibrary } from '@/scenarios/library/load'

const LIBRARY = resolve('scenarios/library')
const library = loadLibrary(
  (readdirSync(LIBRARY, { recursive: true }) as string[])
    .filter((path) => path.endsWith('.yaml'))
    .map((path) => ({ path, bytes: readFileSync(resolve(LIBRARY, path)) })),
)

export interface Known {
  /** `P01 hostile` */
  name: string
  pattern: string
  nature: Nature
  scenario: Scenario
  compiled: Compiled
  graph: Graph
}
export const patterns: Pattern[] = library.patterns.map((p) => p.pattern)

/** Every scenario of the library, the tutorial included. */
export const scenarios: Known[] = library.folders.flatMap((folder) =>
  (['hostile', 'genuine'] as const).flatMap((nature): Known[] => {
    const pattern = folder.pattern?.value.id ?? ''
    const compiled = library.patterns.find((p) => p.pattern.id === pattern)?.scenarios[nature]
    const scenario = folder[nature]?.value
    if (!compiled || !scenario) return []
    const explored = explore(compiled.play)
    if (!explored.ok) throw new Error(`${pattern} ${nature} cannot be explored`)
    return [{ name: `${pattern} ${nature}`, pattern, nature, scenario, compiled, graph: explored.graph }]
  }),
)
export const pool = library.pool

export function scenarioOf(pattern: string, nature: Nature): Known {
  const known = scenarios.find((s) => s.pattern === pattern && s.nature === nature)
  if (!known) throw new Error(`the library holds no ${nature} ${pattern}`)
  return known
}

/** The scenario that a play page shows: it alone names its first scene. */
export function scenarioIn(html: string): Known {
  const known = scenarios.find((s) => html.includes(s.compiled.play.start))
  if (!known) throw new Error('the page shows no scenario of the library')
  return known
}

/** The state after events that must all be valid. */
export function stateAfter({ compiled: { play } }: Known, events: readonly PlayEvent[]): PlayState {
  return events.reduce((state, event) => {
    const result = transition(play, state, event)
    if (!result.ok) throw new Error(`${event.type} was refused: ${result.reason}`)
    return result.state
  }, begin(play))
}

/** The shortest way to a scene or ending: the events that lead there, with consequences read. */
export const wayTo = (known: Known, wanted: (place: string) => boolean): PlayEvent[] => search(known, ({ place }) => wanted(place))

/** The shortest way to an ending on which a reply is sent and a form handed in. */
export const tour = (known: Known): PlayEvent[] =>
  search(known, ({ place, sent }) => !known.compiled.play.scenes[place] && sent === 'form reply')

/** `sent`: the kinds of submissions made on the way, other than plain choices. */
interface Reached {
  place: string
  sent: string
  node: string
  events: PlayEvent[]
}

function search(known: Known, found: (at: Reached) => boolean): PlayEvent[] {
  const { nodes, start } = known.graph
  const reached = new Map<string, Reached>()
  const arrive = (node: string, sent: string, events: PlayEvent[]) => {
    const key = `${node} ${sent}`
    if (!reached.has(key)) reached.set(key, { place: nodes.get(node)?.scene ?? node, sent, node, events })
  }
  arrive(start, '', [])
  for (const at of reached.values()) {
    if (found(at)) return at.events
    for (const { checks, choices, submission, to } of nodes.get(at.node)?.edges ?? []) {
      const there: PlayEvent[] = [
        ...at.events,
        ...checks.map((check): PlayEvent => ({ type: 'check', check })),
        { type: 'decide', choices },
      ]
      const kinds = new Set([...at.sent.split(' '), ...submission.sent.map((s) => s.decision.as)].filter((kind) => kind !== ''))
      arrive(to, [...kinds].sort().join(' '), stateAfter(known, there).phase === 'consequence' ? [...there, { type: 'continue' }] : there)
    }
  }
  throw new Error(`${known.name} has no such way`)
}

export const JUDGE: PlayEvent = { type: 'judge', looks: 'genuine', sure: 'fairly' }

/** One of the events that lead on from a state: sometimes a check, else a submission or what the phase requires. */
export function nextEvent({ compiled: { play } }: Known, state: PlayState, pick: Pick): PlayEvent {
  const one = <T>(list: readonly T[]): T => list[pick(list.length)] as T
  if (state.phase === 'consequence') return { type: 'continue' }
  if (state.phase === 'judgement') return { type: 'judge', looks: one(LOOKS), sure: one(SURENESS) }
  const scene = sceneOf(play, state)
  const offers = scene.checks.filter((check) => checkOffer(play, state, check) === 'offered')
  if (offers.length > 0 && pick(3) === 0) return { type: 'check', check: one(offers).id }
  const sure = offered(scene, state).find(isAct)?.confidence ? one(SURENESS) : undefined
  return { type: 'decide', choices: one([...submissionsOf(scene, state)]), ...(sure && { sure }) }
}

/** A new learner's attempt at one scenario. The nature is drawn at random, so new learners try until it is right. Returns its path. */
export async function attemptAt(context: BrowserContext, { pattern, nature }: Known, locale = 'en'): Promise<string> {
  for (let tries = 0; tries < 60; tries++) {
    const response = await context.request.post(`/${locale}/learn/${pattern}/start`)
    if (scenarioIn(await response.text()).nature === nature) return new URL(response.url()).pathname
    await context.clearCookies()
  }
  throw new Error(`sixty newcomers drew no ${nature} ${pattern}`)
}

/** Appends events to an attempt as the player's script does. */
export async function append(context: BrowserContext, attempt: string, events: PlayEvent[], seq = 0): Promise<void> {
  if (events.length === 0) return
  const response = await context.request.post(`${attempt}/events`, { data: { seq, events }, headers: { accept: 'application/json' } })
  expect(response.status(), await response.text()).toBe(200)
}

/** Posts an event as a page without script does, from what the page offers. Returns the resulting page. */
export async function post(request: APIRequestContext, page: APIResponse, event: PlayEvent): Promise<APIResponse> {
  const html = await page.text()
  const action = /<form[^>]* action="([^"]+\/events)"/.exec(html)?.[1]
  const seq = /<input type="hidden" name="seq" value="(\d+)"/.exec(html)?.[1]
  expect(action && seq, 'the page holds the form of a moment').toBeTruthy()
  const fields = fieldsOf(event)
  const controls = html.match(/<(?:input|button)[^>]*>/g) ?? []
  for (const [name, value] of Object.entries(fields)) {
    expect(
      controls.some((c) => c.includes(`name="${name}"`) && c.includes(`value="${value}"`)),
      `the page offers ${name}=${value}`,
    ).toBe(true)
  }
  return request.post(action as string, { form: { seq: seq as string, ...fields } })
}

function fieldsOf(event: PlayEvent): Record<string, string> {
  switch (event.type) {
    case 'flag':
    case 'unflag':
      throw new Error('flags are posted by the flagging page')
    case 'check':
      return { check: event.check }
    case 'continue':
      return { continue: '1' }
    case 'judge':
      return { looks: event.looks, sure: event.sure }
    case 'decide':
      return {
        ...Object.fromEntries(Object.entries(event.choices).map(([decision, option]) => [`choice:${decision}`, option])),
        ...(event.sure && { sure: event.sure }),
      }
  }
}

/** Matches an author's text with any names and values as arguments, or with `argument`. */
export function textPattern(text: string, argument = '.+?'): RegExp {
  let source = ''
  let depth = 0
  for (const c of text.trim()) {
    if (c === '{' && depth++ === 0) source += argument
    else if (c === '}') depth--
    else if (depth === 0) source += c.replace(/[.*+?^$()|[\]\\/]/, '\\$&')
  }
  return new RegExp(source.replace(/\s+/g, '\\s+'))
}

/** A whole number below a bound. */
export type Pick = (bound: number) => number
/** The same picks for the same seed. */
export function picker(seed: number): Pick {
  const random = xoroshiro128plus(seed)
  return (bound) => uniformInt(random, 0, bound - 1)
}
