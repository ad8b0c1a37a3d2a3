import 'server-only'
import type { Kysely, Migration } from 'kysely'

/**
 * What controls a session can be told apart: since when, when last seen, what kind of device it was, and whether it opened the session.
 * Of those before, none of it is known. And a sheet on which people enter that they were there, which knows nothing of participants.
 */
export const liveDevices: Migration = {
  async up(db: Kysely<unknown>) {
    for (const column of ['since', 'seen_at'])
      await db.schema
        .alterTable('room_host')
        .addColumn(column, 'bigint', (c) => c.notNull().defaultTo(0))
        .execute()
    await db.schema
      .alterTable('room_host')
      .addColumn('device', 'text', (c) => c.notNull().defaultTo(''))
      .execute()
    await db.schema
      .alterTable('room_host')
      .addColumn('opened', 'integer', (c) => c.notNull().defaultTo(0))
      .execute()
    await db.schema
      .createTable('room_attendance')
      .addColumn('room_id', 'text', (c) => c.notNull().references('room.id').onDelete('cascade'))
      .addColumn('id', 'text', (c) => c.notNull())
      .addColumn('name', 'text', (c) => c.notNull())
      .addColumn('organisation', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('room_attendance_key', ['room_id', 'id'])
      .execute()
  },
}
