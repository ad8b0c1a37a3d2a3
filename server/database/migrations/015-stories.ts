import 'server-only'
import { type Kysely, type Migration, sql } from 'kysely'

/**
 * Stories with two truths. Attempts, sessions, sign-offs and figures are about scenarios that no longer exist, so they go, and
 * courses under way begin their scenarios again; courses that are completed stay completed, and certificates stay valid.
 */
export const stories: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`update enrolment_item set tries = 0, done_at = null, passed = null
      where attempt_id is not null and enrolment_id in (select id from enrolment where completed_at is null)`.execute(db)
    await sql`update enrolment_item set attempt_id = null`.execute(db)
    // Children first.
    for (const table of [
      'attempt_result',
      'event',
      'attempt',
      'room_note',
      'room_answer',
      'room_participant',
      'room_command',
      'room_host',
      'room',
      'compiled',
      'sign_off',
      'release',
    ])
      await db.schema.dropTable(table).execute()
    await createArchive(db)
    await createAttempts(db)
    await createRooms(db)
    await createFigures(db)
    await db.schema
      .createTable('sign_off')
      .addColumn('pattern', 'text', (c) => c.notNull())
      .addColumn('nature', 'text', (c) => c.notNull())
      .addColumn('structure', 'text', (c) => c.notNull())
      .addColumn('texts', 'text', (c) => c.notNull())
      .addColumn('expert', 'text', (c) => c.notNull())
      .addColumn('note', 'text', (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('sign_off_key', ['pattern', 'nature', 'structure', 'texts'])
      .execute()
    await sql`delete from served_pattern`.execute(db)
  },
}

async function createArchive(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('story_structure')
    .addColumn('hash', 'text', (c) => c.primaryKey())
    .addColumn('pattern', 'text', (c) => c.notNull())
    .addColumn('body', 'text', (c) => c.notNull())
    .addColumn('used_at', 'bigint', (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('story_texts')
    .addColumn('structure', 'text', (c) => c.notNull().references('story_structure.hash'))
    .addColumn('hash', 'text', (c) => c.notNull())
    .addColumn('locale', 'text', (c) => c.notNull())
    .addColumn('body', 'text', (c) => c.notNull())
    .addColumn('used_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('story_texts_key', ['structure', 'hash'])
    .execute()
}

async function createAttempts(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('attempt')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('learner_id', 'text', (c) => c.notNull().references('learner.id').onDelete('cascade'))
    .addColumn('pattern', 'text', (c) => c.notNull())
    .addColumn('nature', 'text', (c) => c.notNull())
    .addColumn('structure', 'text', (c) => c.notNull())
    .addColumn('texts', 'text', (c) => c.notNull())
    .addColumn('names', 'text', (c) => c.notNull())
    .addColumn('locale', 'text', (c) => c.notNull())
    .addColumn('parent', 'text')
    .addColumn('purpose', 'text', (c) => c.notNull())
    .addColumn('started_at', 'bigint', (c) => c.notNull())
    .addForeignKeyConstraint('attempt_story', ['structure', 'texts'], 'story_texts', ['structure', 'hash'])
    .execute()
  await db.schema.createIndex('attempt_learner').on('attempt').columns(['learner_id', 'started_at']).execute()
  await db.schema.createIndex('attempt_texts').on('attempt').columns(['structure', 'texts']).execute()
  await db.schema
    .createTable('event')
    .addColumn('attempt_id', 'text', (c) => c.notNull().references('attempt.id').onDelete('cascade'))
    .addColumn('seq', 'integer', (c) => c.notNull())
    .addColumn('body', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('event_key', ['attempt_id', 'seq'])
    .execute()
  await db.schema
    .createTable('attempt_result')
    .addColumn('attempt_id', 'text', (c) => c.primaryKey().references('attempt.id').onDelete('cascade'))
    .addColumn('structure', 'text', (c) => c.notNull())
    .addColumn('nature', 'text', (c) => c.notNull())
    .addColumn('first', 'integer', (c) => c.notNull())
    .addColumn('finished_at', 'bigint', (c) => c.notNull())
    .addColumn('looks', 'text', (c) => c.notNull())
    .addColumn('sure', 'text')
    .addColumn('quality', 'double precision', (c) => c.notNull())
    .addColumn('passed', 'integer', (c) => c.notNull())
    .addColumn('signs', 'integer', (c) => c.notNull())
    .addColumn('hits', 'integer', (c) => c.notNull())
    .addColumn('decoys', 'integer', (c) => c.notNull())
    .addColumn('false_alarms', 'integer', (c) => c.notNull())
    .addColumn('chances', 'integer', (c) => c.notNull())
    .addColumn('told', 'integer', (c) => c.notNull())
    .addColumn('first_told', 'integer')
    .addColumn('marks', 'text', (c) => c.notNull())
    .addColumn('counted', 'text', (c) => c.notNull().defaultTo(''))
    .addColumn('weighed', 'text', (c) => c.notNull().defaultTo(''))
    .addColumn('said', 'integer', (c) => c.notNull().defaultTo(0))
    .execute()
}

async function createRooms(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('room')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('pattern', 'text', (c) => c.notNull())
    .addColumn('title', 'text', (c) => c.notNull())
    .addColumn('nature', 'text', (c) => c.notNull())
    .addColumn('structure', 'text', (c) => c.notNull())
    .addColumn('texts', 'text', (c) => c.notNull())
    .addColumn('names', 'text', (c) => c.notNull())
    .addColumn('locale', 'text', (c) => c.notNull())
    .addColumn('plan', 'text', (c) => c.notNull())
    .addColumn('code', 'text', (c) => c.unique())
    .addColumn('code_expires_at', 'bigint', (c) => c.notNull())
    .addColumn('host_link', 'text', (c) => c.notNull())
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('removals', 'integer', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('active_at', 'bigint', (c) => c.notNull())
    .addColumn('report', 'text')
    .addForeignKeyConstraint('room_story', ['structure', 'texts'], 'story_texts', ['structure', 'hash'])
    .execute()
  const ofRoom = <T extends string>(name: T) =>
    db.schema.createTable(name).addColumn('room_id', 'text', (c) => c.notNull().references('room.id').onDelete('cascade'))
  await ofRoom('room_host')
    .addColumn('facilitator', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('room_host_key', ['facilitator', 'room_id'])
    .execute()
  await ofRoom('room_command')
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('body', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('room_command_key', ['room_id', 'version'])
    .execute()
  await ofRoom('room_participant')
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('number', 'integer', (c) => c.notNull())
    .addColumn('joined_at', 'bigint', (c) => c.notNull())
    .addColumn('removed', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('room_participant_key', ['room_id', 'id'])
    .execute()
  await ofRoom('room_answer')
    .addColumn('moment', 'integer', (c) => c.notNull())
    .addColumn('about', 'text', (c) => c.notNull())
    .addColumn('participant', 'text', (c) => c.notNull())
    .addColumn('seq', 'bigint', (c) => c.notNull())
    .addColumn('body', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('room_answer_key', ['room_id', 'moment', 'about', 'participant'])
    .execute()
  await ofRoom('room_note')
    .addColumn('moment', 'integer', (c) => c.notNull())
    .addColumn('body', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('room_note_key', ['room_id', 'moment'])
    .execute()
}

const createFigures = (db: Kysely<unknown>): Promise<void> =>
  db.schema
    .createTable('release')
    .addColumn('course_id', 'text', (c) => c.notNull().references('course.id').onDelete('cascade'))
    .addColumn('block', 'text', (c) => c.notNull())
    .addColumn('item', 'text', (c) => c.notNull())
    .addColumn('structure', 'text', (c) => c.notNull())
    .addColumn('nature', 'text', (c) => c.notNull())
    .addColumn('month', 'text', (c) => c.notNull())
    .addColumn('body', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('release_key', ['course_id', 'block', 'item', 'structure', 'nature', 'month'])
    .execute()
