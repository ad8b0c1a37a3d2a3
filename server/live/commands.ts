import 'server-only'
import { REPORTED, majority, roomReports } from '@/scenarios/engine/live/ballot'
import { offered, sceneOf } from '@/scenarios/engine/play/play'
import { type RoomCommand, type RoomState, areShown } from '@/scenarios/engine/live/room-state'
import { type RoomHistory, command, roomState } from '@/scenarios/engine/live/room'
import type { AskedCommand, CommandMessage, FacilitatorAction } from '@/scenarios/engine/live/schema'
import type { CommandRefusal } from '@/scenarios/engine/live/wire'
import { type Database, database } from '../database'
import { renewCode } from './codes'
import { mostIn } from './joins'
import { type LiveRoom, advance, exclusively, readPeople } from './live-room'
import { everywhere } from './open-rooms'
import { signalIn } from './room-signals'
import { counted, dismiss, show } from './screens'
import { countMoment } from './totals'
import { actOnWhy } from './whys'

export type CommandOutcome = { ok: true; version: number } | { ok: false; reason: CommandRefusal; version: number; tied?: string[] }

/** Carries out a command if the cockpit shows the current version. All screens get it once it is committed. */
export async function carryOut(room: LiveRoom, { version, command: asked }: CommandMessage): Promise<CommandOutcome> {
  const at = Date.now()
  const done = await exclusively(
    room,
    async (db, row): Promise<Exclude<CommandOutcome, { ok: true }> | { ok: true; history: RoomHistory }> => {
      if (row.version !== version) return { ok: false, reason: 'moved-on', version: row.version }
      if (asked.type === 'reopen' && row.summary !== null) return { ok: false, reason: 'purged', version }
      const filled = await fillIn(room, asked, at, db)
      if (!filled.ok) return { ...filled, version }
      const step = command(room.history, filled.given)
      if (!step.ok) return { ok: false, reason: step.reason, version }
      await db
        .insertInto('room_command')
        .values({ room_id: room.id, version: version + 1, body: JSON.stringify(filled.given), at })
        .execute()
      await db
        .updateTable('room')
        .set({ version: version + 1, active_at: at })
        .where('id', '=', room.id)
        .execute()
      await signalIn(db, room.id, 'version')
      return step
    },
  )
  if (!done) return { ok: false, reason: 'forbidden', version }
  if (!done.ok) return done
  // Another request may have read it from the log already.
  if (room.history.length === version + 1) advance(room, done.history, at)
  await show(room)
  return { ok: true, version: version + 1 }
}

/** Commands that stop the clocks or start them again. */
type ClockCommand = Extract<RoomCommand, { at?: number }>
type FilledCommand = { ok: true; given: RoomCommand } | { ok: false; reason: CommandRefusal; tied?: string[] }

/** Adds what only the server knows: the time, what the majority chose, and whether the room reports. */
async function fillIn(room: LiveRoom, asked: AskedCommand, at: number, db: Database): Promise<FilledCommand> {
  const now = roomState(room.history)
  const ends = (seconds = 0) => (seconds > 0 ? at + seconds * 1000 : null)
  switch (asked.type) {
    case 'vote':
    case 'discuss':
      return { ok: true, given: { type: asked.type, until: ends(asked.seconds) } }
    case 'timer':
      // Counts from now if the timer has run out or there was none.
      return { ok: true, given: { type: 'timer', until: Math.max(at, Math.max(at, now.until ?? at) + asked.seconds * 1000) } }
    case 'pause':
    case 'resume':
    case 'close':
    case 'reopen':
    case 'return':
      return { ok: true, given: { ...(asked as ClockCommand), at } }
    case 'decide':
      return decided(room, asked, now, db)
    default:
      return { ok: true, given: asked }
  }
}

async function decided(
  room: LiveRoom,
  asked: Extract<AskedCommand, { type: 'decide' }>,
  now: RoomState,
  db: Database,
): Promise<FilledCommand> {
  const { play, moment, phase, act } = now
  if (play.phase !== 'scene') return { ok: false, reason: 'not-now' }
  const { rounds, words } = await countMoment(room, moment, db)
  const last = rounds.at(-1)
  const report = room.script.measured && (asked.report ?? (last !== undefined && roomReports(last)))
  if (asked.by === 'facilitator') return { ok: true, given: { ...asked, report } }
  const worded = phase === 'wording' ? act : null
  const counted = worded === null ? last : words
  if (!counted || counted.voted === 0) return { ok: false, reason: 'nobody-voted' }
  // With so few votes, the choice would reveal who made it.
  if (counted.few) return { ok: false, reason: 'too-few' }
  const chosen = majority(offered(sceneOf(room.script.play, play), play), counted, worded)
  return chosen.ok
    ? { ok: true, given: { type: 'decide', choices: chosen.choices, by: 'majority', report } }
    : { ok: false, reason: 'tie', tied: chosen.tied }
}

type ActionOutcome = { ok: true } | { ok: false; reason: CommandRefusal }

/** Facilitator actions outside the log: remove a participant, enter counted hands, save a note, renew the code. */
export async function facilitatorAction(room: LiveRoom, message: FacilitatorAction): Promise<ActionOutcome> {
  switch (message.type) {
    case 'remove':
      return remove(room, message.participant)
    case 'hands':
      return countHands(room, message.counts)
    case 'note': {
      const { moment, text } = message
      await database()
        .insertInto('room_note')
        .values({ room_id: room.id, moment, body: text })
        .onConflict((c) => c.columns(['room_id', 'moment']).doUpdateSet({ body: text }))
        .execute()
      return { ok: true }
    }
    case 'why':
    case 'whys':
      return (await actOnWhy(room, message)) ? { ok: true } : { ok: false, reason: 'not-now' }
    case 'code': {
      await renewCode(room.id)
      await everywhere(room.id, 'reload')
      return { ok: true }
    }
  }
}

/** What they sent stays in the totals, because the difference would reveal it. Nobody can be removed after the close. */
async function remove(room: LiveRoom, participant: string): Promise<ActionOutcome> {
  const done = await exclusively(room, async (db) => {
    if (roomState(room.history).phase === 'closed') return false
    await db
      .updateTable('room_participant')
      .set({ removed: 1, name: '' })
      .where('room_id', '=', room.id)
      .where('id', '=', participant)
      .execute()
    await db
      .updateTable('room')
      .set((e) => ({ removals: e('removals', '+', 1) }))
      .where('id', '=', room.id)
      .execute()
    return true
  })
  if (!done) return { ok: false, reason: 'not-now' }
  await readPeople(room, database())
  dismiss(room, participant)
  counted(room, true)
  await show(room, true)
  return { ok: true }
}

/** Replaces an earlier count. The expected size is a guess, so as many hands count as people may join. */
async function countHands(room: LiveRoom, hands: Record<string, number>): Promise<ActionOutcome> {
  const { phase, moment, round, asked } = roomState(room.history)
  const about =
    phase === 'checking' || phase === 'weighed'
      ? `checks-${asked}`
      : round > 0 && ['voting', 'discussing', 'revealed'].includes(phase)
        ? `round-${round}`
        : null
  if (!about) return { ok: false, reason: 'not-now' }
  const { [REPORTED]: reported = 0, ...raised } = hands
  if (reported > 0 && !room.script.measured) return { ok: false, reason: 'not-now' }
  const all = Object.values(raised).reduce((sum, n) => sum + n, 0)
  if (all > mostIn(room.plan)) return { ok: false, reason: 'too-many-hands' }
  if (reported > all) return { ok: false, reason: 'too-many-reported' }
  const body = JSON.stringify({ hands })
  await database()
    .insertInto('room_answer')
    .values({ room_id: room.id, moment, about, participant: 'hands', seq: Date.now(), body })
    .onConflict((c) => c.columns(['room_id', 'moment', 'about', 'participant']).doUpdateSet({ body }))
    .execute()
  counted(room)
  if (areShown(phase)) await show(room)
  return { ok: true }
}
