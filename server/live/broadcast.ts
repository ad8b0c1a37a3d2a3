import 'server-only'
import type { Screen } from '@/scenarios/engine/live/script'
import type { RoomView } from '@/scenarios/engine/live/view'
import { type LiveRoom, countsNow, peopleOf, viewOf } from './live-room'
import { type Viewer, eventBytes, sendTo } from './sse'

/** What is sent to the screens of a session: a whole view first, then what has changed; the same bytes for all screens of one kind. */

/** What processes tell each other that no database holds. */
export type Shout = `waiting:${number}` | 'refused'
export interface Open {
  room: LiveRoom
  viewers: Set<Viewer>
  /** What each kind of screen was last sent, by parts of the view: unchanged parts are not sent again. */
  sent: Map<Screen, { version: number; parts: Map<string, string>; whole: Buffer }>
  ticking: NodeJS.Timeout | null
  peopleChanged: boolean
  /** The participants that all hosts have been sent; null before the first list. */
  told: ReadonlySet<string> | null
  /** Participants without a stream who asked for the state, and when; see `presence.ts`. */
  polled: Map<string, number>
  /** How many are there and have not answered: through this process, what it said of that last, and what others did. */
  waiting: number
  said: number
  elsewhere: Map<string, { waiting: number; at: number }>
  /** Tells other processes. */
  tell: (what: Shout) => void
  usedAt: number
  /** The version whose totals were last counted and shown. The room itself may be ahead, because writing reads the log first. */
  shown: number
}

/** The whole view for one kind of screen, rendered once per version. */
export function whole(at: Open, role: Screen): Buffer {
  // Send open screens what has changed first: later changes are relative to this version.
  if ((at.sent.get(role)?.version ?? Infinity) < at.room.history.length - 1) broadcast(at)
  return at.sent.get(role)?.whole ?? render(at, role).whole
}
function render(at: Open, role: Screen): { whole: Buffer /** Null if nothing has changed. */; changes: Buffer | null } {
  const view = viewOf(at.room, role)
  const parts = new Map(Object.entries(view).map(([name, value]) => [name, JSON.stringify(value)]))
  const before = at.sent.get(role)?.parts
  const changed = Object.fromEntries(Object.entries(view).filter(([name]) => before?.get(name) !== parts.get(name))) as Partial<RoomView>
  const bytes = eventBytes('view', view, view.version)
  at.sent.set(role, { version: view.version, parts, whole: bytes })
  return { whole: bytes, changes: Object.keys(changed).length === 0 ? null : before ? eventBytes('view', changed, view.version) : bytes }
}

export function broadcast(at: Open): void {
  const bytes = new Map<Screen, Buffer | null>()
  for (const viewer of at.viewers) {
    if (!bytes.has(viewer.role)) bytes.set(viewer.role, render(at, viewer.role).changes)
    if (bytes.get(viewer.role)) sendTo(viewer, bytes.get(viewer.role)!)
  }
  // Forget kinds of screens that nobody has open: later changes would be relative to a view they never saw.
  for (const role of at.sent.keys()) if (!bytes.has(role)) at.sent.delete(role)
  sendCounts(at)
}

export function sendCounts(at: Open): void {
  const bytes = new Map<Screen, Buffer>()
  for (const viewer of at.viewers) {
    if (viewer.role === 'participant') continue
    if (!bytes.has(viewer.role)) bytes.set(viewer.role, eventBytes('counts', countsNow(at.room, viewer.role)))
    sendTo(viewer, bytes.get(viewer.role)!)
  }
  if (at.peopleChanged) sendPeople(at)
}

/** Sends only new participants: while thousands join, a cockpit cannot read the whole list several times a second. */
function sendPeople(at: Open): void {
  const people = peopleOf(at.room)
  const { told } = at
  const fresh = people.filter(({ id }) => !told?.has(id))
  // Somebody was removed, or may have been: nobody knows what was sent before this process read the session.
  const isWhole = told === null || told.size + fresh.length > people.length
  const bytes = isWhole ? eventBytes('people', people) : eventBytes('joined', fresh)
  at.peopleChanged = false
  at.told = new Set(people.map(({ id }) => id))
  for (const viewer of at.viewers) if (viewer.role === 'host') sendTo(viewer, bytes)
}
