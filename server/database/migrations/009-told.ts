import 'server-only'
import { type Kysely, type Migration, sql } from 'kysely'

/**
 * Notices keep the name and address of the person who acted, even after that account is gone; notices of one kind are one row; an
 * invitation knows who created it.
 */
export const told: Migration = {
  async up(db: Kysely<unknown>) {
    const column = (table: string, name: string, type: 'text' | 'bigint') => db.schema.alterTable(table).addColumn(name, type).execute()
    await column('notice', 'by_name', 'text')
    await column('notice', 'by_email', 'text')
    await column('notice', 'seen_at', 'bigint')
    await db.schema
      .alterTable('notice')
      .addColumn('times', 'integer', (c) => c.notNull().defaultTo(1))
      .execute()
    for (const [own, theirs] of [
      ['by_name', 'name'],
      ['by_email', 'email'],
    ] as const) {
      await sql`update notice set ${sql.ref(own)} = (select ${sql.ref(`user.${theirs}`)} from user_alias join "user" on "user".id = user_alias.user_id where user_alias.alias = notice.actor)`.execute(
        db,
      )
    }
    await db.schema.alterTable('notice').dropColumn('actor').execute()
    await db.schema
      .alterTable('invitation')
      .addColumn('invited_by', 'text', (c) => c.references('user.id').onDelete('set null'))
      .execute()
    await db.schema.createIndex('invitation_by').on('invitation').column('invited_by').execute()
  },
}
