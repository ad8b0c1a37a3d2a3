/** What has changed in the room, for those who do not see it happen. A new place is not news: its heading takes the focus. */
import type { Entries } from './answers'
import type { RoomView } from '@/scenarios/engine/room-view'

export type News = 'voteOpen' | 'voteAgain' | 'checksOpen' | 'voteClosed' | 'talk' | 'revealed' | 'found' | 'paused' | 'resumed'

/** Where the phone is: another place has another heading. */
export function placeOf({ phase, moment }: Pick<RoomView, 'phase' | 'moment'>): string {
  switch (phase) {
    case 'lobby': case 'debrief': case 'closed': return phase
    case 'consequence': return `consequence/${moment}`
    default: return `moment/${moment}`
  }
}

export function newsOf(before: RoomView, after: RoomView): News | null {
  if (placeOf(before) !== placeOf(after)) return null
  if (before.paused !== after.paused) return after.paused ? 'paused' : 'resumed'
  if (after.vote && after.vote !== before.vote) return after.vote.startsWith('checks-') ? 'checksOpen' : after.vote === 'round-1' ? 'voteOpen' : 'voteAgain'
  if (after.phase !== before.phase && after.phase === 'discussing') return 'talk'
  if (after.phase !== before.phase && after.phase === 'revealed') return 'revealed'
  if ((after.scene?.found.length ?? 0) > (before.scene?.found.length ?? 0)) return 'found'
  return before.vote && !after.vote ? 'voteClosed' : null
}

/** The latest vote of a moment in which this phone has a part; null where it has none. */
export function lastRound(entries: Entries, moment: number): number | null {
  const rounds = Object.values(entries).map(({ answer }) => answer)
    .filter((a) => a.moment === moment && a.about.startsWith('round-')).map((a) => Number(a.about.slice('round-'.length)))
  return rounds.length > 0 ? Math.max(...rounds) : null
}
