/** Rules on ids: each names one thing, both as written and as an opaque id. */
import type { Ids } from '../play/compile'
import type { Scenario } from '../format/schema'
import type { Hit, Path, Rule } from './finding'

interface Named {
  id: string
  path: Path
  /** The group in which its id must be unique, and the part of the scenario, if not the whole. */
  among: string
  within?: string
  /** Its id in the compiled scenario. */
  opaque: (ids: Ids) => string
}

/** Everything with an id. Messages, lines and clauses share a namespace with segments. */
function* named({ scenes, endings }: Scenario): Generator<Named> {
  for (const id of Object.keys(endings)) yield { id, path: ['endings', id], among: 'scene or ending', opaque: (ids) => ids('ending', id) }
  for (const [id, scene] of Object.entries(scenes)) {
    const path = ['scenes', id]
    yield { id, path, among: 'scene or ending', opaque: (ids) => ids('scene', id) }
    for (const [i, artefact] of scene.show.entries()) {
      const at = [...path, 'show', i]
      yield { id: artefact.id, path: [...at, 'id'], among: 'artefact', opaque: (ids) => ids('artefact', artefact.id) }
      yield* segmentsIn(artefact, at)
    }
    for (const [i, { id: check }] of scene.checks.entries()) {
      yield { id: check, path: [...path, 'checks', i, 'id'], among: 'check', opaque: (ids) => ids('check', check) }
    }
    for (const [i, decision] of scene.decisions.entries()) {
      const at = [...path, 'decisions', i]
      yield { id: decision.id, path: [...at, 'id'], among: 'decision', opaque: (ids) => ids('decision', decision.id) }
      for (const [j, { id: option }] of decision.options.entries()) {
        const opaque = (ids: Ids) => ids('option', `${decision.id}.${option}`)
        yield { id: option, path: [...at, 'options', j, 'id'], among: `option of “${decision.id}”`, within: `${id} ${i}`, opaque }
      }
    }
  }
}

function* segmentsIn(node: object, path: Path): Generator<Named> {
  for (const [name, value] of Object.entries(node)) {
    if (!value || typeof value !== 'object' || name === 'when') continue
    const at = [...path, Array.isArray(node) ? Number(name) : name]
    if ('id' in value)
      yield {
        id: value.id,
        path: [...at, 'id'],
        among: 'segment, message, line or clause',
        opaque: (ids) => ids('segment', value.id),
      }
    yield* segmentsIn(value, at)
  }
}

/** The facts that are set, each with its place. */
export function* factsSet({ scenes }: Scenario): Generator<{ fact: string; path: Path }> {
  for (const [id, { checks, decisions }] of Object.entries(scenes)) {
    for (const [i, { sets }] of checks.entries()) {
      for (const fact of Object.keys(sets)) yield { fact, path: ['scenes', id, 'checks', i, 'sets', fact] }
    }
    for (const [i, { options }] of decisions.entries()) {
      for (const [j, { sets }] of options.entries()) {
        for (const fact of Object.keys(sets)) yield { fact, path: ['scenes', id, 'decisions', i, 'options', j, 'sets', fact] }
      }
    }
  }
}

function* duplicates(all: readonly Named[]): Generator<Hit> {
  const seen = new Set<string>()
  for (const { id, path, among, within = '' } of all) {
    const key = `${among}/${within}/${id}`
    if (seen.has(key)) yield { path, message: `a second ${among} has the id “${id}”: give this one another` }
    seen.add(key)
  }
}

/** Different ids with the same opaque id would be confused with one another. */
function* collisions(all: readonly Pick<Named, 'id' | 'path' | 'opaque'>[], ids: Ids): Generator<Hit> {
  for (const { id, path, opaque } of all) {
    try {
      opaque(ids)
    } catch {
      yield { path, message: `“${id}” gets the same opaque id as another: rename it` }
    }
  }
}

export interface IdSubject {
  named: Named[]
  facts: { fact: string; path: Path }[]
  /** The opaque ids it will be compiled with. */
  ids: Ids
}
export const idSubject = (scenario: Scenario, ids: Ids): IdSubject => ({
  named: [...named(scenario)],
  facts: [...factsSet(scenario)],
  ids,
})

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
]
