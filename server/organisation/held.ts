import 'server-only'
import type { ExpressionBuilder } from 'kysely'
import { database } from '../database'
import type { Tables } from '../database/row-types/tables'

/** A hold (`server/privacy/holds.ts`) that is neither on a person nor on a course. */
export const isOnEverything = (e: ExpressionBuilder<Tables, 'hold'>) => e.and([e('user_id', 'is', null), e('course_id', 'is', null)])

/** While a case is open, no job deletes anything about people. */
export const everythingHeld = async (now = Date.now()): Promise<boolean> =>
  (await database().selectFrom('hold').select('id').where('until', '>=', now).where(isOnEverything).executeTakeFirst()) !== undefined
