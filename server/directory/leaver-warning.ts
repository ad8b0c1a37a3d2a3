import 'server-only'
import { database } from '../database'
import { config } from '../platform/config'
import type { Counts } from './reading'
import type { Run } from './runs'

/** This many people may always leave, however small the staff. */
const FEW = 3

/** Whether a larger share than the setting allows would leave at once. Then the file is more likely cut off than the staff gone. */
export const tooManyLeave = ({ leave, listed }: Pick<Counts, 'leave' | 'listed'>, share = config().DIRECTORY_MOST_LEAVERS): boolean =>
  leave > FEW && leave * 100 > share * listed

/** Why a reading looks like the wrong file: too many people would leave, or the reader or the last administrator would. */
export interface LeaverWarning {
  leave: number
  listed: number
  you: boolean
  /** The administrator who stays because there would be no other left. */
  last: 'you' | 'other' | null
}
/** @param user who looks at it @returns null if nothing is odd */
export async function leaverWarning(run: Run, user: string): Promise<LeaverWarning | null> {
  const { leave, listed } = run.counts
  const lines = () =>
    database().selectFrom('directory_change').innerJoin('member', 'member.id', 'member_id').select('user_id').where('run_id', '=', run.id)
  const you = await lines().where('kind', '=', 'leave').where('user_id', '=', user).executeTakeFirst()
  // A quotation mark inside a text of the body is escaped, so the match is exact.
  const last = await lines().where('kind', '=', 'kept').where('body', 'like', '%"why":"last-administrator"%').executeTakeFirst()
  if (!you && !last && run.state !== 'held' && !tooManyLeave(run.counts)) return null
  const stays = !last ? null : last.user_id === user ? 'you' : 'other'
  return { leave, listed: Math.max(leave, listed), you: you !== undefined, last: stays }
}

export const needsConfirmation = (warning: LeaverWarning | null): boolean => warning !== null && warning.leave > 0
