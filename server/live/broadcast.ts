import 'server-only'
import type { Role } from '@/scenarios/engine/live/script'
import type { RoomView } from '@/scenarios/engine/live/view'
import { type LiveRoom, countsNow, peopleOf, viewOf } from './live-room'
import { type Viewer, eventBytes, sendTo } from './sse'

/** What goes to the screens of a session: a whole view at first, then what has changed, the same bytes for everybody of a role. */

export interface Open {
  room: LiveRoom
  viewers: Set<Viewer>
  /** What each role was last sent, by the view's parts: what has not changed is not sent again. */
  sent: Map<Role, { version: number; parts: Map<string, string>; whole: Buffer }>
  ticking: NodeJS.Timeout | null
  peopleChanged: boolean
  /** Whom the hosts were told of. */
  told: ReadonlySet<string>
  usedAt: number
  /** The version whose totals were counted and shown. Who writes reads the log first: the room itself may be further on. */
  shown: number
}

/** The whole view of a role, made once a version. */
export function whole(at: Open, role: Role): Buffer {
  // Those who look already are sent what has changed since: from here on the next changes are told against this.
  if ((at.sent.get(role)?.version ?? Infinity) < at.room.history.length - 1) broadcast(at)
  return at.sent.get(role)?.whole ?? render(at, role).whole
}
function render(at: Open, role: Role): { whole: Buffer /** Null where nothing has changed. */; changes: Buffer | null } {
  const view = viewOf(at.room, role)
  const parts = new Map(Object.entries(view).map(([name, value]) => [name, JSON.stringify(value)]))
  const before = at.sent.get(role)?.parts
  const changed = Object.fromEntries(Object.entries(view).filter(([name]) => before?.get(name) !== parts.get(name))) as Partial<RoomView>
  const bytes = eventBytes('view', view, view.version)
  at.sent.set(role, { version: view.version, parts, whole: bytes })
  return { whole: bytes, changes: Object.keys(changed).length === 0 ? null : before ? eventBytes('view', changed, view.version) : bytes }
}

export function broadcast(at: Open): void {
  const bytes = new Map<Role, Buffer | null>()
  for (const viewer of at.viewers) {
    if (!bytes.has(viewer.role)) bytes.set(viewer.role, render(at, viewer.role).changes)
    if (bytes.get(viewer.role)) sendTo(viewer, bytes.get(viewer.role)!)
  }
  // A role nobody looks through now would be sent changes against what it never saw.
  for (const role of at.sent.keys()) if (!bytes.has(role)) at.sent.delete(role)
  sendCounts(at)
}

export function sendCounts(at: Open): void {
  const bytes = new Map<Role, Buffer>()
  for (const viewer of at.viewers) {
    if (viewer.role === 'participant') continue
    if (!bytes.has(viewer.role)) bytes.set(viewer.role, eventBytes('counts', countsNow(at.room, viewer.role)))
    sendTo(viewer, bytes.get(viewer.role)!)
  }
  if (at.peopleChanged) sendPeople(at)
}

/** Who is new alone: while thousands join, the whole list several times a second is more than a cockpit reads. */
function sendPeople(at: Open): void {
  const people = peopleOf(at.room)
  const fresh = people.filter(({ id }) => !at.told.has(id))
  const bytes = at.told.size + fresh.length > people.length ? eventBytes('people', people) : eventBytes('joined', fresh)
  at.peopleChanged = false
  at.told = new Set(people.map(({ id }) => id))
  for (const viewer of at.viewers) if (viewer.role === 'host') sendTo(viewer, bytes)
}
