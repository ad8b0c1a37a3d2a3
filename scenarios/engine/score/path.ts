/**
 * The headline score of a path: what was lost against the best still reachable, with credit for recovery. docs/scoring.md
 * describes the model and its properties.
 */
import { postorder } from '../play/graph'

export const DEFAULTS = { lambda: 0.5, passMark: 0.7, cap: 0.49 }

/** The best and worst sums of reward still reachable. */
export interface Value {
  hi: number
  lo: number
}

export type ValueNode =
  | { type: 'decision'; options: { r: number; to: string }[] }
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

/** One submission of a path. `before` and `after` are the values where it was made and where it led. */
export interface PathStep {
  id: string
  r: number
  before: Value
  after: Value
  /** Critical options it chose, and options it repairs, as `decision.option`. */
  critical: string[]
  repairs: string[]
}
export interface PathScore {
  losses: number[]
  /** 1 − Σ loss / (V⁺ − V⁻ at the start). */
  raw: number
  firstSlip: string | null
  recovery: number | null
  refund: number
  credited: number
  unrepairedCritical: string[]
  final: number
  passed: boolean
}

/** A difference this small is a rounding residue: it is no loss, and fails nobody. */
const ROUNDING = 1e-9

/** What a step lost against the best still reachable. */
export function lossOf({ before, r, after }: Pick<PathStep, 'before' | 'r' | 'after'>): number {
  const loss = before.hi - (r + after.hi)
  return loss < ROUNDING ? 0 : loss
}

const clamp = (x: number) => Math.min(1, Math.max(0, x))

export function pathScore(start: Value, steps: PathStep[], settings = DEFAULTS): PathScore {
  const range = start.hi - start.lo
  const losses = steps.map(lossOf)
  const lost = losses.reduce((a, b) => a + b, 0)
  const slip = losses.findIndex((loss) => loss > 0)
  let recovery: number | null = null
  let refund = 0
  if (slip >= 0) {
    const { after } = steps[slip]!
    const stake = after.hi - after.lo
    const lostLater = losses.slice(slip + 1).reduce((a, b) => a + b, 0)
    recovery = stake > ROUNDING ? clamp(1 - lostLater / stake) : 0
    refund = settings.lambda * recovery * losses[slip]!
  }
  const credited = range > ROUNDING ? clamp(1 - (lost - refund) / range) : 1
  const unrepairedCritical = unrepaired(steps)
  return {
    losses,
    raw: range > ROUNDING ? 1 - lost / range : 1,
    firstSlip: slip < 0 ? null : steps[slip]!.id,
    recovery,
    refund,
    credited,
    unrepairedCritical,
    final: unrepairedCritical.length > 0 ? Math.min(credited, settings.cap) : credited,
    passed: credited >= settings.passMark - ROUNDING && unrepairedCritical.length === 0,
  }
}

function unrepaired(steps: PathStep[]): string[] {
  const open: string[] = []
  for (const { critical, repairs } of steps) {
    for (const repaired of repairs) if (open.includes(repaired)) open.splice(open.indexOf(repaired), 1)
    open.push(...critical)
  }
  return open
}
