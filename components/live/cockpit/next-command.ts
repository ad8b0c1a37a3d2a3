import { leaders } from '@/scenarios/engine/live/ballot'
import type { Choices } from '@/scenarios/engine/play/events'
import type { AskedCommand } from '@/scenarios/engine/live/schema'
import type { Branch, Counts } from '@/scenarios/engine/live/facilitator'
import type { AskedView } from '@/scenarios/engine/live/asked-decision'
import type { RoomView } from '@/scenarios/engine/live/view'

/**
 * The facilitator's choices. `way`: an act by its text; `null` for the majority's. `settled`: sentences, if they are open. `own`: whether
 * the facilitator chooses them instead of a vote; `null` for what is planned. `report`: whether the room reports; `null` for what the votes
 * say.
 */
export interface FacilitatorChoices {
  way: string | null
  settled: Choices
  own: boolean | null
  report: boolean | null
}
export const NOTHING_PICKED: FacilitatorChoices = { way: null, settled: {}, own: null, report: null }

export type NextCommand =
  /** `branch`: where it leads. If the act sends sentences, a vote on them comes first. */
  | { ok: true; command: Extract<AskedCommand, { type: 'decide' | 'word' }>; branch: Branch | null }
  /** `tied`: decisions that the facilitator has to settle; none if there is no vote to go by. `branch`: they are sentences of this act. */
  | { ok: false; tied: string[]; branch?: Branch }

export const actOf = ({ question }: Pick<RoomView, 'question'>): AskedView | null => (question?.kind === 'decide' ? question.act : null)

type QuestionContext = Pick<RoomView, 'question' | 'facilitator' | 'phase' | 'whatIf'>

export function wayOn(view: QuestionContext, counts: Counts | null, picked: FacilitatorChoices = NOTHING_PICKED): NextCommand {
  const way = view.phase === 'wording' ? worded(view, counts, picked) : acted(view, counts, picked)
  return way.ok && way.command.type === 'decide' && picked.report !== null
    ? { ...way, command: { ...way.command, report: picked.report } }
    : way
}

const MAJORITY = { type: 'decide', by: 'majority' } as const

/** Follows the picked act, or else the majority's. In a what-if the facilitator has to pick one. */
function acted(view: QuestionContext, counts: Counts | null, { way, settled, own }: FacilitatorChoices): NextCommand {
  const { majority = null, branches = [] } = counts?.facilitator ?? {}
  const picked = branches.find((b) => b.text === way)
  if (!picked && (!majority || view.whatIf)) return { ok: false, tied: [] }
  const branch = picked ?? leading(view, counts!)
  if (!branch) return { ok: false, tied: majority && !majority.ok ? majority.tied : [] }
  const isAsked = canWord(view, counts) && !(own ?? view.facilitator?.pace.leavesOut.sentences)
  if (isSending(branch) && isAsked) return { ok: true, command: { type: 'word', act: actIn(view, branch) }, branch }
  if (!picked && majority?.ok) return { ok: true, command: MAJORITY, branch }
  const tied = openIn(view, counts, branch, settled)
  return tied.length > 0 ? { ok: false, tied, branch } : along(branch, openOnes(view, counts, settled))
}

/** The room cannot vote on sentences if nobody has a phone, or too few have voted. */
export const canWord = ({ phase }: Pick<QuestionContext, 'phase'>, counts: Counts | null): boolean =>
  phase === 'revealed' && (counts?.joined ?? 0) > 0 && !counts?.facilitator?.totals.rounds.at(-1)?.few

/** Sentences of an act that neither the room nor the facilitator has settled. We send nothing that nobody chose. */
function openIn(view: QuestionContext, counts: Counts | null, branch: Branch, settled: Choices): string[] {
  const settledNow = openOnes(view, counts, settled)
  const sent = (view.facilitator?.sentences ?? []).filter(({ id }) => branch.choices[id])
  return sent.map(({ id }) => id).filter((id) => !settledNow[id] && leaders(wordsOf(counts)[id]).length !== 1)
}

function worded(view: QuestionContext, counts: Counts | null, { settled }: FacilitatorChoices): NextCommand {
  const majority = counts?.facilitator?.majority ?? null
  const branch = counts && leading(view, counts)
  if (majority?.ok) return { ok: true, command: MAJORITY, branch }
  if (!branch) return { ok: false, tied: majority?.tied ?? [] }
  const tied = openIn(view, counts, branch, settled)
  return tied.length > 0 ? { ok: false, tied, branch } : along(branch, openOnes(view, counts, settled))
}

export const isSending = ({ choices }: Branch): boolean => Object.keys(choices).length > 1
export const actIn = ({ facilitator }: Pick<RoomView, 'facilitator'>, { choices }: Branch): string =>
  Object.entries(choices).find(([asked]) => !facilitator?.sentences.some(({ id }) => id === asked))![1]

const wordsOf = (counts: Counts | null): Record<string, Record<string, number>> => counts?.facilitator?.totals.words.counts ?? {}

function openOnes({ facilitator }: QuestionContext, counts: Counts | null, settled: Choices): Choices {
  return Object.fromEntries(
    Object.entries(settled).filter(([id, option]) => {
      const led = leaders(wordsOf(counts)[id])
      const offered = facilitator?.sentences.find((d) => d.id === id)?.options.some((o) => o.id === option)
      return offered && (led.length === 0 || (led.length > 1 && led.includes(option)))
    }),
  )
}

function along(branch: Branch, settled: Choices): NextCommand {
  const choices = Object.fromEntries(Object.entries(branch.choices).map(([id, option]) => [id, settled[id] ?? option]))
  return { ok: true, command: { type: 'decide', by: 'facilitator', choices }, branch }
}

export function leading({ question, facilitator }: Pick<QuestionContext, 'question' | 'facilitator'>, counts: Counts): Branch | null {
  const { branches = [], totals } = counts.facilitator ?? {}
  if (question?.kind === 'word') return branches.find((b) => b.text === question.act) ?? null
  const rows = totals?.rounds.at(-1)?.counts ?? {}
  const act = branches[0] && Object.keys(branches[0].choices).find((id) => !facilitator?.sentences.some((d) => d.id === id))
  const led = leaders(act === undefined ? undefined : rows[act])
  return led.length === 1 ? (branches.find((b) => b.choices[act!] === led[0]) ?? null) : null
}

export interface Sentence {
  id: string
  ask: string
  /** What the facilitator may choose from: the tied options, or all if nobody voted. Empty if one leads. */
  open: { id: string; text: string }[]
  sent: { id: string; text: string }
}

export function sentencesOf(view: QuestionContext, counts: Counts | null, branch: Branch, { settled }: FacilitatorChoices): Sentence[] {
  const settledNow = openOnes(view, counts, settled)
  return (view.facilitator?.sentences ?? [])
    .filter((d) => branch.choices[d.id])
    .map(({ id, ask, options }) => {
      const led = leaders(wordsOf(counts)[id])
      return {
        id,
        ask,
        open: led.length === 1 ? [] : options.filter((o) => led.length === 0 || led.includes(o.id)),
        sent: options.find((o) => o.id === (settledNow[id] ?? branch.choices[id])) ?? options[0]!,
      }
    })
}
