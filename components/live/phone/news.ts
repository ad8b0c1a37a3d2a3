/** What has changed in the room, for people who cannot see it happen. A new place is not news: its heading takes the focus. */
import type { RoomView } from '@/scenarios/engine/live/view'
import type { Entries, Entry } from './answers'

export type News = 'voteOpen' | 'voteAgain' | 'checksOpen' | 'voteClosed' | 'talk' | 'revealed' | 'found' | 'paused' | 'resumed'

/** Where the phone is: another place has another heading. */
export function placeOf({ phase, moment }: Pick<RoomView, 'phase' | 'moment'>): string {
  switch (phase) {
    case 'lobby':
    case 'opening':
    case 'debrief':
    case 'closed':
      return phase
    case 'consequence':
      return `consequence/${moment}`
    default:
      return `moment/${moment}`
  }
}

export function newsOf(before: RoomView, after: RoomView): News | null {
  if (placeOf(before) !== placeOf(after)) return null
  if (before.paused !== after.paused) return after.paused ? 'paused' : 'resumed'
  if (after.vote && after.vote !== before.vote)
    return after.vote.startsWith('checks-') ? 'checksOpen' : after.vote === 'round-1' ? 'voteOpen' : 'voteAgain'
  if (after.phase !== before.phase && after.phase === 'discussing') return 'talk'
  if (after.phase !== before.phase && after.phase === 'revealed') return 'revealed'
  if ((after.scene?.found.length ?? 0) > (before.scene?.found.length ?? 0)) return 'found'
  return before.vote && !after.vote ? 'voteClosed' : null
}

const votesIn = (entries: Entries, moment: number): Entry[] =>
  Object.values(entries).filter(({ answer }) => answer.moment === moment && answer.about !== 'flags')

/** The latest vote of a moment in which this phone took part; null if there is none. */
export function lastRound(entries: Entries, moment: number): number | null {
  const rounds = votesIn(entries, moment)
    .map(({ answer: { about } }) => about)
    .filter((about) => about.startsWith('round-'))
    .map((about) => Number(about.slice('round-'.length)))
  return rounds.length > 0 ? Math.max(...rounds) : null
}

/** This phone's last answer in a moment, if it came too late. */
export function tooLate(entries: Entries, moment: number): Entry | null {
  const last = votesIn(entries, moment)
    .sort((a, b) => a.answer.seq - b.answer.seq)
    .at(-1)
  return last?.standing === 'closed' ? last : null
}
