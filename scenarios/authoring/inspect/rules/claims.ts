/** Rules on what texts say about the path: true wherever they are shown, and shown somewhere. */
import { SIDES } from '../../../engine/format/fields'
import { atoms } from '../../../engine/format/guard'
import type { Scenario } from '../../../engine/format/schema'
import { scenesLeavesFirst } from '../../../engine/play/graph'
import type { Hit, Path, Rule } from '../../../library/finding'
import { factsSet } from '../../../library/ids'
import { inFile } from '../place-in-file'
import type { Answer } from '../prove-texts'
import type { Question } from '../text-questions'
import { unknownReads } from './references'
import type { ScenarioSubject } from '../subject'
import { misreadReporting } from './variants'
import { inWords } from '../way-in-words'

interface ClaimResult {
  path: Path
  held: boolean
  failed: boolean
}

function guardsTried({ scenario, variants }: ScenarioSubject): ClaimResult[] {
  const tried = new Map<string, ClaimResult>()
  for (const { name, seen, answers } of variants) {
    const add = (path: Path, held: boolean, failed: boolean) => {
      const at = inFile(scenario, path, name)
      const known = tried.get(at.join('/'))
      tried.set(at.join('/'), { path: at, held: held || (known?.held ?? false), failed: failed || (known?.failed ?? false) })
    }
    for (const { path, held, failed } of seen.guards) add(path, held, failed)
    for (const { question, held, failed, incomplete = false } of answers)
      if (question.kind === 'guard') add(question.path, incomplete || held !== undefined, incomplete || failed !== undefined)
  }
  return [...tried.values()]
}

/** A guard on something that does not exist never holds or always does. The rule for that fault reports it by name, so we do not. */
function misspelt(subject: ScenarioSubject): (path: Path) => boolean {
  const unknown = [...unknownReads(subject), ...misreadReporting(subject)].map(({ path }) => path.join('/'))
  return (path) => unknown.some((read) => `${read}/`.startsWith(`${path.join('/')}/`))
}

/** “, because “paid” is only set in “friday””, if that scene comes later. */
function laterFact({ scenario, variants: [variant], guards }: ScenarioSubject, path: Path): string {
  const read = guards.find((guard) => guard.path.join('/') === path.join('/'))?.guard
  const scene = path[0] === 'scenes' ? String(path[1]) : null
  if (!read || !scene || !variant) return ''
  const order = scenesLeavesFirst(variant.compiled.play)
  const rank = (id: string) => order.indexOf(variant.ids('scene', id))
  for (const atom of atoms(read)) {
    if (!('fact' in atom)) continue
    const setters = [...factsSet(scenario)].filter(({ fact }) => fact === atom.fact).map((set) => String(set.path[1]))
    if (setters.length > 0 && setters.every((id) => rank(id) < rank(scene)))
      return `, because “${atom.fact}” is only set later, in ${[...new Set(setters)].map((id) => `“${id}”`).join(' and ')}`
  }
  return ''
}

function* never(subject: ScenarioSubject): Generator<Hit> {
  const isMisspelt = misspelt(subject)
  for (const guard of guardsTried(subject)) {
    if (guard.held || isMisspelt(guard.path)) continue
    if (guard.failed)
      yield { path: guard.path, message: `this guard never holds here${laterFact(subject, guard.path)}: drop what it guards, or fix it` }
  }
  yield* routesNeverTaken(subject).filter(({ path }) => !isMisspelt(path))
}
function routesNeverTaken({ scenario, variants }: ScenarioSubject): Hit[] {
  const taken = new Map<string, { path: Path; taken: boolean }>()
  for (const { name, seen } of variants) {
    for (const route of seen.routes) {
      const path = inFile(scenario, route.path, name)
      taken.set(path.join('/'), { path, taken: route.taken || (taken.get(path.join('/'))?.taken ?? false) })
    }
  }
  return [...taken.values()]
    .filter((route) => !route.taken)
    .map(({ path }) => ({ path, message: 'this route is never taken: drop it, or fix the guards' }))
}

function always(subject: ScenarioSubject): Hit[] {
  const isMisspelt = misspelt(subject)
  return guardsTried(subject)
    .filter((guard) => guard.held && !guard.failed && !isMisspelt(guard.path))
    .map(({ path }) => ({ path, message: 'this guard always holds here: drop it, or fix it' }))
}

const failing = (kind: Question['kind'], say: (way: string, where: string) => string) =>
  function* ({ scenario, variants, names }: ScenarioSubject): Generator<Hit> {
    for (const { name, answers } of variants) {
      for (const { question, failed } of answers as Required<Answer>[]) {
        if (question.kind !== kind || failed === undefined) continue
        const where = variants.length > 1 ? ` in the ${name} variant` : ''
        yield { path: inFile(scenario, question.path, name), message: say(inWords(failed, names), where) }
      }
    }
  }

/** Beyond a limit, a proof counts as given up and not as successful. */
function* unprovable({ scenario, variants }: ScenarioSubject): Generator<Hit> {
  const found = new Map<string, Path>()
  for (const { name, answers } of variants) {
    for (const { question, incomplete } of answers)
      if (incomplete && question.kind !== 'visit') {
        const path = inFile(scenario, question.path, name)
        found.set(path.join('/'), path)
      }
  }
  for (const path of found.values())
    yield { path, message: 'too many facts are read together here to try them all: split the text, or read fewer of them' }
}

export const CLAIM_RULES: readonly Rule<ScenarioSubject>[] = [
  { id: 'guard-never', severity: 'error', about: 'every guard can be true, every route and ending can be taken', check: never },
  { id: 'guard-always', severity: 'error', about: 'every guard can be false', check: always },
  { id: 'unprovable', severity: 'error', about: 'a text reads few enough facts to be proved', check: unprovable },
  {
    id: 'claim-false',
    severity: 'error',
    about: 'what a sentence claims holds wherever it is shown',
    check: failing('claim', (way, where) => `the sentence is shown where its claim is false${where}, by this way: ${way}`),
  },
  {
    id: 'said-nothing',
    severity: 'error',
    about: 'what a sentence quotes was said wherever it is shown',
    check: failing('said', (way, where) => `nothing was said there${where} on this way: ${way}; add a \`when\``),
  },
  {
    id: 'on-unseen',
    severity: 'error',
    about: 'what an act stands on is shown wherever the act is offered',
    check: failing(
      'on',
      (way, where) => `the act is offered where this is not shown${where}, by this way: ${way}; give the act the same \`when\``,
    ),
  },
]

export interface UnprovedClaim {
  path: Path
  text: string
}
/** Sentences of endings and verdicts that neither a guard nor a claim proves. Reviewers have to confirm them. */
export function unproved({ endings, verdict }: Scenario): UnprovedClaim[] {
  const found: UnprovedClaim[] = []
  const visit = (node: unknown, path: Path, field: string): void => {
    if (typeof node === 'string') {
      if (field === 'text') found.push({ path, text: node })
      return
    }
    if (!node || typeof node !== 'object' || isProved(node)) return
    for (const [name, value] of Object.entries(node)) {
      const at = [...path, Array.isArray(node) ? Number(name) : name]
      visit(value, at, Array.isArray(node) || SIDES.has(name) ? field : name)
    }
  }
  visit(endings, ['endings'], '')
  visit(verdict, ['verdict'], '')
  return found
}
const isProved = (node: object): boolean => Boolean(('when' in node && node.when) || ('claims' in node && node.claims))
