import 'server-only'
import { createHash } from 'node:crypto'
import type { WhyAnswer } from '@/scenarios/engine/live/ballot'
import type { FacilitatorAction } from '@/scenarios/engine/live/schema'
import { roomState } from '@/scenarios/engine/live/room'
import { type WhySheet, ownWhy, whyAskedFor, withAct, withText } from '@/scenarios/engine/live/whys'
import { newId } from '../platform/tokens'
import { grouped } from './group-commit'
import { type LiveRoom, exclusively } from './live-room'
import { signal } from './room-signals'
import { show } from './screens'
import { mayHaveWhys, readWhys, sheetOf, writeSheet } from './why-sheets'

interface SentWhyAnswer {
  room: LiveRoom
  /** The device's own, from its cookie. Nothing that leads to the participant is made from it in the same way. */
  token: string
  answer: WhyAnswer
}
type WhyOutcome = 'taken' | 'closed'

const digest = (room: LiveRoom, { moment, about }: Pick<WhyAnswer, 'moment' | 'about'>, what: string, token: string): string =>
  createHash('sha256').update(`${what} ${room.id} ${moment} ${about} ${token}`).digest('hex')
const ownOf = (room: LiveRoom, of: Pick<WhyAnswer, 'moment' | 'about'>, token: string): string => digest(room, of, 'why', token)

/** Masks a `seq`, or unmasks it. Both fit into a safe integer. */
function masked(room: LiveRoom, of: WhyAnswer, token: string, seq: number): number {
  const mask = BigInt(`0x${digest(room, of, 'why seq', token).slice(0, 13)}`)
  return Number(BigInt(seq) ^ mask)
}

/** Taken once it is stored. A late repeat changes nothing. */
export const sayWhy: (sent: SentWhyAnswer) => Promise<WhyOutcome | 'busy'> = grouped(takeAll)

async function takeAll(group: SentWhyAnswer[]): Promise<WhyOutcome[]> {
  const results = new Map<SentWhyAnswer, WhyOutcome>()
  for (const room of new Set(group.map((sent) => sent.room))) {
    const here = group.filter((sent) => sent.room === room)
    const before = room.whys.sheet
    const after = await exclusively(room, async (db) => {
      const { moment } = roomState(room.history)
      const sheet = await sheetOf(room.id, moment, db)
      const changed = here.reduce((now, sent) => {
        const next = takeOne(room, now, sent)
        results.set(sent, next ? 'taken' : 'closed')
        return next ?? now
      }, sheet)
      const now = { moment, sheet: changed }
      if (changed !== sheet) await writeSheet(room.id, now, db)
      return now
    })
    if (after) room.whys = after
    // What is only held changes no screen.
    if (after && sentIds(after.sheet) !== sentIds(before)) await showEverywhere(room)
  }
  return group.map((sent) => results.get(sent) ?? 'closed')
}
const sentIds = ({ slips }: WhySheet): string => slips.map(({ sent }) => sent?.id ?? '').join()

function takeOne(room: LiveRoom, sheet: WhySheet, { token, answer }: SentWhyAnswer): WhySheet | null {
  const state = roomState(room.history)
  const { moment, about, seq, why } = answer
  if (!mayHaveWhys(room.plan) || moment !== state.moment || about !== whyAskedFor(state, sheet)) return null
  const own = ownOf(room, answer, token)
  const known = sheet.slips.find((slip) => slip.own === own)
  if (known && masked(room, answer, token, known.seq) >= seq) return sheet
  const given = { own, about, seq: masked(room, answer, token, seq), id: newId(), text: why }
  return withText(sheet, given, room.script.crowd.kept)
}

/** Lets a sentence through, takes it back, drops it, or closes this moment for them. @returns false if it is not there any more */
export async function actOnWhy(room: LiveRoom, message: Extract<FacilitatorAction, { type: 'why' | 'whys' }>): Promise<boolean> {
  const done = await exclusively(room, async (db) => {
    const { moment } = roomState(room.history)
    if (moment !== message.moment || !mayHaveWhys(room.plan)) return null
    const sheet = await sheetOf(room.id, moment, db)
    const changed = message.type === 'whys' ? { ...sheet, off: message.off } : withAct(sheet, message.why, message.act)
    if (!changed) return null
    const now = { moment, sheet: changed }
    await writeSheet(room.id, now, db)
    return now
  })
  if (!done) return false
  room.whys = done
  await showEverywhere(room)
  return true
}

async function showEverywhere(room: LiveRoom): Promise<void> {
  signal(room.id, 'whys')
  await show(room)
}

/** What a device wrote on the current moment, by `why-N`. */
export async function ownWhys(room: LiveRoom, token: string): Promise<Record<string, string>> {
  await readWhys(room)
  const { moment, round } = roomState(room.history)
  const asked = Array.from({ length: round }, (_, i) => `why-${i + 1}` as const)
  return Object.fromEntries(
    asked.flatMap((about) => {
      const text = ownWhy(room.whys.sheet, ownOf(room, { moment, about }, token))
      return text === null ? [] : [[about, text]]
    }),
  )
}
