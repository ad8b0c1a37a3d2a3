import 'server-only'
import { type Kysely, type Migration, sql } from 'kysely'

/** Codes are now shown only when complete. Codes that were shown before are hidden again until they appear with a crowd. */
export const codesComplete: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`update enrolment set listed_at = null where completed_at is null`.execute(db)
  },
}
