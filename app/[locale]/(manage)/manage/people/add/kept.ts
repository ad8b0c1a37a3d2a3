import type { UnreadLine } from '@/server/accounts/people-list'
import type { Encoding } from '@/server/platform/encoding'

/** What was typed, and what is still to be corrected in it. */
export interface KeptPeople {
  text: string
  cohort: string
  roles: string[]
  /** What was searched for among the accounts, and the addresses of those that were ticked. */
  q: string
  accounts: string[]
  unread: UnreadLine[]
  /** `look`: what was read of a file. */
  note?: 'empty' | 'choose' | 'tooMany' | 'big' | 'closed' | 'look'
  /** How the letters of the file were read. */
  encoding?: { is: Encoding; sure: boolean }
  /** Why the password that confirms an administrator's role was not taken. */
  unproved?: string
}
/** What became of the others. `said` is null where people are codes: even those who were there already are not told apart. */
export interface AdditionCounts {
  said: { enrolled: number; invited: number; already: number } | null
}
