import type { UnreadLine } from '@/server/accounts/typed-people'
import type { Encoding } from '@/server/platform/encoding'

export interface KeptPeople {
  text: string
  cohort: string
  roles: string[]
  q: string
  accounts: string[]
  unread: UnreadLine[]
  /** `look`: we show what we read of a file. */
  note?: 'empty' | 'choose' | 'tooMany' | 'big' | 'closed' | 'look'
  encoding?: { is: Encoding; sure: boolean }
  unproved?: string
}
/** How many people were added, and how. `said` is null where people are codes, because even people who were there already must not stand out. */
export interface AdditionCounts {
  said: { enrolled: number; invited: number; already: number } | null
}
