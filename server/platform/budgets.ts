import 'server-only'
import { limiter, spend } from './rate-limits'

/** Upper limits for one person or network, far above what anybody needs and below what would slow others down. */
export const BUDGETS = {
  /** Practice attempts, and repeats, kept for a learner at one scenario. The oldest makes room for the next. */
  practice: 200,
  /** Learning attempts of a learner at one scenario. Further ones count as practice. */
  learn: 200,
  /** Events in an attempt after which we accept no more flags. We still accept decisions, because an attempt has only so many. */
  events: 600,
  /** Sessions that one facilitator may have open to joining at once. */
  rooms: 20,
  /** Attempts that people without an account may start in an hour from one network, which a whole venue may share. */
  starts: 3_000,
} as const

const starts = limiter('starts', BUDGETS.starts, 3600)
/** Takes one from a network's budget. @returns false if none are left */
export const mayStart = async (network: string): Promise<boolean> => (await spend(starts, network)) === 0
