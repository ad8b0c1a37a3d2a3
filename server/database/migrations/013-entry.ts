import 'server-only'
import { type Kysely, type Migration, sql } from 'kysely'

export const entry: Migration = {
  async up(db: Kysely<unknown>) {
    // Where browsers have cookies by the names from before there was a prefix, those are read for as long as a browser keeps them.
    await sql`insert into setting (name, body, updated_at) select 'old-cookies', '{}', ${Date.now()}
      where exists (select 1 from device) or exists (select 1 from session) or exists (select 1 from room)`.execute(db)
  },
}
