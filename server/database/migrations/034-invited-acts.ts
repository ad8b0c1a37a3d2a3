import 'server-only'
import type { Kysely, Migration } from 'kysely'

/**
 * Acts on people who are invited to a course and have not joined it: they can be exempt, and can have a due day of their own. And a notice
 * about a course says which, and by when; the reason is read from the act.
 */
export const invitedActs: Migration = {
  async up(db: Kysely<unknown>) {
    for (const column of ['exempt_at', 'due_at']) await db.schema.alterTable('invitation').addColumn(column, 'bigint').execute()
    await db.schema
      .createTable('invited_before')
      .addColumn('act_id', 'text', (c) => c.notNull().references('record_act.id').onDelete('cascade'))
      .addColumn('member_id', 'text', (c) => c.notNull().references('member.id').onDelete('cascade'))
      .addColumn('before', 'text', (c) => c.notNull())
      .addColumn('after', 'text', (c) => c.notNull())
      .addColumn('undone_at', 'bigint')
      .addPrimaryKeyConstraint('invited_before_key', ['act_id', 'member_id'])
      .execute()
    await db.schema.createIndex('invited_before_member').on('invited_before').column('member_id').execute()
    await db.schema.alterTable('notice').addColumn('course', 'text').execute()
    await db.schema.alterTable('notice').addColumn('day', 'bigint').execute()
    await db.schema
      .alterTable('notice')
      .addColumn('act_id', 'text', (c) => c.references('record_act.id').onDelete('set null'))
      .execute()
  },
}
