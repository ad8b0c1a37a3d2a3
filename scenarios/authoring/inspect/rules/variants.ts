import { type AuthoredGuard, ACTED, REPORTED, atoms } from '../../../engine/format/guard'
import type { Variant, Scenario } from '../../../engine/format/schema'
import { isFork } from '../../../engine/format/variant'
import type { Hit, Path, Rule } from '../../../library/finding'
import { factsSet } from '../../../library/ids'
import { type Prose, longestReading } from '../longest-reading'
import type { GuardAt, ScenarioSubject } from '../subject'
import { measure } from '../word-counts'

/** Texts shorter than this are compared by words, longer ones by share. */
const SHORT = 12
const WORDS_APART = 3
const SHARE_APART = 2 / 5

function* playableVariants({ scenario, tutorial }: ScenarioSubject): Generator<Hit> {
  if (!tutorial) {
    if (scenario.variant) yield { path: ['variant'], message: 'a scenario has two variants: remove this, or make its kind a tutorial' }
    return
  }
  if (!scenario.variant) yield { path: ['kind'], message: 'a tutorial has one variant: say which, `variant: genuine`' }
  for (const { path } of forksIn(scenario))
    yield { path, message: 'nothing forks in a tutorial, which has one variant: write the value alone' }
}

interface ForkAt {
  path: Path
  fork: Record<Variant, unknown>
}
function* forksIn(root: unknown, path: Path = []): Generator<ForkAt> {
  if (!root || typeof root !== 'object') return
  if (isFork(root)) yield { path, fork: root as unknown as ForkAt['fork'] }
  for (const [name, value] of Object.entries(root)) yield* forksIn(value, [...path, Array.isArray(root) ? Number(name) : name])
}

const SHOWN = new Set(['finding', 'reply', 'consequence'])
const isShown = ({ path, fork }: ForkAt): boolean =>
  path[0] === 'scenes' &&
  (SHOWN.has(String(path.at(-1))) || (typeof fork.hostile === 'object' && Object.hasOwn(fork.hostile as object, 'text')))

const wordsOf = (side: unknown): number =>
  typeof side === 'object' && side && 'text' in side ? measure(String(side.text)).words : longestReading(side as Prose)

function* unlikeLengths({ scenario, tutorial }: ScenarioSubject): Generator<Hit> {
  if (tutorial) return
  for (const at of forksIn(scenario)) {
    if (!isShown(at)) continue
    const [h, g] = [wordsOf(at.fork.hostile), wordsOf(at.fork.genuine)]
    const longer = Math.max(h, g)
    const allowed = longer < SHORT ? WORDS_APART : longer * SHARE_APART
    if (Math.abs(h - g) <= allowed) continue
    const most = longer < SHORT ? `${WORDS_APART} words` : '40 %'
    yield { path: at.path, message: `${h} words in the hostile variant, ${g} in the genuine one: at most ${most} apart` }
  }
}

/** Tells guards on offers and artefacts from those in sentences, segments and routes, where a fork is allowed. */
function place({ path }: GuardAt, scenario: Scenario): 'text' | 'segment' | 'reply' | 'route' | 'claim' | 'offer' {
  const steps = path.filter((step) => step !== 'hostile' && step !== 'genuine').map(String)
  if (steps.at(-1) === 'claims') return 'claim'
  if (steps[0] !== 'scenes') return 'text'
  if (steps[2] === 'lead') return 'text'
  if (steps[2] === 'report') return 'reply'
  if (steps.includes('to')) return 'route'
  if (steps.includes('consequence') || steps.includes('finding')) return 'text'
  return steps[2] === 'show' && isSegment(scenario, path) ? 'segment' : 'offer'
}
function isSegment(scenario: Scenario, path: Path): boolean {
  const part = at(scenario, path.slice(0, -1)) as object
  return 'cue' in part || isFork(part)
}
const at = (root: unknown, path: Path): unknown =>
  path.reduce<unknown>((node, step) => (node as Record<string | number, unknown> | undefined)?.[step], root)

const readIn = (guard: AuthoredGuard): string[] =>
  atoms(guard).flatMap((atom) => ('fact' in atom ? [atom.fact] : 'reportedSince' in atom ? [atom.reportedSince] : []))

function* forkedReads({ scenario, guards }: ScenarioSubject): Generator<Hit> {
  const forked = new Set([...factsSet(scenario)].filter((f) => f.forked).map((f) => f.fact))
  for (const where of guards) {
    const lead = where.path[0] === 'scenes' && where.path[2] === 'lead'
    if (!lead && place(where, scenario) !== 'offer') continue
    const fact = readIn(where.guard).find((id) => forked.has(id))
    if (fact)
      yield {
        path: where.path,
        message: `the variants set “${fact}” differently, so it may be read by texts of forks and routes alone: read a fact that both set, or a check`,
      }
  }
}

export function* misreadReporting({ scenario, guards }: ScenarioSubject): Generator<Hit> {
  for (const where of guards) {
    const stands = place(where, scenario)
    const asked = atoms(where.guard)
    const reports = asked.some((a) => 'reportedSince' in a || 'reports' in a || ('fact' in a && a.fact === REPORTED))
    if (reports && (stands === 'route' || (stands === 'offer' && !isPart(where.path))))
      yield {
        path: where.path,
        message: 'reporting changes neither the way nor what is offered: read `reported` in texts alone',
      }
    if (stands !== 'reply' && asked.some((a) => 'fact' in a && a.fact === ACTED))
      yield { path: where.path, message: '`acted` holds in the reply to a report alone: read another fact' }
  }
}
/** A message, line or clause within an artefact is text; an artefact is not. */
const isPart = (path: Path): boolean => path[2] === 'show' && path.length > 5

/** `ambiguous` is conduct worth a check in either variant, so the other side of its fork cannot be a sign. */
function* halfAmbiguous({ scenario }: ScenarioSubject): Generator<Hit> {
  for (const { path, fork } of forksIn(scenario.scenes, ['scenes'])) {
    const cues = [fork.hostile, fork.genuine].map((side) => (side as { cue?: string } | null)?.cue)
    if (cues.includes('ambiguous') && cues.includes('sign'))
      yield { path, message: 'a sign in one variant is ambiguous in the other: make both sides ambiguous, or the other a decoy' }
  }
}
function* unexplainedAmbiguous({ variants }: ScenarioSubject): Generator<Hit> {
  for (const { segment, path } of variants[0]?.segments ?? [])
    if (segment.cue === 'ambiguous' && !segment.why)
      yield { path, message: `“${segment.id}” is ambiguous and has no \`why\`: say what it asks one to check` }
}

export const VARIANT_RULES: readonly Rule<ScenarioSubject>[] = [
  { id: 'variants', severity: 'error', about: 'a scenario has two variants, a tutorial one', check: playableVariants },
  {
    id: 'fork-length',
    severity: 'error',
    about: `the sides of a fork differ by at most 40 %, or by ${WORDS_APART} words below ${SHORT}`,
    check: unlikeLengths,
  },
  { id: 'fork-read', severity: 'error', about: 'what only one variant sets changes nothing that is offered', check: forkedReads },
  { id: 'reported-read', severity: 'error', about: 'reporting is read by texts, `acted` by replies', check: misreadReporting },
  { id: 'ambiguous-fork', severity: 'error', about: 'nothing is a sign in one variant and ambiguous in the other', check: halfAmbiguous },
  { id: 'ambiguous-without-why', severity: 'error', about: 'what is ambiguous has a `why`', check: unexplainedAmbiguous },
]
