import 'server-only'
import { randomInt } from 'node:crypto'
import { type RoomRow, database, isDuplicate } from '../database'

export const CODE_LIFE = 12 * 3600_000

export async function withNewCode<T>(use: (code: string) => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await use(String(randomInt(10 ** 8)).padStart(8, '0'))
    } catch (error) {
      if (!isDuplicate(error) || tries === 5) throw error
    }
  }
}

/** Replaces the join code, so that the old one stops working. People who have joined stay. */
export const renewCode = (id: string): Promise<unknown> =>
  withNewCode((code) =>
    database()
      .updateTable('room')
      .set({ code, code_expires_at: Date.now() + CODE_LIFE })
      .where('id', '=', id)
      .execute(),
  )

export function roomOfCode(code: string): Promise<RoomRow | undefined> {
  const asked = asking.get(code)
  if (asked) return asked
  const answer = database()
    .selectFrom('room')
    .selectAll()
    .where('code', '=', code)
    .where('code_expires_at', '>', Date.now())
    .executeTakeFirst()
    .finally(() => asking.delete(code))
  asking.set(code, answer)
  return answer
}
/** A whole room asks at once, so requests that arrive during a query share its result. */
const asking = new Map<string, Promise<RoomRow | undefined>>()
