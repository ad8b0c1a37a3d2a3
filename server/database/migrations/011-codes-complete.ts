import 'server-only'
import { type Kysely, type Migration, sql } from 'kysely'

/** Codes are shown once they are complete: those that were shown before wait again, and come with a crowd. */
export const codesComplete: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`update enrolment set listed_at = null where completed_at is null`.execute(db)
  },
}
