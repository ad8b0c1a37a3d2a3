/** Which way the room goes on: the majority's, or the facilitator's choice. */
import { leaders } from '@/scenarios/engine/live/ballot'
import type { Choices } from '@/scenarios/engine/play/events'
import type { AskedCommand } from '@/scenarios/engine/live/schema'
import type { Branch, Counts } from '@/scenarios/engine/live/host'
import type { AskedView, RoomView } from '@/scenarios/engine/live/view'

/**
 * The facilitator's choices: an act by its text, `null` for the majority; sentences, if the room is tied; and whether the room
 * tells, `null` for what the votes say.
 */
export interface Picked {
  way: string | null
  settled: Choices
  tell: boolean | null
}
export const NOTHING_PICKED: Picked = { way: null, settled: {}, tell: null }

export type WayOn =
  /** `branch`: where it leads. */
  | { ok: true; command: Extract<AskedCommand, { type: 'decide' }>; branch: Branch | null }
  /** The decisions that the facilitator has to settle; none if there is no vote to go by. */
  | { ok: false; tied: string[] }

/** Options have letters by position, the same on every screen of a room. */
export const letterOf = (place: number): string => String.fromCharCode(65 + place)

export const decisionsOf = ({ question }: Pick<RoomView, 'question'>): AskedView[] =>
  question?.kind === 'decide' ? question.decisions : []

export function wayOn(view: Pick<RoomView, 'question'>, counts: Counts | null, picked: Picked = NOTHING_PICKED): WayOn {
  const way = actOn(view, counts, picked)
  return way.ok && picked.tell !== null ? { ...way, command: { ...way.command, tell: picked.tell } } : way
}

function actOn(view: Pick<RoomView, 'question'>, counts: Counts | null, { way, settled }: Picked): WayOn {
  const { majority = null, branches = [] } = counts?.host ?? {}
  const picked = branches.find((b) => b.text === way)
  if (picked) return along(picked, openOnes(view, counts, settled))
  if (!majority) return { ok: false, tied: [] }
  if (majority.ok) {
    const branch = branches.find((b) => same(b.choices, majority.choices)) ?? null
    return { ok: true, command: { type: 'decide', by: 'majority' }, branch }
  }
  const settledNow = openOnes(view, counts, settled)
  const open = majority.tied.filter((id) => !settledNow[id])
  const led = leading(view, counts!)
  return led && open.length === 0 ? along(led, settledNow) : { ok: false, tied: open.length > 0 ? open : majority.tied }
}

/** The facilitator's settlements that are still needed. */
function openOnes(view: Pick<RoomView, 'question'>, counts: Counts | null, settled: Choices): Choices {
  const row = counts?.host?.totals.rounds.at(-1)?.counts ?? {}
  return Object.fromEntries(
    Object.entries(settled).filter(([id, option]) => {
      const led = leaders(row[id])
      const offered = decisionsOf(view)
        .find((d) => d.id === id)
        ?.options.some((o) => o.id === option)
      return offered && (led.length === 0 || (led.length > 1 && led.includes(option)))
    }),
  )
}

/** An act with the sentences the room prefers, except those that the facilitator has settled. */
function along(branch: Branch, settled: Choices): WayOn {
  const choices = Object.fromEntries(Object.entries(branch.choices).map(([id, option]) => [id, settled[id] ?? option]))
  return { ok: true, command: { type: 'decide', by: 'facilitator', choices }, branch }
}

const same = (a: Choices, b: Choices): boolean =>
  Object.keys(a).length === Object.keys(b).length && Object.entries(a).every(([id, option]) => b[id] === option)

/** The branch of the act chosen most, if there is only one. */
export function leading(view: Pick<RoomView, 'question'>, counts: Counts): Branch | null {
  const act = decisionsOf(view).find((d) => d.act)
  const led = leaders(act && counts.host?.totals.rounds.at(-1)?.counts[act.id])
  const place = act?.options.findIndex((o) => o.id === led[0]) ?? -1
  return led.length === 1 ? (counts.host?.branches[place] ?? null) : null
}

/** A sentence or field that goes along with an act. */
export interface Sentence {
  id: string
  ask: string
  /** What the facilitator may choose from: the tied ones, or all if nobody chose. Empty if one is preferred. */
  open: { id: string; text: string }[]
  /** Whether nobody chose. */
  unvoted: boolean
  /** What will be sent as things are. */
  sent: { id: string; text: string }
}

/** The sentences of a branch, if they are known: they are asked only with a vote. */
export function sentencesOf(view: Pick<RoomView, 'question'>, counts: Counts | null, branch: Branch, { settled }: Picked): Sentence[] {
  const row = counts?.host?.totals.rounds.at(-1)?.counts ?? {}
  const settledNow = openOnes(view, counts, settled)
  return decisionsOf(view)
    .filter((d) => !d.act && branch.choices[d.id])
    .map(({ id, ask, options }) => {
      const led = leaders(row[id])
      return {
        id,
        ask,
        unvoted: led.length === 0,
        open: led.length === 1 ? [] : options.filter((o) => led.length === 0 || led.includes(o.id)),
        sent: options.find((o) => o.id === (settledNow[id] ?? branch.choices[id])) ?? options[0]!,
      }
    })
}
