/** Which way the room goes on: the majority's, or the facilitator's choice. */
import { leaders } from '@/scenarios/engine/live/ballot'
import type { Choices } from '@/scenarios/engine/play/events'
import type { AskedCommand } from '@/scenarios/engine/live/schema'
import type { Branch, Counts } from '@/scenarios/engine/live/host'
import type { AskedView } from '@/scenarios/engine/live/asked'
import type { RoomView } from '@/scenarios/engine/live/view'

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
  /** `branch`: where it leads. A vote on the sentences comes first where the act sends some. */
  | { ok: true; command: Extract<AskedCommand, { type: 'decide' | 'word' }>; branch: Branch | null }
  /** The decisions that the facilitator has to settle; none if there is no vote to go by. */
  | { ok: false; tied: string[] }

/** Options have letters by position, the same on every screen of a room. */
export const letterOf = (place: number): string => String.fromCharCode(65 + place)

type Asks = Pick<RoomView, 'question' | 'host'>
export const actOf = ({ question }: Pick<RoomView, 'question'>): AskedView | null => (question?.kind === 'decide' ? question.act : null)

export function wayOn(view: Asks, counts: Counts | null, picked: Picked = NOTHING_PICKED): WayOn {
  const way = actOn(view, counts, picked)
  return way.ok && way.command.type === 'decide' && picked.tell !== null ? { ...way, command: { ...way.command, tell: picked.tell } } : way
}

function actOn(view: Asks, counts: Counts | null, { way, settled }: Picked): WayOn {
  const { majority = null, branches = [] } = counts?.host ?? {}
  const picked = branches.find((b) => b.text === way)
  if (picked) return along(picked, openOnes(view, counts, settled))
  if (!majority) return { ok: false, tied: [] }
  const led = leading(view, counts!)
  if (majority.ok) return { ok: true, command: { type: 'decide', by: 'majority' }, branch: led }
  // Without phones there is nobody to vote on sentences.
  const isWorded = view.question?.kind === 'word' || counts?.joined === 0
  if (majority.act && !isWorded) return { ok: true, command: { type: 'word', act: majority.act }, branch: led }
  const settledNow = openOnes(view, counts, settled)
  const open = majority.tied.filter((id) => !settledNow[id])
  return led && open.length === 0 ? along(led, settledNow) : { ok: false, tied: open.length > 0 ? open : majority.tied }
}

/** How the room voted on sentences. */
const wordsOf = (counts: Counts | null): Record<string, Record<string, number>> => counts?.host?.totals.words.counts ?? {}

/** The facilitator's settlements that are still needed. */
function openOnes({ host }: Asks, counts: Counts | null, settled: Choices): Choices {
  return Object.fromEntries(
    Object.entries(settled).filter(([id, option]) => {
      const led = leaders(wordsOf(counts)[id])
      const offered = host?.sentences.find((d) => d.id === id)?.options.some((o) => o.id === option)
      return offered && (led.length === 0 || (led.length > 1 && led.includes(option)))
    }),
  )
}

/** An act with the sentences the room prefers, except those that the facilitator has settled. */
function along(branch: Branch, settled: Choices): WayOn {
  const choices = Object.fromEntries(Object.entries(branch.choices).map(([id, option]) => [id, settled[id] ?? option]))
  return { ok: true, command: { type: 'decide', by: 'facilitator', choices }, branch }
}

/** The branch of the act that was settled, or chosen most, if there is only one. */
export function leading({ question }: Asks, counts: Counts): Branch | null {
  const { branches = [], totals } = counts.host ?? {}
  if (question?.kind === 'word') return branches.find((b) => b.text === question.act) ?? null
  const act = actOf({ question })
  const led = leaders(act ? totals?.rounds.at(-1)?.counts[act.id] : undefined)
  const place = act?.options.findIndex((o) => o.id === led[0]) ?? -1
  return led.length === 1 ? (branches[place] ?? null) : null
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

/** The sentences of a branch. */
export function sentencesOf(view: Asks, counts: Counts | null, branch: Branch, { settled }: Picked): Sentence[] {
  const settledNow = openOnes(view, counts, settled)
  return (view.host?.sentences ?? [])
    .filter((d) => branch.choices[d.id])
    .map(({ id, ask, options }) => {
      const led = leaders(wordsOf(counts)[id])
      return {
        id,
        ask,
        unvoted: led.length === 0,
        open: led.length === 1 ? [] : options.filter((o) => led.length === 0 || led.includes(o.id)),
        sent: options.find((o) => o.id === (settledNow[id] ?? branch.choices[id])) ?? options[0]!,
      }
    })
}
