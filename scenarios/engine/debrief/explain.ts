import type { Moment, FlagView } from './moment'

const AT_MOST = 3
const KINDS: FlagView['kind'][] = ['noticed', 'question', 'harmless']

/** One of each kind first, so that learners look again at more than what they got right. In the order of the scenario. */
export function toExplain(decisions: readonly Pick<Moment, 'flags'>[], except: readonly string[]): { asked: FlagView[]; flagged: number } {
  const flagged = decisions.flatMap((d) => d.flags).filter((f) => KINDS.includes(f.kind))
  const others = flagged.filter((f) => !except.includes(f.segment))
  const asked = others.length > 0 ? others : flagged
  const first = KINDS.flatMap((kind) => asked.find((f) => f.kind === kind) ?? [])
  const picked = [...first, ...asked.filter((f) => !first.includes(f))].slice(0, AT_MOST)
  return { asked: asked.filter((f) => picked.includes(f)), flagged: flagged.length }
}
