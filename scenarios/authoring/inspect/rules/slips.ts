/** What slips in while one writes: what is unfinished, doubled, left open, or not one's own to decide. */
import type { AuthoredGuard } from '../../../engine/format/guard'
import { isFork } from '../../../engine/format/variant'
import { UNWRITTEN } from './prose'
import type { Segment } from '../../../engine/play/play'
import type { Hit, Path, Rule } from '../../../library/finding'
import { readingsOf } from '../longest-reading'
import { type ScenarioSubject, type TextAt, type VariantSubject, inVariants } from '../subject'

const inTexts =
  (pattern: RegExp, say: (found: string) => string, of: (at: TextAt) => boolean = () => true) =>
  ({ texts }: { texts: readonly TextAt[] }): Hit[] =>
    texts.flatMap((at) => {
      const found = of(at) ? pattern.exec(at.text) : null
      return found ? [{ path: at.path, message: say(found[0]) }] : []
    })

const unfinished = inTexts(
  /\b(?:TODO|TBD|FIXME|XXX|lorem ipsum|dolor sit amet)\b|\?\?\?|\[(?:…|\.\.\.|text|name|date)\]/i,
  (found) => `“${found}” is a note to yourself: write the text`,
)

const IBAN = /(?<![\p{L}\p{N}])[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3}/u
const NINE_DIGITS = /(?<![\d.,+(])(?<!\d[ -])\d(?:[ -]?\d){8,30}/
const THOUSANDS = /^\d{1,3}(?: \d{3}){1,10}$/
function* accounts({ texts }: { texts: readonly TextAt[] }): Generator<Hit> {
  for (const { text, path } of texts) {
    const found = (IBAN.exec(text) ?? NINE_DIGITS.exec(text))?.[0]
    if (found && !THOUSANDS.test(found)) yield { path, message: `“${found}” may be the number of somebody’s account or card: leave it out` }
  }
}

/** A subscriber’s number without a code: “555-0142”. */
const SHORT_TELEPHONE = /(?<![\d-] ?)\b\d{3}[ -]\d{4}\b(?![ -]?\d)/
const telephones = inTexts(SHORT_TELEPHONE, (found) => `“${found}” may be somebody’s telephone number: leave it out`)

/** Guidance lets an officer ask for something, and leaves the decision to the person. */
const DECIDES =
  /\b(?:you (?:must|are to|are not allowed|have to|will not|’ll not)|I (?:forbid|order|decide)|break off (?:all )?contact|(?:do not|don’t) (?:go|sign|travel|meet|accept|pay)\b)/i
const officerDecides = inTexts(
  DECIDES,
  (found) => `“${found}” decides for the learner: let the officer say what to keep and what happens next, or ask for something`,
  ({ path }) => path[2] === 'report' && path[3] === 'reply',
)

function* within(node: unknown, path: Path = []): Generator<{ node: object; path: Path }> {
  if (!node || typeof node !== 'object') return
  yield { node, path }
  for (const [name, value] of Object.entries(node)) yield* within(value, [...path, Array.isArray(node) ? Number(name) : name])
}
const saidBy = (segment: Partial<Segment> | undefined) => [segment?.text, segment?.was, segment?.link]
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

function* equalSides({ scenario, tutorial }: ScenarioSubject): Generator<Hit> {
  if (tutorial) return
  for (const { node, path } of within(scenario)) {
    if (!isFork(node)) continue
    const [one, other] = [node.hostile, node.genuine] as Partial<Segment>[]
    // Equal points, facts, consequences and explanations show nothing before the end, and may stand beside those that differ.
    if (path.at(-1) === 'consequence' || path.at(-1) === 'why') continue
    const says = path[0] === 'values' || typeof one === 'string' || isPart(one) || (Array.isArray(one) && one.every(isPart))
    if (says && same(one, other))
      yield { path, message: 'both sides of the fork are the same: write it once, without `hostile` and `genuine`' }
    else if (path.includes('show') && one?.text !== undefined && same(saidBy(one), saidBy(other)))
      yield { path, message: 'both sides of the fork say the same, so nothing can be known by it: let one differ, or write it once' }
  }
}

function* equalChecks({ resolved: { scenes } }: VariantSubject): Generator<Hit> {
  for (const [id, { checks }] of Object.entries(scenes))
    for (const [i, check] of checks.entries()) {
      const path = ['scenes', id, 'checks', i]
      const before = checks.slice(0, i).find((c) => !(c.when && check.when) && c.text.toLowerCase() === check.text.toLowerCase())
      if (before) yield { path: [...path, 'text'], message: `“${before.id}” is the same check: drop one, or say how they differ` }
      const found = checks.slice(0, i).find((c) => !(c.when && check.when) && same(c.finding, check.finding))
      if (found)
        yield { path: [...path, 'finding'], message: `“${found.id}” finds the same, word for word: let this one find something else` }
    }
}

/** A list of flags could not say whose sentence it is. */
function* equalSentences({ segments }: VariantSubject): Generator<Hit> {
  const seen = new Map<string, { id: string; when?: AuthoredGuard }>()
  for (const { segment: one, path } of segments) {
    const segment: { id: string; text: string; when?: AuthoredGuard } = one
    const key = `${String(path[1])}\n${segment.text}`
    const before = seen.get(key)
    if (before && !(before.when && segment.when) && !segment.text.startsWith(UNWRITTEN))
      yield { path, message: `“${before.id}” says the same in this moment: say it once, or otherwise` }
    seen.set(key, segment)
  }
}

/** What one says oneself is no sign of what somebody else wants. */
function* ownSigns({ segments, resolved }: VariantSubject): Generator<Hit> {
  for (const { segment, path } of segments) {
    const line = path
      .slice(0, path.lastIndexOf('segments'))
      .reduce<unknown>((node, step) => (node as Record<string, unknown>)[step], resolved)
    if (segment.cue !== 'plain' && (line as { from?: string }).from === 'you')
      yield { path, message: `“${segment.id}” is in the learner’s own words, which are no ${segment.cue}: make it plain` }
  }
}

type Part = { text: string; when?: AuthoredGuard }
const isPart = (node: unknown): node is Part => typeof (node as { text?: unknown } | null)?.text === 'string'
const depthAfter = (text: string): number => text.split('“').length - text.split('”').length
const closes = (parts: readonly Part[]): boolean => {
  let depth = 0
  return parts.every(({ text }) => (depth += depthAfter(text)) >= 0) && depth === 0
}
/** A quotation may go on over several sentences, so those that stand together are read together. */
function* openQuotations({ resolved, texts }: VariantSubject): Generator<Hit> {
  const together = new Set<string>()
  for (const { node, path } of within(resolved)) {
    if (!Array.isArray(node) || !node.every(isPart)) continue
    const parts: Part[] = node
    for (const i of parts.keys()) together.add([...path, i, 'text'].join('/'))
    const odd = parts.filter(({ text }) => depthAfter(text) !== 0)
    if (odd.length === 0) continue
    const readings = readingsOf(parts) ?? []
    const open = odd.find((part) => readings.length > 0 && !readings.some((reading) => reading.includes(part) && closes(reading)))
    if (open) yield { path: [...path, parts.indexOf(open), 'text'], message: oddQuotation(open.text) }
  }
  for (const { text, path } of texts)
    if (!together.has(path.join('/')) && depthAfter(text) !== 0) yield { path, message: oddQuotation(text) }
}
const oddQuotation = (text: string): string =>
  depthAfter(text) > 0 ? 'a “ that is never closed: add the ”' : 'a ” without a “ before it: add the “, or remove it'

function* unlistedSources({ scenario }: ScenarioSubject): Generator<Hit> {
  const listed = new Set(scenario.evidence)
  const named = new Set<string>()
  for (const { node, path } of within(scenario)) {
    if (!Array.isArray(node) || !path.includes('cites')) continue
    for (const [i, id] of node.entries())
      if (typeof id === 'string' && id !== 'INV' && !listed.has(id) && !named.has(id)) {
        named.add(id)
        yield { path: [...path, i], message: `the source ${id} is not in the list \`evidence\` above: add it there` }
      }
  }
}

const MOST_TIMES = 20
const MOST = 10_000_000
function* outOfProportion({ scenario: { values } }: ScenarioSubject): Generator<Hit> {
  for (const [name, value] of Object.entries(values)) {
    const sides = (typeof value === 'object' ? [value.hostile, value.genuine] : [value]).filter((side) => typeof side === 'number')
    const [least, most] = [Math.min(...sides), Math.max(...sides)]
    if (sides.some((side) => side < 0 || side > MOST))
      yield { path: ['values', name], message: `${most} is out of all proportion: is a digit too many, or a sign wrong?` }
    else if (sides.length === 2 && most > MOST_TIMES * least)
      yield {
        path: ['values', name],
        message: `${most} is more than ${MOST_TIMES} times ${least}, which alone tells the variants apart: bring them nearer`,
      }
  }
}

export const SLIP_RULES: readonly Rule<ScenarioSubject>[] = [
  { id: 'unfinished', severity: 'error', about: 'no text holds a note to oneself', check: unfinished },
  { id: 'account-number', severity: 'error', about: 'no text has the number of an account or card', check: accounts },
  { id: 'short-telephone', severity: 'warning', about: 'no text has a telephone number without a code', check: telephones },
  { id: 'officer-decides', severity: 'warning', about: 'the officer decides nothing for the learner', check: officerDecides },
  { id: 'equal-sides', severity: 'error', about: 'the sides of a fork differ', check: equalSides },
  inVariants({ id: 'equal-checks', severity: 'error', about: 'the checks of a moment and their findings differ', check: equalChecks }),
  inVariants({ id: 'equal-sentences', severity: 'error', about: 'no moment says a sentence twice', check: equalSentences }),
  inVariants({ id: 'own-sign', severity: 'error', about: 'the learner’s own words are plain', check: ownSigns }),
  inVariants({ id: 'open-quotation', severity: 'error', about: 'a quotation ends', check: openQuotations }),
  { id: 'unlisted-source', severity: 'error', about: 'what is cited is listed under `evidence`', check: unlistedSources },
  { id: 'out-of-proportion', severity: 'warning', about: 'values are in proportion', check: outOfProportion },
]
