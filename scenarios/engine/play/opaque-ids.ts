import { type AuthoredGuard, type Guard, REPORTED_TWICE, RESERVED_FACTS, atoms, reportedSinceFact } from '../format/guard'
import { opaqueId } from '../format/ids'
import type { ResolvedScenario } from '../format/variant'
import type { Scenario } from '../format/schema'
import type { Line, Sentence } from './play'

export type Kind = 'scene' | 'decision' | 'option' | 'check' | 'artefact' | 'segment' | 'fact'
export type Ids = (kind: Kind, id: string) => string

/**
 * The opaque ids of a scenario. An option's id is opaque within its decision: pass `decision.option`.
 * @throws if two names would get the same id (one scenario in a million), rather than silently lose a scene
 */
export function idsOf({ id: scenario }: Pick<Scenario, 'id'>): Ids {
  const names = new Map<string, string>()
  const known = new Map<string, string>()
  return (kind, id) => {
    if (kind === 'fact' && RESERVED_FACTS.includes(id)) return id
    const name = `${scenario}/${kind}/${id}`
    const opaque = known.get(name) ?? opaqueId(name)
    known.set(name, opaque)
    const other = names.get(opaque) ?? name
    if (other !== name) throw new Error(`${name} and ${other} get the same opaque id: rename one`)
    names.set(opaque, name)
    return opaque
  }
}

/** The facts that some guard reads with `reportedSince`: whether a report came after them is kept as a fact of its own. */
export function watchedIn(scenario: Scenario, { claims = false } = {}): ReadonlySet<string> {
  const reportedSince = new Set<string>()
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) node.forEach(visit)
    else if (node && typeof node === 'object') {
      const { when, claims: claim } = node as { when?: AuthoredGuard | string; claims?: AuthoredGuard }
      for (const guard of [when, ...(claims ? [claim] : [])]) {
        for (const atom of guard && typeof guard === 'object' ? atoms(guard) : []) {
          if ('reportedSince' in atom) reportedSince.add(atom.reportedSince)
        }
      }
      Object.values(node).forEach(visit)
    }
  }
  visit(scenario)
  return reportedSince
}

export interface Context {
  ids: Ids
  watched: ReadonlySet<string>
}

export function guardIn({ ids }: Context, guard: AuthoredGuard): Guard {
  const opaque = (g: AuthoredGuard): Guard => {
    if ('fact' in g) return { fact: ids('fact', g.fact) }
    if ('check' in g) return { check: ids('check', g.check) }
    if ('reportedSince' in g) return { all: [opaque({ fact: g.reportedSince }), { fact: ids('fact', reportedSinceFact(g.reportedSince)) }] }
    if ('reports' in g) return { fact: REPORTED_TWICE }
    if ('all' in g) return { all: g.all.map(opaque) }
    return 'any' in g ? { any: g.any.map(opaque) } : { not: opaque(g.not) }
  }
  return opaque(guard)
}

/** A report only counts after the fact was last set. */
export const setsIn = ({ ids, watched }: Context, sets: Record<string, true>): Record<string, boolean> =>
  Object.fromEntries(
    Object.keys(sets).flatMap((fact): [string, boolean][] => [
      [ids('fact', fact), true],
      ...(watched.has(fact) ? [[ids('fact', reportedSinceFact(fact)), false] as [string, boolean]] : []),
    ]),
  )

type Prose = NonNullable<ResolvedScenario['scenes'][string]['lead']>
export const proseIn = (context: Context, prose: Prose | undefined): Sentence[] =>
  (typeof prose === 'string' ? [{ text: prose }] : (prose ?? [])).map((sentence) => {
    const { text, when, said } = sentence as { text: string; when?: AuthoredGuard; said?: string }
    return { text, ...(when && { when: guardIn(context, when) }), ...(said && { said: context.ids('decision', said) }) }
  })

type AuthoredLines = ResolvedScenario['scenes'][string]['decisions'][number]['options'][number]['consequence']
export const linesIn = (context: Context, lines: AuthoredLines): Line[] =>
  proseIn(context, lines).map((sentence, i) => {
    const { from, at } = (typeof lines === 'object' ? lines[i] : {}) as Pick<Line, 'from' | 'at'>
    return { ...sentence, ...(from && { from }), ...(at && { at }) }
  })
