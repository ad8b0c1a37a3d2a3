/**
 * The sentences in which people say why they voted as they did: what phones wrote, what the facilitator reads, and what is on the wall.
 * They are kept by moment and apart from the answers, and nothing in them leads to a participant.
 *
 * The facilitator gets new sentences in batches of a crowd's `kept`, in random order. One by one, beside "7 of 12 answered", they would
 * tell who had just put down their phone.
 */
import type { RoomState } from './room-state'

export const LONGEST_WHY = 140
/** As many as leave room for the totals on an old projector. If more are let through, the oldest leaves the wall. */
const MOST_ON_WALL = 2

/** The vote it is about: the n-th on the act, or on the judgement. */
export type WhyOf = `why-${number}`
/** `was`: on the wall earlier. `dropped`: its text is deleted, and its writer cannot send another for this vote. */
export type WhyState = 'waiting' | 'wall' | 'was' | 'dropped'

export interface WhySlip {
  /** A device's slip for one vote. Only that device's cookie leads to it. */
  own: string
  about: WhyOf
  /** The `seq` of the newest text, masked so that only the device's cookie compares it: as a time it would lead to a vote. */
  seq: number
  /** Not in a batch yet. */
  held: WhyText | null
  /** What the facilitator got. */
  sent: SentWhy | null
}
interface WhyText {
  /** Random, and new with each text, so that a text cannot be swapped after it was let through. */
  id: string
  text: string
}
export interface SentWhy extends WhyText {
  /** Its place in the facilitator's list: batch by batch. */
  place: number
  state: WhyState
  /** When it was let through, as a count. */
  order: number
}
/** One moment's. Slips are sorted by `own`, so their order tells nothing either. */
export interface WhySheet {
  off: boolean
  slips: readonly WhySlip[]
}
export const NO_WHYS: WhySheet = { off: false, slips: [] }

/** Removes line breaks, characters that show nothing or turn the text around, and towers of accents. */
export const cleanWhy = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[\p{C}\s]+/gu, ' ')
    .replace(/(\p{M}\p{M})\p{M}+/gu, '$1')
    .trim()

/** The vote that a sentence may be written about now; null if none. A pause does not lose what somebody is writing. */
export const whyAskedFor = ({ phase, round }: RoomState, sheet: WhySheet | null): WhyOf | null =>
  sheet && !sheet.off && round > 0 && isAskedIn(phase) ? `why-${round}` : null

/** Until the facilitator moves on. */
const isAskedIn = (phase: RoomState['phase']): boolean => phase === 'voting' || isOnWallNow(phase)

/** Not during a vote, which it would influence. */
const isOnWallNow = (phase: RoomState['phase']): boolean => phase === 'discussing' || phase === 'revealed'

/** @returns null if the facilitator has dropped this slip's sentence */
export function withText(sheet: WhySheet, given: Pick<WhySlip, 'own' | 'about' | 'seq'> & WhyText, kept: number): WhySheet | null {
  const { own, about, seq, id, text } = given
  const known = sheet.slips.find((slip) => slip.own === own)
  if (known?.sent?.state === 'dropped') return null
  const slips = [...sheet.slips.filter((slip) => slip !== known), { own, about, seq, held: { id, text }, sent: known?.sent ?? null }]
  return batched({ ...sheet, slips: slips.sort((a, b) => (a.own < b.own ? -1 : 1)) }, about, kept)
}

/**
 * Hands a batch over once enough are held. Each vote has its own, or one device could fill two places. An older text stays until then, so
 * that its leaving does not tell who replaced it.
 */
function batched(sheet: WhySheet, about: WhyOf, kept: number): WhySheet {
  const held = sheet.slips.flatMap((slip) => (slip.about === about && slip.held) || []).sort((a, b) => (a.id < b.id ? -1 : 1))
  if (held.length < kept) return sheet
  const next = Math.max(-1, ...sheet.slips.map(({ sent }) => sent?.place ?? -1)) + 1
  const slips = sheet.slips.map((slip): WhySlip => {
    if (!slip.held || slip.about !== about) return slip
    return { ...slip, held: null, sent: { ...slip.held, place: next + held.indexOf(slip.held), state: 'waiting', order: 0 } }
  })
  return { ...sheet, slips }
}

export type WhyAct = 'show' | 'back' | 'drop'
/** @returns null if the facilitator's list does not have it, or it was dropped */
export function withAct(sheet: WhySheet, id: string, act: WhyAct): WhySheet | null {
  const found = sheet.slips.find(({ sent }) => sent?.id === id && sent.state !== 'dropped')
  if (!found) return null
  const order = Math.max(0, ...sentIn(sheet).map((sent) => sent.order)) + 1
  const leaves =
    act === 'show'
      ? onWall(sheet)
          .filter((sent) => sent.id !== id)
          .slice(0, -(MOST_ON_WALL - 1))
      : []
  const slips = sheet.slips.map((slip): WhySlip => {
    const { sent } = slip
    if (sent && leaves.includes(sent)) return { ...slip, sent: { ...sent, state: 'was' } }
    if (slip !== found || !sent) return slip
    if (act === 'drop') return { ...slip, held: null, sent: { ...sent, text: '', state: 'dropped' } }
    return { ...slip, sent: act === 'show' ? { ...sent, state: 'wall', order } : { ...sent, state: 'waiting' } }
  })
  return { ...sheet, slips }
}

const sentIn = ({ slips }: WhySheet): SentWhy[] => slips.flatMap(({ sent }) => sent ?? [])
const onWall = (sheet: WhySheet): SentWhy[] =>
  sentIn(sheet)
    .filter(({ state }) => state === 'wall')
    .sort((a, b) => a.order - b.order)

/** What the facilitator reads, newest last. */
export interface WhyList {
  off: boolean
  list: { id: string; text: string; state: WhyState }[]
}
export function whyList({ phase }: Pick<RoomState, 'phase'>, sheet: WhySheet | null): WhyList | null {
  if (!sheet || !isAskedIn(phase)) return null
  const list = sentIn(sheet).sort((a, b) => a.place - b.place)
  return { off: sheet.off, list: list.map(({ id, text, state }) => ({ id, text, state })) }
}

/** What the wall shows, without the writer's vote. */
export const whysOnWall = ({ phase }: Pick<RoomState, 'phase'>, sheet: WhySheet | null): string[] =>
  sheet && isOnWallNow(phase) ? onWall(sheet).map(({ text }) => text) : []

/** What a summary keeps: what the facilitator let through and did not take back. */
export const whysKept = (sheet: WhySheet): string[] =>
  sentIn(sheet)
    .filter(({ state }) => state === 'wall' || state === 'was')
    .sort((a, b) => a.order - b.order)
    .map(({ text }) => text)

/** What a device wrote, as it sees it: the newest, also if it is not in a batch yet. Null if it was dropped. */
export const ownWhy = (sheet: WhySheet, own: string): string | null => {
  const slip = sheet.slips.find((one) => one.own === own)
  return slip?.held?.text ?? (slip?.sent?.text || null)
}
