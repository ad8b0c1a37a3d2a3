import { PERSON_FIELDS } from '../../../engine/format/fields'
import { RESERVED_FACTS, atoms } from '../../../engine/format/guard'
import { END, type Scenario } from '../../../engine/format/schema'
import { VARIANTS, inVariant, isFork } from '../../../engine/format/variant'
import type { Hit, Path, Rule } from '../../../library/finding'
import { factsSet } from '../../../library/ids'
import { didYouMean, nearest } from '../../../library/nearest'
import { type ScenarioSubject, type VariantSubject, inVariants } from '../subject'

const isText = (value: unknown): value is string => typeof value === 'string'

interface GuardReference {
  kind: 'fact' | 'check'
  id: string
  path: Path
}
const readsOf = ({ guards }: ScenarioSubject): GuardReference[] =>
  guards.flatMap(({ guard, path }) =>
    atoms(guard).flatMap((atom): GuardReference[] => {
      if ('reports' in atom) return []
      const [[kind, id]] = Object.entries(atom) as [[string, string]]
      return [{ kind: kind === 'check' ? 'check' : 'fact', id, path }]
    }),
  )

const first = <T extends { id: string }>(all: readonly T[]): T[] => [...new Map(all.toReversed().map((each) => [each.id, each])).values()]

/** A scene that was renamed is one fault, however many options led to it. */
function* targets({ resolved: { start, scenes }, decisions }: VariantSubject): Generator<Hit> {
  const led: { id: string; path: Path }[] = [{ id: start, path: ['start'] }]
  for (const { option, path } of decisions.flatMap((d) => d.options)) {
    if (isText(option.to)) led.push({ id: option.to, path: [...path, 'to'] })
    else led.push(...(option.to ?? []).map(({ to }, i) => ({ id: to, path: [...path, 'to', i, 'to'] })))
  }
  const [alone, ...others] = Object.keys(scenes).filter((scene) => !led.some(({ id }) => id === scene))
  const renamed = alone !== undefined && others.length === 0 ? alone : null
  const lost = led.filter(({ id }) => !Object.hasOwn(scenes, id) && id !== END)
  for (const { id, path } of first(lost)) {
    const more = lost.filter((other) => other.id === id).length - 1
    const otherwise = renamed ? `nothing leads to “${renamed}”: is it that one?` : 'add it, or lead to one that exists'
    const hint = didYouMean(id, Object.keys(scenes), otherwise)
    yield { path, message: `no scene is called “${id}”${more > 0 ? `, to which ${more} more lead` : ''}: ${hint}` }
  }
}

const settable = ({ scenario }: ScenarioSubject): Set<string> =>
  new Set([...Array.from(factsSet(scenario), (f) => f.fact), ...RESERVED_FACTS])
const checksOf = ({ scenario }: ScenarioSubject): Set<string> =>
  new Set(Object.values(scenario.scenes).flatMap((s) => s.checks.map((c) => c.id)))

export function unknownReads(subject: ScenarioSubject): GuardReference[] {
  const [facts, checks] = [settable(subject), checksOf(subject)]
  return readsOf(subject).filter(({ kind, id }) => !(kind === 'fact' ? facts : checks).has(id))
}

const unknownFacts = (subject: ScenarioSubject): Hit[] =>
  first(unknownReads(subject).filter(({ kind }) => kind === 'fact')).map(({ id, path }) => ({
    path,
    message: `nothing sets the fact “${id}”: ${didYouMean(id, settable(subject), 'set it in an option or check, or drop the guard')}`,
  }))

/** The facts that the outcome reads. */
const stakesOf = ({ harm, business }: Scenario): string[] => [
  ...VARIANTS.flatMap((variant) => inVariant(harm, variant).flatMap(({ fact, mended }) => [fact, mended ?? []].flat())),
  ...(business ? [business] : []),
]

/** A fact that is read under another spelling is one fault, reported where it is read. */
function unreadFacts(subject: ScenarioSubject): Hit[] {
  const read = new Set([...readsOf(subject).map((r) => r.id), ...stakesOf(subject.scenario)])
  const set = settable(subject)
  const meant = new Set(unknownReads(subject).map(({ id }) => nearest(id, set)))
  const unread = Array.from(factsSet(subject.scenario), ({ fact, path }) => ({ id: fact, path })).filter(
    ({ id }) => !read.has(id) && !meant.has(id),
  )
  return first(unread).map(({ id, path }) => ({
    path,
    message: `no guard reads the fact “${id}”, and it is neither harm nor business: ${didYouMean(id, read, 'it changes nothing; read it or drop it')}`,
  }))
}

const unknownChecks = (subject: ScenarioSubject): Hit[] =>
  first(unknownReads(subject).filter(({ kind }) => kind === 'check')).map(({ id, path }) => ({
    path,
    message: `no check is called “${id}”: ${didYouMean(id, checksOf(subject), 'name one that exists')}`,
  }))

function* peopleIn(node: object, path: Path): Generator<{ id: string; path: Path }> {
  for (const [name, value] of Object.entries(node)) {
    const at = [...path, Array.isArray(node) ? Number(name) : name]
    if (isText(value) && PERSON_FIELDS.has(name)) yield { id: value, path: at }
    else if (value && typeof value === 'object') yield* peopleIn(value, at)
  }
}
const everybody = ({ scenes }: Scenario): { id: string; path: Path }[] =>
  Object.entries(scenes).flatMap(([scene, { show, decisions }]) => [
    ...peopleIn(show, ['scenes', scene, 'show']),
    ...decisions.flatMap(({ options }, i) =>
      options.flatMap(({ consequence = {} }, j) =>
        typeof consequence === 'object' ? [...peopleIn(consequence, ['scenes', scene, 'decisions', i, 'options', j, 'consequence'])] : [],
      ),
    ),
  ])

function people({ scenario }: ScenarioSubject): Hit[] {
  const { cast } = scenario
  // The learner writes messages and speaks lines, but never sends a whole artefact. What follows an act is said by others.
  const isYou = (id: string, path: Path) => id === 'you' && path.at(-1) === 'from' && path.length > 5 && path[2] === 'show'
  return everybody(scenario)
    .filter(({ id, path }) => !isYou(id, path) && !Object.hasOwn(cast, id))
    .map(({ id, path }) => ({
      path,
      message: `nobody in the cast is called “${id}”: ${didYouMean(id, Object.keys(cast), 'add the character, or name an existing one')}`,
    }))
}

function unusedPeople({ scenario, texts }: ScenarioSubject): Hit[] {
  const named = new Set(everybody(scenario).map(({ id }) => id))
  const inTexts = (id: string) => texts.some(({ text }) => text.includes(`{${id.replaceAll('-', '_')}_`))
  return Object.keys(scenario.cast)
    .filter((id) => !named.has(id) && !inTexts(id))
    .map((id) => ({ path: ['cast', id], message: `nothing mentions “${id}”: drop the character` }))
}

function* citations({ scenario, evidence: { sources } }: ScenarioSubject): Generator<Hit> {
  const stack: { node: unknown; path: Path; field: string }[] = [{ node: scenario, path: [], field: '' }]
  for (let top = stack.pop(); top; top = stack.pop()) {
    const { node, path, field } = top
    if (!node || typeof node !== 'object') continue
    if (Array.isArray(node) && (field === 'cites' || field === 'evidence')) {
      for (const [i, id] of (node as string[]).entries())
        if (id !== 'INV' && !sources.has(id))
          yield { path: [...path, i], message: `the source ${id} does not exist or may not be shown: cite another` }
      continue
    }
    const forked = isFork(node)
    for (const [name, value] of Object.entries(node))
      stack.push({ node: value, path: [...path, Array.isArray(node) ? Number(name) : name], field: forked ? field : name })
  }
}

function* indicators({ evidence: { signs, decoys }, segments }: VariantSubject): Generator<Hit> {
  for (const { segment, path } of segments) {
    const { indicator, cue } = segment
    if (indicator === undefined) continue
    const known = cue === 'sign' ? signs : decoys
    if (Object.hasOwn(known, indicator)) continue
    const kind = cue === 'sign' ? 'signs' : 'decoys'
    const hint = didYouMean(indicator, Object.keys(known), `use one of ${Object.keys(known).join(', ')}`)
    yield { path: [...path, 'indicator'], message: `“${indicator}” is not among the ${kind} of the evidence: ${hint}` }
  }
}
const keptSigns = ({ scenario: { keep }, evidence: { signs } }: ScenarioSubject): Hit[] =>
  keep.signs.flatMap((id, i) =>
    Object.hasOwn(signs, id)
      ? []
      : [
          {
            path: ['keep', 'signs', i],
            message: `“${id}” is not among the signs of the evidence: ${didYouMean(id, Object.keys(signs), `use one of ${Object.keys(signs).join(', ')}`)}`,
          },
        ],
  )

/** `said` names a decision, and needs `{said}` in the same text. */
function* quoted({ resolved: { scenes, endings, verdict } }: VariantSubject): Generator<Hit> {
  const decisions = Object.values(scenes).flatMap((s) => s.decisions.map((d) => d.id))
  const stack: { node: unknown; path: Path }[] = [{ node: { scenes, endings, verdict }, path: [] }]
  for (let top = stack.pop(); top; top = stack.pop()) {
    const { node, path } = top
    if (!node || typeof node !== 'object') continue
    const { text, said } = node as { text?: unknown; said?: unknown }
    if (isText(text) && isText(said)) {
      if (!decisions.includes(said))
        yield {
          path: [...path, 'said'],
          message: `no decision is called “${said}”: ${didYouMean(said, decisions, 'name one that exists')}`,
        }
      if (!text.includes('{said}')) yield { path: [...path, 'text'], message: 'the sentence has `said`, but no {said} in its text: add it' }
    } else if (isText(text) && text.includes('{said}'))
      yield { path: [...path, 'text'], message: '{said} needs a sentence with `said`: name the decision whose words it quotes' }
    for (const [name, value] of Object.entries(node))
      stack.push({ node: value, path: [...path, Array.isArray(node) ? Number(name) : name] })
  }
}

const reviewed = ({ scenario: { review } }: ScenarioSubject): Hit[] =>
  review.state === 'reviewed' && !review.by ? [{ path: ['review'], message: 'reviewed by nobody: say `by` whom' }] : []

export const REFERENCE_RULES: readonly Rule<ScenarioSubject>[] = [
  inVariants({ id: 'unknown-target', severity: 'error', about: '`start` and `to` name scenes', check: targets }),
  { id: 'unknown-fact', severity: 'error', about: 'a fact that is read is set somewhere', check: unknownFacts },
  { id: 'unread-fact', severity: 'warning', about: 'a fact that is set is read somewhere', check: unreadFacts },
  { id: 'unknown-check', severity: 'error', about: 'a guard names a check that exists', check: unknownChecks },
  { id: 'unknown-person', severity: 'error', about: '`from`, `with` and `of` name a character', check: people },
  { id: 'unused-person', severity: 'warning', about: 'every character is mentioned', check: unusedPeople },
  { id: 'unknown-citation', severity: 'error', about: 'a source exists and may be shown', check: citations },
  inVariants({ id: 'unknown-indicator', severity: 'error', about: 'an indicator is listed in the evidence', check: indicators }),
  { id: 'unknown-sign', severity: 'error', about: 'the signs to keep are listed in the evidence', check: keptSigns },
  inVariants({ id: 'said-unknown', severity: 'error', about: '`said` names a decision, and {said} stands where it goes', check: quoted }),
  { id: 'reviewed-by-nobody', severity: 'error', about: 'a reviewed scenario names who reviewed it', check: reviewed },
]
