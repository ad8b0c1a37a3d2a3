import type { BrowserContext } from '@playwright/test'
import type { Answer } from '@/scenarios/engine/live/ballot'
import type { PlayEvent } from '@/scenarios/engine/play/events'
import { sceneOf, segmentsOf } from '@/scenarios/engine/play/play'
import type { AskedCommand, SessionPlan } from '@/scenarios/engine/live/schema'
import type { Counts } from '@/scenarios/engine/live/facilitator'
import type { RoomView } from '@/scenarios/engine/live/view'
import type { Snapshot } from '@/scenarios/engine/live/wire'
import { type Session, answer, ask, joinBy, openSession, giveCommand } from './live'
import { ballotFor } from './phone'
import { type KnownVariant, stateAfter, tour } from './play'

/** Enough for totals to be shown. */
const PHONES = 5
type Plan = Partial<Record<keyof SessionPlan, string>>

export interface GuidedRoom {
  session: Session
  known: KnownVariant
  cookies: string[]
  view(): Promise<RoomView>
  counted(): Promise<Counts>
  /** Gives a command and waits until it is carried out. @throws if it is refused */
  command(command: AskedCommand): Promise<RoomView>
  /** Every phone flags two sentences that can be signs; the last flags one. */
  flag(): Promise<void>
  /** Every phone answers alike except the first. @param lot the draw for the first, or for each phone */
  vote(lot?: number | ((phone: number) => number)): Promise<void>
  enter(context: BrowserContext, as: 'phone' | 'facilitator', phone?: number): Promise<void>
}

export async function guidedRoom(
  server: string,
  known: KnownVariant,
  plan: Plan = {},
  phones = PHONES,
  locale = 'en',
): Promise<GuidedRoom> {
  const session = await openSession(server, { scenario: known.scenario, variant: known.variant, ...plan }, locale)
  const cookies: string[] = []
  for (let n = 0; n < phones; n++) cookies.push(await joinBy(server, session, plan.names === 'nicknames' ? { name: `Guest ${n + 1}` } : {}))
  let seq = 0
  const snapshot = async () => JSON.parse((await ask(`${session.base}/state?as=facilitator`, { cookie: session.cookie })).body) as Snapshot
  const view = async () => (await snapshot()).view
  const send = async (cookie: string, sent: object) => {
    const taken = await answer(session.base, cookie, { seq: ++seq, ...sent } as Answer)
    if (taken.status !== 200) throw new Error(`an answer was refused: ${taken.status} ${taken.reason}`)
  }
  return {
    session,
    known,
    cookies,
    view,
    counted: async () => (await snapshot()).counts!,
    async command(command) {
      const { status, reason } = await giveCommand(session, (await view()).version, command)
      if (status !== 200) throw new Error(`${command.type} was refused: ${status} ${reason}`)
      return view()
    },
    async flag() {
      const { moment, scene } = await view()
      const segments = scene!.show.flatMap((a) => segmentsOf(a, { facts: [], checks: [] })).map(({ id }) => id)
      const cued = segments.filter((id) => known.compiled.key.segments[id]?.cue !== 'plain')
      const flags = [...cued, ...segments].slice(0, 2)
      await Promise.all(cookies.map((cookie, i) => send(cookie, { moment, about: 'flags', flags: flags.slice(0, i === 0 ? 1 : 2) })))
    },
    async vote(lot = 0.99) {
      const { moment, vote: about, question } = await view()
      const lotOf = typeof lot === 'number' ? (i: number) => (i === 0 ? lot : 0) : lot
      await Promise.all(cookies.map((cookie, i) => send(cookie, { moment, about, ballot: ballotFor(question!, lotOf(i)) })))
    },
    async enter(context, as, phone = 0) {
      const [name, value] = (as === 'facilitator' ? session.cookie : cookies[phone]!).split('; ')[0]!.split('=') as [string, string]
      await context.addCookies([{ name, value, url: server, httpOnly: true, sameSite: 'Lax' }])
    },
  }
}

/** Called with what can be seen now. The room waits for it. */
export type TourVisitor = (name: string, view: RoomView) => Promise<void>

export async function tourMoment(room: GuidedRoom, look: TourVisitor): Promise<void> {
  const here = await room.view()
  const name = here.scene?.title ?? 'the judgement'
  if (here.scene) await room.flag()
  await look(`${name}, read`, await room.view())
  if (here.facilitator!.canCheck) {
    const checking = await room.command({ type: 'askChecks' })
    await look(`${name}, checks`, checking)
    await room.vote()
    if (checking.question?.kind === 'check')
      await look(`${name}, checked`, await room.command({ type: 'check', check: checking.question.checks[0]!.id }))
  }
  await look(`${name}, vote`, await room.command({ type: 'vote' }))
  await room.vote()
  await look(`${name}, talk`, await room.command({ type: 'discuss', seconds: 180 }))
  await room.command({ type: 'vote' })
  await room.vote(0.7)
  await look(`${name}, totals`, await room.command({ type: 'reveal' }))
}

export async function tourDebrief(room: GuidedRoom, look: TourVisitor): Promise<void> {
  const { debrief } = await room.command({ type: 'conclude' })
  for (const [i, part] of debrief!.parts.entries())
    await look(`debrief, ${part}`, i === 0 ? await room.view() : await room.command({ type: 'show', part }))
  await look('closed', await room.command({ type: 'close' }))
}

export async function along(room: GuidedRoom, events: readonly PlayEvent[], look: TourVisitor = async () => {}): Promise<void> {
  let report = false
  for (const [i, event] of events.entries()) {
    if (event.type === 'check') {
      if ((await room.view()).phase === 'reading') await room.command({ type: 'askChecks' })
      await room.command({ type: 'check', check: event.check })
    } else if (event.type === 'decide') {
      const after = await room.command({ type: 'decide', by: 'facilitator', choices: event.choices, report })
      report = false
      if (after.phase !== 'consequence') continue
      await look(`what follows ${after.moment}`, after)
      // A room that reported reads the reply, even if nothing else follows.
      if (events[i + 1] && events[i + 1]!.type !== 'continue') await room.command({ type: 'continue' })
    } else if (event.type === 'report') report = true
    else if (event.type === 'continue') await room.command({ type: 'continue' })
  }
}

export async function tourShortly(room: GuidedRoom, look: TourVisitor): Promise<void> {
  const way = tour(room.known)
  const { play } = room.known.compiled
  const worth = way.map((e, i) => {
    if (e.type !== 'decide' || way[i + 1]?.type !== 'continue') return 0
    return 1 + Number(sceneOf(play, stateAfter(room.known, way.slice(0, i))).rating) + 2 * Number(Object.keys(e.choices).length > 1)
  })
  const moment = worth.indexOf(Math.max(...worth))
  await look('lobby', await room.view())
  await look('opening', await room.command({ type: 'introduce' }))
  await room.command({ type: 'start' })
  await along(room, way.slice(0, moment))
  await tourMoment(room, look)
  await along(room, [{ type: 'report' }, way[moment]!])
  await look('what follows', await room.view())
  await look('paused', await room.command({ type: 'pause' }))
  await room.command({ type: 'resume' })
  await along(room, way.slice(moment + 1))
  await tourMoment(room, look)
  await tourDebrief(room, look)
}
