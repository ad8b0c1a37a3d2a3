import 'server-only'
import { randomBytes } from 'node:crypto'
import { type Kysely, type Migration, sql } from 'kysely'

/** As it was when this was published: a later change of it recomputes the column in a migration of its own. */
const fold = (text: string): string => text.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '')
const BATCH = 500

interface Before {
  user: { id: string; name: string; email: string }
  learner: { id: string; user_id: string | null }
  invitation: { kind: string; email: string | null; name: string | null }
  member: Record<'id' | 'user_id' | 'address' | 'name' | 'words', string | null> & { created_at: number }
}

/**
 * The people the organisation knows, and what a line of a record needs: whose it is, whether it is their newest, whether it was begun,
 * whether they are exempt, and whether it ended because they left.
 */
export const members: Migration = {
  async up(db: Kysely<unknown>) {
    await createMember(db)
    await extendEnrolment(db)
    await fillMembers(db as Kysely<Before>)
    await sql`update enrolment set member_id = (
      select m.id from learner l join member m on m.user_id = l.user_id where l.id = enrolment.learner_id)`.execute(db)
    await sql`update enrolment set begun_at = coalesce(
        (select min(i.done_at) from enrolment_item i where i.enrolment_id = enrolment.id), enrolled_at)
      where exists (select 1 from enrolment_item i where i.enrolment_id = enrolment.id and (i.done_at is not null or i.tries > 0))`.execute(
      db,
    )
    // Codes stay side by side: see docs/decisions/codes.md. A quotation mark inside a text of the body is escaped, so the match is exact.
    await sql`update enrolment set newest = 0 where exists (
      select 1 from enrolment n where n.learner_id = enrolment.learner_id and n.course_id = enrolment.course_id
        and (n.enrolled_at > enrolment.enrolled_at or (n.enrolled_at = enrolment.enrolled_at and n.id > enrolment.id))
        and not exists (select 1 from course_version v where v.course_id = n.course_id and v.version = n.version
          and v.body like '%"people":"codes"%'))`.execute(db)
  },
}

async function createMember(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('member')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('user_id', 'text', (c) => c.unique().references('user.id').onDelete('cascade'))
    .addColumn('address', 'text', (c) => c.notNull().unique())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('unit', 'text', (c) => c.notNull().defaultTo(''))
    .addColumn('site', 'text', (c) => c.notNull().defaultTo(''))
    .addColumn('manager', 'text', (c) => c.notNull().defaultTo(''))
    .addColumn('groups', 'text', (c) => c.notNull().defaultTo('[]'))
    .addColumn('words', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull().defaultTo('active'))
    .addColumn('source', 'text', (c) => c.notNull().defaultTo('hand'))
    .addColumn('external_id', 'text', (c) => c.unique())
    .addColumn('left_at', 'bigint')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .execute()
  await db.schema.createIndex('member_words').on('member').columns(['words', 'id']).execute()
  await db.schema.createIndex('member_unit').on('member').column('unit').execute()
  await db.schema.createIndex('invitation_cohort').on('invitation').column('cohort_id').execute()
}

async function extendEnrolment(db: Kysely<unknown>): Promise<void> {
  const column = (name: string, type: 'bigint' | 'integer', value?: number) =>
    db.schema
      .alterTable('enrolment')
      .addColumn(name, type, (c) => (value === undefined ? c : c.notNull().defaultTo(value)))
      .execute()
  await db.schema
    .alterTable('enrolment')
    .addColumn('member_id', 'text', (c) => c.references('member.id').onDelete('set null'))
    .execute()
  await column('newest', 'integer', 1)
  await column('begun_at', 'bigint')
  await column('exempt_at', 'bigint')
  await column('left', 'integer', 0)
  await db.schema.createIndex('enrolment_member').on('enrolment').columns(['member_id', 'course_id']).execute()
}

/** One for each account, then one for each invited address that has none. */
async function fillMembers(db: Kysely<Before>): Promise<void> {
  const seen = new Set<string>()
  const add = async (rows: { user_id: string | null; address: string; name: string }[]): Promise<void> => {
    const fresh = rows.filter(({ address }) => !seen.has(address) && seen.add(address))
    for (let from = 0; from < fresh.length; from += BATCH)
      await db
        .insertInto('member')
        .values(
          fresh.slice(from, from + BATCH).map((row) => ({
            id: randomBytes(15).toString('base64url'),
            ...row,
            words: fold(`${row.name}\n${row.address}`),
            created_at: Date.now(),
          })),
        )
        .execute()
  }
  const users = await db.selectFrom('user').select(['id', 'name', 'email']).orderBy('id').execute()
  await add(users.map(({ id, name, email }) => ({ user_id: id, address: email.toLowerCase(), name })))
  const invited = await db
    .selectFrom('invitation')
    .select(['email', 'name'])
    .where('kind', '=', 'invite')
    .where('email', 'is not', null)
    .orderBy('email')
    .execute()
  await add(invited.map(({ email, name }) => ({ user_id: null, address: email!.toLowerCase(), name: name ?? '' })))
}
