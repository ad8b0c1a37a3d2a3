import 'server-only'
import { type Kysely, type Migration, sql } from 'kysely'

/** What the mail server answered where it refused an invitation. And people without a name are listed under their address. */
export const mailAnswers: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .alterTable('invitation')
      .addColumn('mail_answer', 'text', (c) => c.notNull().defaultTo(''))
      .execute()
    // The words of somebody began with a line for their name, whether they had one or not, and so came before every letter.
    const first = sql`substr(words, 1, 1)`
    await sql`update member set words = substr(words, 2) where name = '' and ${first} = ${'\n'}`.execute(db)
  },
}
