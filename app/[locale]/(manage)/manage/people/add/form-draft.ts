import type { AlreadyThere } from '@/server/enrolment/already-there'
import type { ListedPersonWithRoles, UnreadLine } from '@/server/accounts/typed-people'
import type { Encoding } from '@/server/platform/encoding'

export interface KeptPeople {
  text: string
  cohort: string
  roles: string[]
  q: string
  accounts: string[]
  unread: UnreadLine[]
  unused?: string[]
  note?: 'empty' | 'choose' | 'tooMany' | 'big' | 'slow' | 'closed'
  look?: FileLook
  unproved?: string
  plan?: AdditionPlan
}
/** Who of a list is new in a course, and who is there already. What to do with the latter is asked before anything happens. */
export interface AdditionPlan {
  fresh: number
  there: AlreadyThere[]
  /** How many of them are in another cohort. */
  elsewhere: number
  /** Tells whether the answer is about these people. */
  mark: string
}
/** What we show of a file before anybody in it is added. */
export interface FileLook {
  count: number
  withRoles: boolean
  administrators: boolean
  /** The first people; if somebody has to check the letters of names, only those whose names have others than English. */
  sample: ListedPersonWithRoles[]
  /** How it was read, if somebody has to check that. */
  unsure: Encoding | null
  /** How many lines could not be read, and the first of them. */
  unreadCount: number
  unread: UnreadLine[]
}
/** How many people were added, and how. `said` is null where people are codes, because even people who were there already must not stand out. */
export interface AdditionCounts {
  said: { enrolled: number; invited: number; already: number; moved: number } | null
}
