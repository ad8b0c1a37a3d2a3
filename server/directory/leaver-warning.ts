import 'server-only'
import { database } from '../database'
import { config } from '../platform/config'
import type { Counts } from './reading'
import type { Run } from './runs'

/** So few may always leave, however small the staff. */
const FEW = 3

/** Whether more than the share that is set would leave at once: rather a file that was cut off than a staff that has gone. */
export const tooManyLeave = ({ leave, listed }: Pick<Counts, 'leave' | 'listed'>, share = config().DIRECTORY_MOST_LEAVERS): boolean =>
  leave > FEW && leave * 100 > share * listed

/** Why a reading looks like the wrong file: too many would leave, or somebody who hardly means to. */
export interface LeaverWarning {
  leave: number
  listed: number
  /** Whether whoever looks at it would leave. */
  you: boolean
  /** Who stays all the same, because no administrator would be left. */
  last: 'you' | 'other' | null
}
/** @param user who looks at it @returns null where nothing is odd */
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

/** Whether it is applied only once somebody has said that these people have left. */
export const needsConfirmation = (warning: LeaverWarning | null): boolean => warning !== null && warning.leave > 0
