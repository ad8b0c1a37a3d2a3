import { RESERVED_FACTS } from '../engine/format/guard'
import type { Scenario } from '../engine/format/schema'
import { isFork } from '../engine/format/variant'
import { type Ids, idsOf } from '../engine/play/opaque-ids'
import { type Finding, type Hit, type Path, type Rule, type Source, apply } from './finding'

interface IdEntry {
  id: string
  path: Path
  /** The group in which its id must be unique, and the part of the scenario, if not the whole. */
  among: string
  within?: string
  opaque?: (ids: Ids) => string
}

/** Everything with an id. Messages, lines and clauses share a namespace with segments. */
function* named({ scenes, endings, verdict }: Scenario): Generator<IdEntry> {
  yield* sentencesIn(endings, ['endings'])
  yield* sentencesIn(verdict, ['verdict'])
  for (const [id, scene] of Object.entries(scenes)) {
    const path = ['scenes', id]
    yield { id, path, among: 'scene', opaque: (ids) => ids('scene', id) }
    yield* sentencesIn([scene.lead, scene.report.reply], path)
    for (const [i, artefact] of scene.show.entries()) {
      const at = [...path, 'show', i]
      yield { id: artefact.id, path: [...at, 'id'], among: 'artefact', opaque: (ids) => ids('artefact', artefact.id) }
      yield* segmentsIn(artefact, at)
    }
    for (const [i, { id: check, finding }] of scene.checks.entries()) {
      yield { id: check, path: [...path, 'checks', i, 'id'], among: 'check', opaque: (ids) => ids('check', check) }
      yield* sentencesIn(finding, [...path, 'checks', i, 'finding'])
    }
    for (const [i, decision] of scene.decisions.entries()) {
      const at = [...path, 'decisions', i]
      yield { id: decision.id, path: [...at, 'id'], among: 'decision', opaque: (ids) => ids('decision', decision.id) }
      for (const [j, { id: option, consequence }] of decision.options.entries()) {
        const opaque = (ids: Ids) => ids('option', `${decision.id}.${option}`)
        yield { id: option, path: [...at, 'options', j, 'id'], among: `option of “${decision.id}”`, within: `${id} ${i}`, opaque }
        yield* sentencesIn(consequence, [...at, 'options', j, 'consequence'])
      }
    }
  }
}

function* segmentsIn(node: object, path: Path): Generator<IdEntry> {
  for (const [name, value] of Object.entries(node)) {
    if (!value || typeof value !== 'object' || name === 'when') continue
    const at = [...path, Array.isArray(node) ? Number(name) : name]
    if ('id' in value) {
      yield { id: value.id, path: [...at, 'id'], among: 'segment, message, line or clause', opaque: (ids) => ids('segment', value.id) }
    }
    yield* segmentsIn(value, at)
  }
}

/** The ids of sentences only have to differ within their list. */
function* sentencesIn(node: unknown, path: Path): Generator<IdEntry> {
  if (!node || typeof node !== 'object') return
  for (const [name, value] of Object.entries(node)) {
    const at = [...path, Array.isArray(node) ? Number(name) : name]
    if (value && typeof value === 'object' && 'id' in value && 'text' in value)
      yield { id: value.id, path: [...at, 'id'], among: 'sentence', within: path.join('.') }
    else yield* sentencesIn(value, at)
  }
}

export interface FactSet {
  fact: string
  path: Path
  forked: boolean
}
export function* factsSet({ scenes }: Pick<Scenario, 'scenes'>): Generator<FactSet> {
  for (const [id, { checks, decisions }] of Object.entries(scenes)) {
    for (const [i, { sets }] of checks.entries()) yield* setIn(sets, ['scenes', id, 'checks', i, 'sets'])
    for (const [i, { options }] of decisions.entries()) {
      for (const [j, { sets }] of options.entries()) yield* setIn(sets, ['scenes', id, 'decisions', i, 'options', j, 'sets'])
    }
  }
}
type FactValues = Record<string, boolean>
function* setIn(sets: FactValues | { hostile: FactValues; genuine: FactValues }, path: Path): Generator<FactSet> {
  if (!isFork(sets)) for (const fact of Object.keys(sets)) yield { fact, path: [...path, fact], forked: false }
  else {
    for (const side of ['hostile', 'genuine'] as const) {
      const [own, other] = [sets[side] as FactValues, sets[side === 'hostile' ? 'genuine' : 'hostile'] as FactValues]
      for (const fact of Object.keys(own)) yield { fact, path: [...path, side, fact], forked: own[fact] !== other[fact] }
    }
  }
}

function* duplicates(all: readonly IdEntry[]): Generator<Hit> {
  const seen = new Set<string>()
  for (const { id, path, among, within = '' } of all) {
    const key = `${among}/${within}/${id}`
    if (seen.has(key)) yield { path, message: `a second ${among} has the id “${id}”: give this one another` }
    seen.add(key)
  }
}

function* collisions(all: readonly Pick<IdEntry, 'id' | 'path' | 'opaque'>[], ids: Ids): Generator<Hit> {
  for (const { id, path, opaque } of all) {
    try {
      opaque?.(ids)
    } catch {
      yield { path, message: `“${id}” gets the same opaque id as another: rename it` }
    }
  }
}

const reserved = (facts: readonly FactSet[]): Hit[] =>
  facts
    .filter(({ fact }) => RESERVED_FACTS.includes(fact))
    .map(({ fact, path }) => ({ path, message: `“${fact}” is set by reporting alone: give the fact another name` }))

interface IdSubject {
  named: IdEntry[]
  facts: FactSet[]
  ids: Ids
}

/** Rules that must hold before a scenario can be compiled. */
export const ID_RULES: readonly Rule<IdSubject>[] = [
  { id: 'duplicate-id', severity: 'error', about: 'an id stands for one thing', check: (s) => duplicates(s.named) },
  {
    id: 'opaque-collision',
    severity: 'error',
    about: 'ids stay apart once they are made opaque',
    check: (s) =>
      collisions([...s.named, ...s.facts.map(({ fact, path }) => ({ id: fact, path, opaque: (ids: Ids) => ids('fact', fact) }))], s.ids),
  },
  { id: 'reserved-fact', severity: 'error', about: 'nothing sets `reported` or `acted`', check: (s) => reserved(s.facts) },
]

export const inspectIds = (scenario: Scenario, source: Source): Finding[] =>
  apply(ID_RULES, { named: [...named(scenario)], facts: [...factsSet(scenario)], ids: idsOf(scenario) }, source)
