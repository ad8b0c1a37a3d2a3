/** What has changed in the room, for people who cannot see it. A new place is not announced, because its heading takes the focus. */
import { areShown } from '@/scenarios/engine/live/room-state'
import type { RoomView } from '@/scenarios/engine/live/view'
import type { Ballot, Vote } from '@/scenarios/engine/live/ballot'
import { type Entries, type Entry, nameOf } from './answers'
import { ballotOf } from './phone-questions'

export type News =
  | 'voteOpen'
  | 'voteAgain'
  | 'checksOpen'
  | 'voteClosed'
  | 'talk'
  | 'revealed'
  | 'found'
  | 'paused'
  | 'resumed'
  | 'closed'
  | 'sheet'

export function placeOf({ phase, moment, debrief }: Pick<RoomView, 'phase' | 'moment' | 'debrief'>): string {
  switch (phase) {
    case 'lobby':
    case 'opening':
    case 'debrief':
      return phase
    case 'closed':
      // People who are still reading the debrief stay where they are.
      return debrief ? 'debrief' : phase
    case 'consequence':
      return `consequence/${moment}`
    default:
      return `moment/${moment}`
  }
}

export function newsOf(before: RoomView, after: RoomView): News | null {
  if (!before.attendance && after.attendance) return 'sheet'
  if (placeOf(before) !== placeOf(after)) return null
  if (before.paused !== after.paused) return after.paused ? 'paused' : 'resumed'
  if (before.phase !== after.phase && after.phase === 'closed') return 'closed'
  if (before.phase !== after.phase && before.phase === 'closed') return 'resumed'
  if (after.vote && after.vote !== before.vote)
    return after.vote.startsWith('checks-') ? 'checksOpen' : isLater(after.vote) ? 'voteAgain' : 'voteOpen'
  if (after.phase !== before.phase && after.phase === 'discussing') return 'talk'
  if (after.phase !== before.phase && areShown(after.phase)) return 'revealed'
  if ((after.scene?.found.length ?? 0) > (before.scene?.found.length ?? 0)) return 'found'
  return before.vote && !after.vote ? 'voteClosed' : null
}

export const isLater = (vote: Vote): boolean => vote.startsWith('round-') && vote !== 'round-1'

const votesIn = (entries: Entries, moment: number): Entry[] =>
  Object.values(entries).filter(({ answer }) => answer.moment === moment && answer.about !== 'flags' && !('why' in answer))

type Kind = 'round' | 'checks' | 'words'
export function lastVote(entries: Entries, moment: number, kind: Kind): number | null {
  const rounds = votesIn(entries, moment)
    .map(({ answer: { about } }) => about)
    .filter((about) => about.startsWith(`${kind}-`))
    .map((about) => Number(about.slice(kind.length + 1)))
  return rounds.length > 0 ? Math.max(...rounds) : null
}

export function lastBallot(entries: Entries, moment: number, kind: Kind): Ballot | null {
  const n = lastVote(entries, moment, kind)
  return n === null ? null : ballotOf(entries[nameOf({ moment, about: `${kind}-${n}` })]?.counted)
}

export function tooLate(entries: Entries, moment: number): Entry | null {
  const last = votesIn(entries, moment)
    .sort((a, b) => a.answer.seq - b.answer.seq)
    .at(-1)
  return last?.standing === 'closed' ? last : null
}
