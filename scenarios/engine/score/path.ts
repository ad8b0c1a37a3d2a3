/**
 * The headline score of a path: what was lost against the best still reachable, with credit for recovery. docs/scoring.md describes the
 * model and its properties.
 */
import { postorder } from '../play/graph'

/** `cap`: the most with a grave mistake that was not repaired. `silence`: the most without reporting an approach. */
export const DEFAULTS = { lambda: 0.5, passMark: 0.7, cap: 0.49, silence: 0.69 }

/** The best and worst sums of reward still reachable. */
export interface Value {
  hi: number
  lo: number
}

export type ValueNode =
  /** `report`: what a report adds here, whatever the act. */
  | { type: 'decision'; options: { r: number; to: string }[]; report?: number }
  | { type: 'chance'; to: [probability: number, id: string][] }
  | { type: 'end' }

/** V⁺ and V⁻ of every node. Ids missing from `nodes` are ends. */
export function values(nodes: ReadonlyMap<string, ValueNode>, start: string): Map<string, Value> {
  const next = (id: string) => {
    const node = nodes.get(id)
    if (node?.type === 'decision') return node.options.map((o) => o.to)
    return node?.type === 'chance' ? node.to.map(([, to]) => to) : []
  }
  const found = new Map<string, Value>()
  for (const id of postorder([start], next)) {
    const node = nodes.get(id)
    let value: Value = { hi: 0, lo: 0 }
    if (node?.type === 'decision') {
      value = { hi: -Infinity, lo: Infinity }
      for (const { r, to } of node.options) {
        const after = found.get(to)!
        value.hi = Math.max(value.hi, r + after.hi)
        value.lo = Math.min(value.lo, r + after.lo)
      }
      value.hi += node.report ?? 0
    } else if (node?.type === 'chance') {
      for (const [p, to] of node.to) {
        value.hi += p * found.get(to)!.hi
        value.lo += p * found.get(to)!.lo
      }
    }
    found.set(id, value)
  }
  return found
}

export interface PathStep {
  id: string
  r: number
  before: Value
  after: Value
  report: { worth: number; reported: boolean }
  /** In order: critical options as `decision.option`, and those that were repaired. */
  grave: ({ critical: string } | { repairs: string })[]
}
export interface PathScore {
  /** By moment, including a missing report. */
  losses: number[]
  /** 1 − Σ loss / (V⁺ − V⁻ at the start). */
  raw: number
  firstSlip: string | null
  recovery: number | null
  refund: number
  credited: number
  unrepairedCritical: string[]
  /** An approach was not reported, which caps the result. */
  silent: boolean
  final: number
  passed: boolean
}

/** A smaller difference is a rounding error: it is not a loss, and fails nobody. */
export const ROUNDING = 1e-9

export function actLossOf({ before, r, after, report }: Pick<PathStep, 'before' | 'r' | 'after' | 'report'>): number {
  const loss = before.hi - report.worth - (r + after.hi)
  return loss < ROUNDING ? 0 : loss
}
const lossOf = (step: Pick<PathStep, 'before' | 'r' | 'after' | 'report'>): number =>
  actLossOf(step) + (step.report.reported ? 0 : step.report.worth)

/** A result out of 100, rounded down, so that only a pass is shown as one. */
export const pointsOf = (final: number): number => Math.floor(100 * (final + ROUNDING))

/** Where the points of a result are. They are whole, and what was lost and given back adds up to the result that is shown. */
export interface Points {
  acts: number[]
  /** What all acts lost, and the most that acts on this path could lose. */
  actsLost: number
  actsOf: number
  reportingLost: number
  reportingOf: number
  /** Given back for deciding well after a slip. */
  back: number
  capped: number
}

export function pointsLost({ hi, lo }: Value, steps: PathStep[], { credited, refund, final }: PathScore): Points {
  const range = hi - lo
  const of100 = (points: number) => (range > ROUNDING ? (100 * points) / range : 0)
  const back = Math.floor(of100(refund) + ROUNDING)
  const unreported = steps.reduce((sum, { report }) => sum + (report.reported ? 0 : report.worth), 0)
  const lost = 100 - pointsOf(credited) + back
  const whole = apportion([...steps.map((step) => of100(actLossOf(step))), of100(unreported)], lost)
  const [acts, reportingLost] = [whole.slice(0, -1), whole.at(-1)!]
  const actsLost = lost - reportingLost
  const worth = Math.round(of100(steps.reduce((sum, { report }) => sum + report.worth, 0)))
  const reportingOf = Math.min(Math.max(worth, reportingLost), 100 - actsLost)
  return { acts, actsLost, actsOf: 100 - reportingOf, reportingLost, reportingOf, back, capped: pointsOf(credited) - pointsOf(final) }
}

/** Parts as whole numbers that add up to `total`. Each is rounded down; then those that lost most are rounded up. */
function apportion(parts: number[], total: number): number[] {
  const whole = parts.map((part) => Math.floor(part + ROUNDING))
  const short = parts.map((part, i) => ({ i, by: part - whole[i]! })).sort((a, b) => b.by - a.by)
  const missing = total - whole.reduce((a, b) => a + b, 0)
  for (const { i } of short.slice(0, Math.max(0, missing))) whole[i]!++
  return whole
}

const clamp = (x: number) => Math.min(1, Math.max(0, x))

/** @param mustReport whether there is something to report, so whether it is an approach */
export function pathScore(start: Value, steps: PathStep[], { mustReport = false } = {}, settings = DEFAULTS): PathScore {
  const range = start.hi - start.lo
  const losses = steps.map(lossOf)
  const lost = losses.reduce((a, b) => a + b, 0)
  const slip = steps.findIndex((step) => actLossOf(step) > 0)
  let recovery: number | null = null
  let refund = 0
  if (slip >= 0) {
    const { after } = steps[slip]!
    const stake = after.hi - after.lo
    const lostLater = losses.slice(slip + 1).reduce((a, b) => a + b, 0)
    recovery = stake > ROUNDING ? clamp(1 - lostLater / stake) : 0
    refund = settings.lambda * recovery * actLossOf(steps[slip]!)
  }
  const credited = range > ROUNDING ? clamp(1 - (lost - refund) / range) : 1
  const unrepairedCritical = unrepaired(steps)
  const silent = mustReport && !steps.some((s) => s.report.reported)
  const most = unrepairedCritical.length > 0 ? settings.cap : silent ? settings.silence : 1
  return {
    losses,
    raw: range > ROUNDING ? 1 - lost / range : 1,
    firstSlip: slip < 0 ? null : steps[slip]!.id,
    recovery,
    refund,
    credited,
    unrepairedCritical,
    silent,
    final: Math.min(credited, most),
    passed: Math.min(credited, most) >= settings.passMark - ROUNDING,
  }
}

function unrepaired(steps: PathStep[]): string[] {
  const open: string[] = []
  for (const event of steps.flatMap((s) => s.grave)) {
    if ('critical' in event) open.push(event.critical)
    else if (open.includes(event.repairs)) open.splice(open.indexOf(event.repairs), 1)
  }
  return open
}
