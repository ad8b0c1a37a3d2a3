import type { UnreadLine } from '@/server/accounts/typed-people'
import type { Encoding } from '@/server/platform/encoding'

/** What was typed, and what still has to be corrected in it. */
export interface KeptPeople {
  text: string
  cohort: string
  roles: string[]
  /** The search among the accounts, and the addresses of those that were ticked. */
  q: string
  accounts: string[]
  unread: UnreadLine[]
  /** `look`: we show what we read of a file. */
  note?: 'empty' | 'choose' | 'tooMany' | 'big' | 'closed' | 'look'
  /** The encoding in which we read the file. */
  encoding?: { is: Encoding; sure: boolean }
  /** Why we refused the password that confirms an administrator's role. */
  unproved?: string
}
/** What happened to the others. `said` is null where people are codes, because even people who were there already must not stand out. */
export interface AdditionCounts {
  said: { enrolled: number; invited: number; already: number } | null
}
