/**
 * Splits a scenario into the play (what a learner may see) and the key (what scores and explains). Ids become opaque, so that
 * none of them reveals which way is right.
 */
import type { Competency, NamePool, Nature, PatternKind, Scenario } from '../format/schema'
import { canonicalJson, opaqueId, sha256Hex } from '../format/ids'
import { KEY_FIELDS, type Play, type Route } from './play'
import { submissionsAhead } from './graph'

export interface SegmentKey {
  cue: 'sign' | 'decoy' | 'plain'
  indicator?: string
  why?: string
  cites: string[]
  about?: 'origin'
}
export interface OptionKey {
  rubric: Partial<Record<Competency, number>>
  critical: boolean
  /** Ids of options that this one repairs, as `decision.option`. */
  repairs: string[]
  move?: 'tell' | 'ignore'
  why?: string
  cites: string[]
}
export interface Key {
  nature: Nature
  segments: Record<string, SegmentKey>
  /** By decision, then by option. */
  options: Record<string, Record<string, OptionKey>>
  weights: Record<string, number>
  endings: Record<string, { title: string; text: string }>
  verdict: { text: string; cites: string[] }
  notes: { before: string; after: string; scenes: Record<string, { ask: string; avoid?: string }> }
}
export interface Compiled {
  pattern: string
  /** The kind of the pattern, stored with each version because an attempt outlives its pattern's place in the library. */
  kind: PatternKind
  play: Play
  key: Key
  /** Arguments for texts, except names. */
  values: Record<string, number | string>
  /** The pool an attempt's names are drawn from. */
  pool: NamePool
  /** Covers play, key, values and the name pool. */
  hash: string
  review: Scenario['review']
}

type Kind = 'scene' | 'ending' | 'decision' | 'option' | 'check' | 'artefact' | 'segment' | 'fact'
export type Ids = (kind: Kind, id: string) => string

/**
 * The opaque ids of one scenario. An option's id is opaque within its decision: pass `decision.option`.
 * @throws if two names would get the same id (one scenario in a million), rather than silently lose a scene
 */
export function idsOf({ pattern, nature }: Pick<Scenario, 'pattern' | 'nature'>): Ids {
  const names = new Map<string, string>()
  const known = new Map<string, string>()
  return (kind, id) => {
    const name = `${pattern}/${nature}/${kind}/${id}`
    const opaque = known.get(name) ?? opaqueId(name)
    known.set(name, opaque)
    const other = names.get(opaque) ?? name
    if (other !== name) throw new Error(`${name} and ${other} get the same opaque id: rename one`)
    names.set(opaque, name)
    return opaque
  }
}

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }
const isKeyField = (name: string): boolean => (KEY_FIELDS as readonly string[]).includes(name)

/** Copies a part of a scenario without its key fields, making ids, references and guards opaque. */
function toPlay(node: Json, kind: Kind, ids: Ids): Json {
  if (Array.isArray(node)) return node.map((item) => toPlay(item, kind, ids))
  if (!node || typeof node !== 'object') return node
  const out: { [key: string]: Json } = {}
  for (const [name, value] of Object.entries(node)) {
    if (value === undefined || isKeyField(name)) continue
    if (name === 'id') out[name] = ids(kind, value as string)
    else if (name === 'fact' || name === 'check') out[name] = ids(name, value as string)
    else if (name === 'continues') out[name] = ids('artefact', value as string)
    else if (name === 'sets') out[name] = Object.fromEntries(Object.entries(value as object).map(([f, v]) => [ids('fact', f), v]))
    else out[name] = toPlay(value, CONTAINED[name] ?? (kind === 'artefact' ? 'segment' : kind), ids)
  }
  return out
}
/** What the items in a field of a scene are. All parts of an artefact share the namespace of segments, whatever the kind calls them. */
const CONTAINED: Record<string, Kind> = { show: 'artefact', checks: 'check', decisions: 'decision' }

/** @param kind of its pattern */
export function compile(scenario: Scenario, pool: NamePool, kind: PatternKind = 'pattern'): Compiled {
  const { play, key } = split(scenario, idsOf(scenario))
  const { pattern, values, review } = scenario
  return { pattern, kind, play, key, values, pool, review, hash: sha256Hex(canonicalJson({ play, key, values, pool })) }
}

/** Both halves without the hash, for inspection. */
export function split(scenario: Scenario, ids: Ids): { play: Play; key: Key } {
  const toId = (to: string) => ids(Object.hasOwn(scenario.scenes, to) ? 'scene' : 'ending', to)
  const routes = (to: string | Scenario['scenes'][string]['decisions'][number]['options'][number]['to']): Route[] | undefined =>
    to === undefined
      ? undefined
      : typeof to === 'string'
        ? [{ to: toId(to) }]
        : to.map((r) => ({ ...(toPlay({ ...r } as Json, 'fact', ids) as object), to: toId(r.to) }))

  const scenes: Play['scenes'] = {}
  for (const [id, scene] of Object.entries(scenario.scenes)) {
    const { decisions, ...rest } = scene
    scenes[ids('scene', id)] = {
      ...(toPlay(rest as unknown as Json, 'scene', ids) as unknown as Play['scenes'][string]),
      budget: scene.budget ?? scenario.budget.minutes,
      ahead: 0,
      decisions: decisions.map(({ options, ...decision }) => ({
        ...(toPlay(decision as unknown as Json, 'decision', ids) as unknown as Play['scenes'][string]['decisions'][number]),
        options: options.map(({ to, ...option }) => ({
          ...(toPlay({ ...option, id: `${decision.id}.${option.id}` } as unknown as Json, 'option', ids) as object),
          to: routes(to),
        })) as Play['scenes'][string]['decisions'][number]['options'],
      })),
    }
  }
  const play: Play = {
    start: ids('scene', scenario.start),
    minutes: scenario.minutes,
    cast: Object.fromEntries(Object.entries(scenario.cast).map(([id, { title, organisation }]) => [id, { title, organisation }])),
    scenes,
    endings: Object.keys(scenario.endings)
      .map((id) => ids('ending', id))
      .sort(),
  }
  for (const [id, ahead] of submissionsAhead(play)) play.scenes[id]!.ahead = ahead
  return { play, key: keyOf(scenario, ids) }
}

function keyOf(scenario: Scenario, ids: Ids): Key {
  const segments: Key['segments'] = {}
  const options: Key['options'] = {}
  const weights: Key['weights'] = {}
  for (const scene of Object.values(scenario.scenes)) {
    for (const { id, cue, indicator, why, cites, about } of authoredSegments(scene.show)) {
      segments[ids('segment', id)] = { cue, indicator, why, cites: cites ?? [], about }
    }
    for (const decision of scene.decisions) {
      const id = ids('decision', decision.id)
      weights[id] = decision.weight
      options[id] = Object.fromEntries(
        decision.options.map(({ id: option, rubric, critical, repairs, move, why, cites }) => [
          ids('option', `${decision.id}.${option}`),
          { rubric, critical, move, why, cites, repairs: repairs.map((r) => `${ids('decision', r.split('.')[0]!)}.${ids('option', r)}`) },
        ]),
      )
    }
  }
  return {
    nature: scenario.nature,
    segments,
    options,
    weights,
    endings: Object.fromEntries(Object.entries(scenario.endings).map(([id, ending]) => [ids('ending', id), ending])),
    verdict: scenario.verdict,
    notes: {
      ...scenario.notes,
      scenes: Object.fromEntries(Object.entries(scenario.scenes).map(([id, { notes }]) => [ids('scene', id), notes])),
    },
  }
}

type AuthoredSegment = { id: string; text: string } & Partial<SegmentKey>
/** Every segment in a scene's artefacts: the objects with a cue. */
export function authoredSegments(node: unknown): (AuthoredSegment & { cue: SegmentKey['cue'] })[] {
  if (Array.isArray(node)) return node.flatMap(authoredSegments)
  if (!node || typeof node !== 'object') return []
  if ('cue' in node) return [node as AuthoredSegment & { cue: SegmentKey['cue'] }]
  return Object.values(node).flatMap(authoredSegments)
}
