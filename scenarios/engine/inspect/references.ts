/** Rules on references. */
import { PERSON_FIELDS } from '../format/fields'
import type { Guard } from '../format/schema'
import type { Hit, Path, Rule } from './finding'
import { factsSet } from './ids'
import type { ScenarioSubject } from './subject'

type ScenarioRule = Rule<ScenarioSubject>
const isText = (value: unknown): value is string => typeof value === 'string'

/** The facts or checks that guards read. */
function* readsOf({ guards }: ScenarioSubject, kind: 'fact' | 'check'): Generator<{ id: string; path: Path }> {
  for (const { guard, path } of guards) for (const id of leaves(guard, kind)) yield { id, path }
}
function leaves(guard: Guard, kind: 'fact' | 'check'): string[] {
  if ('all' in guard) return guard.all.flatMap((g) => leaves(g, kind))
  if ('any' in guard) return guard.any.flatMap((g) => leaves(g, kind))
  if ('not' in guard) return leaves(guard.not, kind)
  const [own, id] = Object.entries(guard)[0] as ['fact' | 'check', string]
  return own === kind ? [id] : []
}

function* targets({ scenario, decisions }: ScenarioSubject): Generator<Hit> {
  const known = (id: string) => Object.hasOwn(scenario.scenes, id) || Object.hasOwn(scenario.endings, id)
  const say = (to: string, path: Path): Hit => ({
    path,
    message: `no scene or ending is called “${to}”: add it, or lead to one that exists`,
  })
  if (!Object.hasOwn(scenario.scenes, scenario.start))
    yield { path: ['start'], message: `no scene is called “${scenario.start}”: start with one that exists` }
  for (const {
    option: { to },
    path,
  } of decisions.flatMap((d) => d.options)) {
    if (isText(to)) {
      if (!known(to)) yield say(to, [...path, 'to'])
    } else for (const [i, route] of (to ?? []).entries()) if (!known(route.to)) yield say(route.to, [...path, 'to', i, 'to'])
  }
}

function* unknownFacts(subject: ScenarioSubject): Generator<Hit> {
  const set = new Set(Array.from(factsSet(subject.scenario), (f) => f.fact))
  for (const { id, path } of readsOf(subject, 'fact')) {
    if (!set.has(id)) yield { path, message: `nothing sets the fact “${id}”: set it in an option or check, or drop the guard` }
  }
}

function* unreadFacts(subject: ScenarioSubject): Generator<Hit> {
  const read = new Set(Array.from(readsOf(subject, 'fact'), (r) => r.id))
  for (const { fact, path } of factsSet(subject.scenario)) {
    if (!read.has(fact)) yield { path, message: `no guard reads the fact “${fact}”: it changes nothing; read it or drop it` }
  }
}

function* unknownChecks(subject: ScenarioSubject): Generator<Hit> {
  const known = new Set(Object.values(subject.scenario.scenes).flatMap((s) => s.checks.map((c) => c.id)))
  for (const { id, path } of readsOf(subject, 'check'))
    if (!known.has(id)) yield { path, message: `no check is called “${id}”: name one that exists` }
}

/** Every character named by an artefact or one of its parts. */
function* peopleIn(node: object, path: Path): Generator<{ id: string; path: Path }> {
  for (const [name, value] of Object.entries(node)) {
    const at = [...path, Array.isArray(node) ? Number(name) : name]
    if (isText(value) && PERSON_FIELDS.has(name)) yield { id: value, path: at }
    else if (value && typeof value === 'object') yield* peopleIn(value, at)
  }
}

function* people({ scenario: { cast, scenes } }: ScenarioSubject): Generator<Hit> {
  const say = (id: string, path: Path): Hit => ({
    path,
    message: `nobody in the cast is called “${id}”: add the character, or name an existing one`,
  })
  for (const [scene, { show }] of Object.entries(scenes)) {
    for (const [i, artefact] of show.entries()) {
      for (const { id, path } of peopleIn(artefact, ['scenes', scene, 'show', i])) {
        // The learner writes messages and speaks lines, but never sends a whole artefact.
        const isYou = id === 'you' && path.at(-1) === 'from' && path.length > 5
        if (!isYou && !Object.hasOwn(cast, id)) yield say(id, path)
      }
    }
  }
}

function* citations({ scenario, evidence, segments, decisions }: ScenarioSubject): Generator<Hit> {
  const lists: { cites?: string[]; path: Path }[] = [
    ...segments.map(({ segment, path }) => ({ cites: segment.cites, path })),
    ...decisions.flatMap((d) => d.options.map(({ option, path }) => ({ cites: option.cites, path }))),
    { cites: scenario.verdict.cites, path: ['verdict'] },
  ]
  for (const { cites, path } of lists) {
    for (const [i, id] of (cites ?? []).entries()) {
      if (id !== 'INV' && !evidence.sources.has(id))
        yield { path: [...path, 'cites', i], message: `the source ${id} does not exist or may not be shown: cite another` }
    }
  }
}

function* indicators({ evidence: { signs, decoys }, segments }: ScenarioSubject): Generator<Hit> {
  for (const {
    segment: { indicator, cue },
    path,
  } of segments) {
    if (indicator === undefined) continue
    const known = cue === 'sign' ? signs : decoys
    if (!Object.hasOwn(known, indicator)) {
      const kind = cue === 'sign' ? 'signs' : 'decoys'
      yield {
        path: [...path, 'indicator'],
        message: `“${indicator}” is not among the ${kind} of the evidence: use one of ${Object.keys(known).join(', ')}`,
      }
    }
  }
}

/** The ids under `repairs`, each with whether its option is critical. */
function* repairs({ decisions }: ScenarioSubject): Generator<{ id: string; path: Path; critical: boolean | null }> {
  const options = new Map(decisions.map(({ decision }) => [decision.id, decision.options]))
  for (const { option, path } of decisions.flatMap((d) => d.options)) {
    for (const [i, id] of option.repairs.entries()) {
      const [decision, repaired] = id.split('.')
      const critical = options.get(decision!)?.find((o) => o.id === repaired)?.critical ?? null
      yield { id, path: [...path, 'repairs', i], critical }
    }
  }
}
function* unknownRepairs(subject: ScenarioSubject): Generator<Hit> {
  for (const { id, path, critical } of repairs(subject))
    if (critical === null) yield { path, message: `no option is called “${id}”: name an existing one as decision.option` }
}
function* idleRepairs(subject: ScenarioSubject): Generator<Hit> {
  for (const { id, path, critical } of repairs(subject))
    if (critical === false) yield { path, message: `“${id}” is not critical, so there is nothing to repair: remove it` }
}

function* continued({ scenario: { scenes } }: ScenarioSubject): Generator<Hit> {
  const home = new Map(
    Object.entries(scenes).flatMap(([scene, { show }]) => show.flatMap((a) => (a.kind === 'messages' ? [[a.id, scene] as const] : []))),
  )
  for (const [scene, { show }] of Object.entries(scenes)) {
    for (const [i, artefact] of show.entries()) {
      if (artefact.kind !== 'messages' || artefact.continues === undefined) continue
      const from = home.get(artefact.continues)
      if (from === undefined || from === scene) {
        yield {
          path: ['scenes', scene, 'show', i, 'continues'],
          message: `no other scene shows messages called “${artefact.continues}”: name messages of an earlier scene`,
        }
      }
    }
  }
}

export const REFERENCE_RULES: readonly ScenarioRule[] = [
  { id: 'unknown-target', severity: 'error', about: '`start` and `to` name a scene or ending', check: targets },
  { id: 'unknown-fact', severity: 'error', about: 'a fact that is read is set somewhere', check: unknownFacts },
  { id: 'unread-fact', severity: 'warning', about: 'a fact that is set is read somewhere', check: unreadFacts },
  { id: 'unknown-check', severity: 'error', about: 'a guard names a check that exists', check: unknownChecks },
  { id: 'unknown-person', severity: 'error', about: '`from`, `with` and `of` name a character', check: people },
  { id: 'unknown-citation', severity: 'error', about: 'a source exists and may be shown', check: citations },
  { id: 'unknown-indicator', severity: 'error', about: 'an indicator is listed in the evidence', check: indicators },
  { id: 'unknown-repair', severity: 'error', about: '`repairs` names an option', check: unknownRepairs },
  { id: 'repairs-nothing', severity: 'error', about: 'only critical options are repaired', check: idleRepairs },
  { id: 'continues-unknown', severity: 'error', about: '`continues` names messages of another scene', check: continued },
]
