import 'server-only'
import { type Kysely, type Migration, sql } from 'kysely'

export const entry: Migration = {
  async up(db: Kysely<unknown>) {
    // If browsers may still have cookies from before the prefix, their old names are read for as long as a browser keeps them.
    await sql`insert into setting (name, body, updated_at) select 'old-cookies', '{}', ${Date.now()}
      where exists (select 1 from device) or exists (select 1 from session) or exists (select 1 from room)`.execute(db)
  },
}
