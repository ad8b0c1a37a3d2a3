import 'server-only'
import type { Kysely, Migration } from 'kysely'

/** LTI 1.3: the platforms that may launch something here, launches, and the scores that go back to them. */
export const lti: Migration = {
  async up(db: Kysely<unknown>) {
    await platforms(db)
    await launches(db)
    await learners(db)
  },
}

async function platforms(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('lti_platform')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('issuer', 'text', (c) => c.notNull())
    .addColumn('client_id', 'text', (c) => c.notNull())
    .addColumn('auth_url', 'text', (c) => c.notNull())
    .addColumn('token_url', 'text', (c) => c.notNull())
    .addColumn('jwks_url', 'text', (c) => c.notNull())
    .addColumn('origins', 'text', (c) => c.notNull())
    .addColumn('courses', 'text', (c) => c.notNull())
    .addColumn('reports', 'text', (c) => c.notNull())
    .addColumn('registering', 'text')
    .addColumn('registering_until', 'bigint')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addUniqueConstraint('lti_platform_client', ['issuer', 'client_id'])
    .execute()
  await db.schema
    .createTable('lti_deployment')
    .addColumn('platform_id', 'text', (c) => c.notNull().references('lti_platform.id').onDelete('cascade'))
    .addColumn('deployment', 'text', (c) => c.notNull())
    .addColumn('accepted', 'integer', (c) => c.notNull())
    .addColumn('seen_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('lti_deployment_key', ['platform_id', 'deployment'])
    .execute()
}

async function launches(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('lti_login')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('platform_id', 'text', (c) => c.notNull().references('lti_platform.id').onDelete('cascade'))
    .addColumn('nonce', 'text', (c) => c.notNull())
    .addColumn('asked', 'text', (c) => c.notNull())
    .addColumn('answer', 'text')
    .addColumn('expires_at', 'bigint', (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('lti_launch')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('platform_id', 'text', (c) => c.notNull().references('lti_platform.id').onDelete('cascade'))
    .addColumn('learner_id', 'text', (c) => c.references('learner.id').onDelete('cascade'))
    .addColumn('claims', 'text', (c) => c.notNull())
    .addColumn('chosen', 'text')
    .addColumn('expires_at', 'bigint', (c) => c.notNull())
    .execute()
}

async function learners(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('lti_person')
    .addColumn('platform_id', 'text', (c) => c.notNull().references('lti_platform.id').onDelete('cascade'))
    .addColumn('subject', 'text', (c) => c.notNull())
    .addColumn('learner_id', 'text', (c) => c.notNull().references('learner.id').onDelete('cascade'))
    .addPrimaryKeyConstraint('lti_person_key', ['platform_id', 'subject'])
    .execute()
  await db.schema.createIndex('lti_person_learner').on('lti_person').column('learner_id').execute()
  await db.schema
    .createTable('lti_link')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('learner_id', 'text', (c) => c.notNull().references('learner.id').onDelete('cascade'))
    .addColumn('platform_id', 'text', (c) => c.notNull().references('lti_platform.id').onDelete('cascade'))
    .addColumn('link', 'text', (c) => c.notNull())
    .addColumn('told', 'text', (c) => c.notNull())
    .addColumn('told_at', 'bigint', (c) => c.notNull())
    .addColumn('target', 'text', (c) => c.notNull())
    .addColumn('attempt_id', 'text', (c) => c.references('attempt.id').onDelete('set null'))
    .addColumn('enrolment_id', 'text', (c) => c.references('enrolment.id').onDelete('set null'))
    .addColumn('lineitem', 'text')
    .addColumn('members', 'text')
    .addUniqueConstraint('lti_link_key', ['learner_id', 'platform_id', 'link'])
    .execute()
  await db.schema
    .createTable('lti_score')
    .addColumn('link_id', 'text', (c) => c.primaryKey().references('lti_link.id').onDelete('cascade'))
    .addColumn('body', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('reason', 'text')
    .addColumn('tries', 'integer', (c) => c.notNull())
    .addColumn('stamp', 'bigint', (c) => c.notNull())
    .addColumn('due_at', 'bigint', (c) => c.notNull())
    .execute()
  await db.schema.createIndex('lti_score_due').on('lti_score').columns(['state', 'due_at']).execute()
}
