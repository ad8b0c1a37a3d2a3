import { readFileSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type APIRequestContext, type APIResponse, type BrowserContext, expect } from '@playwright/test'
import SqliteDatabase from 'libsql'
import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import en from '@/messages/en.json' with { type: 'json' }
import { type Course, minutesOf } from '@/scenarios/engine/course/course'
import type { ResolvedScenario } from '@/scenarios/engine/format/variant'
import type { Variant, CatalogueEntry } from '@/scenarios/engine/format/schema'
import { variantsOf, variantOf } from '@/scenarios/engine/format/variant'
import { type CompiledPlay, isCounted } from '@/scenarios/engine/play/compiled'
import { RATINGS, LOOKS, type PlayEvent, SURENESS } from '@/scenarios/engine/play/events'
import { liveReads, momentsOf, submissionsOf } from '@/scenarios/engine/play/graph'
import { type Replay, goOn, replay } from '@/scenarios/engine/play/journal'
import { type PlayState, begin, canReport, checkOffer, sceneOf, submission } from '@/scenarios/engine/play/play'
import { transition } from '@/scenarios/engine/play/transition'
import { type AttemptScore, scoreAttempt } from '@/scenarios/engine/score/attempt'
import { outcomeIn, standingAfter, standingKey } from '@/scenarios/engine/score/outcome'
import { loadLibrary } from '@/scenarios/library/load'

const LIBRARY = resolve('scenarios/library')
const library = loadLibrary(
  (readdirSync(LIBRARY, { recursive: true }) as string[])
    .filter((path) => path.endsWith('.yaml'))
    .map((path) => ({ path, bytes: readFileSync(resolve(LIBRARY, path)) })),
)

export interface KnownVariant {
  /** `P01 hostile` */
  name: string
  scenario: string
  variant: Variant
  resolved: ResolvedScenario
  compiled: CompiledPlay
}
export const scenarios: CatalogueEntry[] = library.scenarios.map((p) => p.scenario)

export const variants: KnownVariant[] = library.scenarios.flatMap(({ scenario: { id }, variants }) => {
  const scenario = library.folders.find((f) => f.scenario?.value.id === id)!.scenario!.value
  return variantsOf(scenario).map((variant) => ({
    name: `${id} ${variant}`,
    scenario: id,
    variant,
    resolved: variantOf(scenario, variant),
    compiled: variants[variant]!,
  }))
})
export const pool = library.pool

/** What a course takes by the minutes that its scenarios say. */
export const minutesTaken = (course: Pick<Course, 'items'>): number =>
  minutesOf(course, (id) => scenarios.find((scenario) => scenario.id === id)!.minutes)

export function variantIn(scenarioId: string, variant: Variant): KnownVariant {
  const known = variants.find((s) => s.scenario === scenarioId && s.variant === variant)
  if (!known) throw new Error(`the library holds no ${variant} ${scenarioId}`)
  return known
}

/** No page says which variant an attempt plays, so we ask the database. @param store of a server that a test has started by itself */
export function variantAt(attempt: string, store = process.env.BROWSER_TEST_DATA ?? ''): KnownVariant {
  const id = new URL(attempt, 'http://localhost').pathname.split('/').at(-1)
  const database = new SqliteDatabase(join(store, 'second-look.db'), { readonly: true })
  try {
    const row = database.prepare('select scenario, variant from attempt where id = ?').get(id) as
      | { scenario: string; variant: Variant }
      | undefined
    if (!row) throw new Error(`there is no attempt ${id}`)
    return variantIn(row.scenario, row.variant)
  } finally {
    database.close()
  }
}

export const scoreAfter = ({ compiled }: KnownVariant, events: readonly PlayEvent[]): AttemptScore =>
  scoreAttempt(compiled, replay(compiled.play, events).steps)

/** The heading of a debrief: the outcome in words, or the title of the ending where none is shown. */
export function debriefHeading(known: KnownVariant, events: readonly PlayEvent[]): RegExp {
  const { outcome } = scoreAfter(known, events)
  return textPattern(isCounted(known.compiled) ? en.debrief.outcome[outcome] : known.compiled.key.endings[outcome]!.title)
}

/** The state after events that must all be valid. */
export function stateAfter({ compiled: { play } }: KnownVariant, events: readonly PlayEvent[], from = begin(play)): PlayState {
  return events.reduce((state, event) => {
    const result = transition(play, state, event)
    if (!result.ok) throw new Error(`${event.type} was refused: ${result.reason}`)
    return result.state
  }, from)
}

/** The events of the shortest way, with consequences read. Without reports, unless the ending requires them. */
export const wayTo = (known: KnownVariant, wanted: (place: string) => boolean): PlayEvent[] => search(known, ({ place }) => wanted(place))

/** The shortest way to an ending on which every kind of decision that the scenario has is submitted. */
export function tour(known: KnownVariant): PlayEvent[] {
  const decisions = Object.values(known.compiled.play.scenes).flatMap((scene) => scene.decisions)
  const kinds = [...new Set(decisions.map((d) => d.as).filter((as) => as !== 'buttons'))].sort().join(' ')
  return search(known, ({ place, sent }) => !known.compiled.play.scenes[place] && sent === kinds)
}

/** `place`: a scene, or the outcome. `sent`: the kinds of submissions on the way, other than plain choices. */
interface ReachedState {
  place: string
  sent: string
  state: PlayState
  played: Replay
  events: PlayEvent[]
}

interface Search {
  /** In the order of discovery, so the shortest ways come first. */
  reached: Map<string, ReachedState>
  leadOn(from: ReachedState): void
}

/** One search of a scenario answers all questions. */
const searches = new Map<KnownVariant, Search>()

function search(known: KnownVariant, found: (at: ReachedState) => boolean): PlayEvent[] {
  const { reached, leadOn } = searches.get(known) ?? searchOf(known)
  for (const at of reached.values()) {
    if (found(at)) return at.events
    leadOn(at)
  }
  throw new Error(`${known.name} has no such way`)
}

function searchOf(known: KnownVariant): Search {
  const { play, key } = known.compiled
  const live = liveReads(play)
  const kept = ({ scene, facts, checks }: PlayState) => [...facts, ...checks].filter((id) => live.get(scene)!.has(id)).sort()
  const reached = new Map<string, ReachedState>()
  const arrive = (played: Replay, sent: string, events: PlayEvent[]) => {
    const { state } = played
    const standing = standingAfter({ play, key }, played.steps)
    const place = state.phase === 'judgement' ? outcomeIn(key, standing) : state.scene
    const name = [place, sent, ...(place === state.scene ? [...kept(state), standingKey(standing)] : [])].join(' ')
    if (!reached.has(name)) reached.set(name, { place, sent, state, played, events })
  }
  const done = new Set<ReachedState>()
  const leadOn = (at: ReachedState) => {
    if (done.has(at) || at.state.phase !== 'scene') return
    done.add(at)
    for (const { made, choices } of waysOn(known, at.state, live.get(at.state.scene)!)) {
      const before = stateAfter(known, made, at.state)
      const read = submission(play, before, choices)
      if (typeof read === 'string') continue
      let after = stateAfter(known, [{ type: 'decide', choices }], before)
      const events: PlayEvent[] = [...made, { type: 'decide', choices }]
      if (after.phase === 'consequence') {
        events.push({ type: 'continue' })
        after = stateAfter(known, [{ type: 'continue' }], after)
      }
      const kinds = new Set([...at.sent.split(' '), ...read.sent.map((s) => s.decision.as)].filter((kind) => kind !== ''))
      arrive(goOn(play, at.played, events), [...kinds].sort().join(' '), [...at.events, ...events])
    }
  }
  arrive(replay(play, []), '', [])
  const made = { reached, leadOn }
  searches.set(known, made)
  return made
}

/** After the checks that matter, and also with a report if that can matter. */
function* waysOn({ compiled: { play } }: KnownVariant, state: PlayState, reads: Set<string>) {
  const scene = sceneOf(play, state)
  const moments = momentsOf(play, { id: '', edges: [], ...state }, reads)
  for (const reports of [[], [{ type: 'report' } as const]])
    for (const moment of moments)
      for (const choices of submissionsOf(scene, moment)) {
        const checks = moment.checks.filter((id) => !state.checks.includes(id)).map((check): PlayEvent => ({ type: 'check', check }))
        yield { made: [...checks, ...reports], choices }
      }
}

export const JUDGE: PlayEvent = { type: 'judge', looks: 'genuine', sure: 'fairly' }

export function nextEvent({ compiled: { play } }: KnownVariant, state: PlayState, pick: RandomIndex): PlayEvent {
  const one = <T>(list: readonly T[]): T => list[pick(list.length)] as T
  if (canReport(state) && pick(5) === 0) return { type: 'report' }
  if (state.phase === 'consequence') return { type: 'continue' }
  if (state.phase === 'judgement') {
    const looks = one(LOOKS)
    return looks === 'unsure' ? { type: 'judge', looks } : { type: 'judge', looks, sure: one(SURENESS) }
  }
  const scene = sceneOf(play, state)
  const offers = scene.checks.filter((check) => checkOffer(play, state, check) === 'offered')
  if (offers.length > 0 && pick(3) === 0) return { type: 'check', check: one(offers).id }
  return { type: 'decide', choices: one([...submissionsOf(scene, state)]), ...(scene.rating && { rating: one(RATINGS) }) }
}

/** The variant is drawn at random, so new learners try until it is right. @returns the path */
export async function attemptAt(context: BrowserContext, { scenario: scenarioId, variant }: KnownVariant, locale = 'en'): Promise<string> {
  for (let tries = 0; tries < 60; tries++) {
    const response = await context.request.post(`/${locale}/learn/${scenarioId}/start`, { maxRedirects: 0 })
    const attempt = response.headers().location ?? ''
    if (variantAt(attempt).variant === variant) return attempt
    await context.clearCookies()
  }
  throw new Error(`sixty newcomers drew no ${variant} ${scenarioId}`)
}

export async function append(context: BrowserContext, attempt: string, events: PlayEvent[], seq = 0): Promise<void> {
  if (events.length === 0) return
  const response = await context.request.post(`${attempt}/events`, { data: { seq, events }, headers: { accept: 'application/json' } })
  expect(response.status(), await response.text()).toBe(200)
}

/** Posts an event as a page without script does. @returns the next page */
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
      throw new Error('flags travel with what else is posted')
    case 'check':
      return { check: event.check }
    case 'continue':
      return { continue: '1' }
    case 'report':
      return { report: '1' }
    case 'judge':
      return { looks: event.looks, ...('sure' in event && { sure: event.sure }) }
    case 'decide':
      return {
        ...Object.fromEntries(Object.entries(event.choices).map(([decision, option]) => [`choice:${decision}`, option])),
        ...(event.rating && { rating: String(event.rating) }),
      }
  }
}

/** Any names and values match as arguments, or only `argument`. Without a limit, one page took a second to search. */
export function textPattern(text: string, argument = '.{1,80}?'): RegExp {
  let source = ''
  let depth = 0
  for (const c of text.trim()) {
    if (c === '{' && depth++ === 0) source += argument
    else if (c === '}') depth--
    else if (depth === 0) source += c.replace(/[.*+?^$()|[\]\\/]/, '\\$&')
  }
  return new RegExp(source.replace(/\s+/g, '\\s+'))
}

export type RandomIndex = (bound: number) => number
export function picker(seed: number): RandomIndex {
  const random = xoroshiro128plus(seed)
  return (bound) => uniformInt(random, 0, bound - 1)
}
