import 'server-only'
import type { Kysely, Migration } from 'kysely'

/** Who owns which course. Whoever had the role before courses had owners goes on seeing all there were. */
export const owners: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('course_owner')
      .addColumn('course_id', 'text', (c) => c.notNull().references('course.id').onDelete('cascade'))
      .addColumn('user_id', 'text', (c) => c.notNull().references('user.id').onDelete('cascade'))
      .addColumn('since', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('course_owner_key', ['course_id', 'user_id'])
      .execute()
    await db.schema.createIndex('course_owner_user').on('course_owner').column('user_id').execute()
    const known = db as Kysely<{
      course: { id: string }
      user_role: { user_id: string; role: string }
      course_owner: { course_id: string; user_id: string; since: number }
    }>
    const now = Date.now()
    await known
      .insertInto('course_owner')
      .columns(['course_id', 'user_id', 'since'])
      .expression((e) =>
        e
          .selectFrom(['course', 'user_role'])
          .select(['course.id', 'user_role.user_id', e.cast<number>(e.val(now), 'bigint').as('since')])
          .where('user_role.role', '=', 'owner'),
      )
      .execute()
  },
}
