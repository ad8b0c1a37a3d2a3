import 'server-only'
import type { Kysely, Migration } from 'kysely'

/**
 * Readings of the directory and what each would change, cohorts that fill by a rule, and whom a rule has brought into one. A person has a
 * language, and it is known who recorded that they left: what a person decided, no file takes back.
 */
export const directory: Migration = {
  async up(db: Kysely<unknown>) {
    for (const column of ['language', 'left_by'])
      await db.schema
        .alterTable('member')
        .addColumn(column, 'text', (c) => c.notNull().defaultTo(''))
        .execute()
    await db.schema.alterTable('cohort').addColumn('rule', 'text').execute()
    await db.schema
      .createTable('cohort_joiner')
      .addColumn('cohort_id', 'text', (c) => c.notNull().references('cohort.id').onDelete('cascade'))
      .addColumn('member_id', 'text', (c) => c.notNull().references('member.id').onDelete('cascade'))
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addColumn('outside_at', 'bigint')
      .addPrimaryKeyConstraint('cohort_joiner_key', ['cohort_id', 'member_id'])
      .execute()
    await db.schema.createIndex('cohort_joiner_member').on('cohort_joiner').column('member_id').execute()
    await db.schema
      .createTable('directory_run')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('source', 'text', (c) => c.notNull())
      .addColumn('state', 'text', (c) => c.notNull())
      .addColumn('reason', 'text', (c) => c.notNull().defaultTo(''))
      .addColumn('digest', 'text', (c) => c.notNull())
      .addColumn('encoding', 'text', (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addColumn('read_by', 'text', (c) => c.references('user.id').onDelete('set null'))
      .addColumn('lines', 'integer', (c) => c.notNull())
      .addColumn('counts', 'text', (c) => c.notNull())
      .addColumn('done', 'integer', (c) => c.notNull().defaultTo(0))
      .addColumn('applied_at', 'bigint')
      .addColumn('held_until', 'bigint')
      .execute()
    await db.schema
      .createTable('directory_change')
      .addColumn('run_id', 'text', (c) => c.notNull().references('directory_run.id').onDelete('cascade'))
      .addColumn('n', 'integer', (c) => c.notNull())
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('member_id', 'text', (c) => c.references('member.id').onDelete('cascade'))
      .addColumn('address', 'text', (c) => c.notNull())
      .addColumn('body', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('directory_change_key', ['run_id', 'n'])
      .execute()
    await db.schema.createIndex('directory_change_kind').on('directory_change').columns(['run_id', 'kind', 'n']).execute()
    await db.schema.createIndex('directory_change_member').on('directory_change').column('member_id').execute()
  },
}
