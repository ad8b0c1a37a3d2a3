import 'server-only'
import { limiter, spend } from './limits'

/** What one person or network may take up here. Far above what anybody needs; below what would slow others down. */
export const BUDGETS = {
  /** Practice attempts of a learner at one pattern that are kept: the oldest makes room for the next. */
  practice: 200,
  /** Attempts of a learner at one pattern that are meant to be learnt from; further ones are practice. */
  learn: 200,
  /** Events of an attempt from which on nothing is flagged or unflagged. Decisions go on: they end by themselves. */
  events: 600,
  /** Sessions that one host may hold open to joining. */
  rooms: 20,
  /** Attempts that whoever has no account may start in an hour from one network, which a whole venue may share. */
  starts: 3_000,
} as const

const starts = limiter('starts', BUDGETS.starts, 3600)
/** Takes one of a network's budget. @returns false where nothing is left of it */
export const mayStart = async (network: string): Promise<boolean> => (await spend(starts, network)) === 0
