import 'server-only'
import type { z } from 'zod'
import { database } from '.'

/** Keys that all processes share, in a row of `setting`. */
export const storedKeys = <K>(name: string, schema: z.ZodType<K[]>) => ({
  async read(): Promise<{ body: string; keys: K[] } | null> {
    const row = await database().selectFrom('setting').select('body').where('name', '=', name).executeTakeFirst()
    return row ? { body: row.body, keys: schema.parse(JSON.parse(row.body)) } : null
  },
  /** If two processes write at once, one write wins, and both read it afterwards. @param before what was read */
  async write(before: { body: string } | null, keys: readonly K[], now: number): Promise<void> {
    const body = JSON.stringify(keys)
    if (before)
      await database()
        .updateTable('setting')
        .set({ body, updated_at: now })
        .where('name', '=', name)
        .where('body', '=', before.body)
        .execute()
    else
      await database()
        .insertInto('setting')
        .values({ name, body, updated_at: now })
        .onConflict((c) => c.column('name').doNothing())
        .execute()
  },
})
