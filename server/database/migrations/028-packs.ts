import 'server-only'
import type { Kysely, Migration } from 'kysely'

/** Auditor's packs: asked for, made by a job, kept for a while in parts that both databases hold. And how many mails went out, by day. */
export const packs: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('pack')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('course_id', 'text', (c) => c.references('course.id').onDelete('cascade'))
      .addColumn('from_day', 'text', (c) => c.notNull())
      .addColumn('to_day', 'text', (c) => c.notNull())
      .addColumn('locale', 'text', (c) => c.notNull())
      .addColumn('user_id', 'text', (c) => c.notNull().references('user.id').onDelete('cascade'))
      .addColumn('state', 'text', (c) => c.notNull())
      .addColumn('progress', 'integer', (c) => c.notNull().defaultTo(0))
      .addColumn('tries', 'integer', (c) => c.notNull().defaultTo(0))
      .addColumn('asked_at', 'bigint', (c) => c.notNull())
      .addColumn('held_until', 'bigint', (c) => c.notNull().defaultTo(0))
      .addColumn('made_at', 'bigint')
      .addColumn('bytes', 'integer', (c) => c.notNull().defaultTo(0))
      .execute()
    await db.schema
      .createTable('pack_part')
      .addColumn('pack_id', 'text', (c) => c.notNull().references('pack.id').onDelete('cascade'))
      .addColumn('part', 'integer', (c) => c.notNull())
      .addColumn('body', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('pack_part_key', ['pack_id', 'part'])
      .execute()
    await db.schema
      .createTable('mail_day')
      .addColumn('course_id', 'text', (c) => c.notNull().references('course.id').onDelete('cascade'))
      .addColumn('day', 'text', (c) => c.notNull())
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('sent', 'integer', (c) => c.notNull())
      .addPrimaryKeyConstraint('mail_day_key', ['course_id', 'day', 'kind'])
      .execute()
  },
}
