import 'server-only'
import { rolesOf } from '../accounts/people'
import { database } from '../database'
import type { Subject } from './erase'
import { holdsOn } from './holds'

/** Leaves out hashes of tokens and passwords, because they could give access but contain no information. */
export async function exportOf({ learner, user }: Subject): Promise<Record<string, unknown>> {
  return {
    format: 'second-look-person/1',
    exported: new Date().toISOString(),
    account: user && (await accountOf(user)),
    learning: learner && (await learning(learner)),
  }
}

export async function accountOf(user: string): Promise<Record<string, unknown>> {
  const db = database()
  const of = <T extends 'session' | 'account' | 'passkey'>(table: T) =>
    db
      .selectFrom(table as 'session')
      .selectAll()
      .where('userId', '=', user)
      .execute()
  const alias = await db.selectFrom('user_alias').select('alias').where('user_id', '=', user).executeTakeFirst()
  const { id, name, namedBy, email, formerEmail } = await db
    .selectFrom('user')
    .select(['id', 'name', 'namedBy', 'email', 'formerEmail'])
    .where('id', '=', user)
    .executeTakeFirstOrThrow()
  return {
    id,
    name,
    namedBy,
    email,
    formerEmail,
    roles: await rolesOf(user),
    sessions: (await of('session')).map(without('token')),
    signsInBy: (await of('account')).map(without('password', 'accessToken', 'refreshToken', 'idToken')),
    passkeys: (await of('passkey')).map(without('publicKey', 'credentialID')),
    secondFactor: await secondFactor(user),
    holds: (await holdsOn({ learner: null, user })).map(({ reason, until }) => ({ reason, until })),
    invitations: (
      await db
        .selectFrom('invitation')
        .selectAll()
        .where((e) => e.or([e('user_id', '=', user), e('email', '=', email)]))
        .execute()
    ).map(without('id', 'invited_by')),
    organisationKnows: (await db.selectFrom('member').selectAll().where('user_id', '=', user).execute()).map(without('user_id', 'words')),
    coursesOwned: await db.selectFrom('course_owner').select(['course_id', 'since']).where('user_id', '=', user).execute(),
    joinedByRule: await db
      .selectFrom('cohort_joiner')
      .innerJoin('member', 'member.id', 'member_id')
      .select(['cohort_id', 'at'])
      .where('user_id', '=', user)
      .execute(),
    directoryRuns: await db
      .selectFrom('directory_change')
      .innerJoin('directory_run', 'directory_run.id', 'run_id')
      .select(['directory_run.at', 'kind', 'body'])
      .where('address', '=', email)
      .execute(),
    auditFilesRequested: await db
      .selectFrom('audit_file')
      .select(['course_id', 'from_day', 'to_day', 'asked_at'])
      .where('user_id', '=', user)
      .orderBy('asked_at')
      .execute(),
    directoryUploads: await db.selectFrom('directory_run').select(['at', 'file', 'state']).where('read_by', '=', user).execute(),
    // Their contents may be about others.
    formsNotSaved: await db.selectFrom('kept_form').select('at').where('user_id', '=', user).execute(),
    actsWhileInvited: await db
      .selectFrom('invited_before')
      .innerJoin('member', 'member.id', 'member_id')
      .innerJoin('record_act', 'record_act.id', 'act_id')
      .select(['course_id', 'kind', 'reason', 'at', 'invited_before.undone_at'])
      .where('user_id', '=', user)
      .orderBy('at')
      .execute(),
    mail: (await db.selectFrom('mail_person').selectAll().where('user_id', '=', user).execute()).map(without('user_id')),
    notices: (await db.selectFrom('notice').selectAll().where('user_id', '=', user).orderBy('at').execute()).map(without('user_id')),
    audit: alias
      ? await db
          .selectFrom('audit')
          .selectAll()
          .where((e) => e.or([e('actor', '=', alias.alias), e('subject', '=', alias.alias)]))
          .orderBy('at')
          .execute()
      : [],
    liveSessions: await db
      .selectFrom('room_facilitator')
      .innerJoin('room', 'room.id', 'room_facilitator.room_id')
      .select(['room.id', 'room.title', 'room.created_at'])
      .where('facilitator', '=', `user:${user}`)
      .execute(),
  }
}

async function secondFactor(user: string): Promise<Record<string, unknown>> {
  const db = database()
  const app = await db.selectFrom('second_factor').select('since').where('user_id', '=', user).executeTakeFirst()
  const codes = await db.selectFrom('recovery_code').select('hash').where('user_id', '=', user).execute()
  return { authenticatorAppSince: app?.since ?? null, recoveryCodesLeft: codes.length }
}

async function learning(learner: string): Promise<Record<string, unknown>> {
  const db = database()
  const attempts = await db.selectFrom('attempt').selectAll().where('learner_id', '=', learner).orderBy('started_at').execute()
  const enrolments = await db.selectFrom('enrolment').selectAll().where('learner_id', '=', learner).orderBy('enrolled_at').execute()
  return {
    ...(await db.selectFrom('learner').select(['id', 'created_at']).where('id', '=', learner).executeTakeFirstOrThrow()),
    launches: await launchesOf(learner),
    openLaunches: await openLaunchesOf(learner),
    devices: await db.selectFrom('device').select('created_at').where('learner_id', '=', learner).execute(),
    statementsNotSent: (await db.selectFrom('outbox').select('body').where('learner_id', '=', learner).orderBy('at').execute()).map(
      ({ body }) => JSON.parse(body) as unknown,
    ),
    attempts: await Promise.all(
      attempts.map(async (attempt) => ({
        // An open attempt must not reveal its variant. The hashes are the same in both and mean nothing to anyone.
        ...without('learner_id', 'structure', 'texts', 'variant', 'names')(attempt),
        names: JSON.parse(attempt.names) as unknown,
        events: (
          await db.selectFrom('event').select(['seq', 'body', 'at']).where('attempt_id', '=', attempt.id).orderBy('seq').execute()
        ).map(({ body, ...event }) => ({ ...event, event: JSON.parse(body) as unknown })),
        result: await finished(attempt.id, attempt.variant),
      })),
    ),
    enrolments: await Promise.all(
      enrolments.map(async (enrolment) => ({
        ...without('learner_id')(enrolment),
        items: (await db.selectFrom('enrolment_item').selectAll().where('enrolment_id', '=', enrolment.id).execute()).map(
          without('enrolment_id', 'variant'),
        ),
        acts: await actsOn(enrolment.id),
        certificates: await db.selectFrom('certificate').selectAll().where('enrolment_id', '=', enrolment.id).execute(),
      })),
    ),
  }
}

async function launchesOf(learner: string): Promise<Record<string, unknown>[]> {
  const db = database()
  const people = await db
    .selectFrom('lti_person')
    .innerJoin('lti_platform', 'lti_platform.id', 'platform_id')
    .select(['platform_id', 'name', 'subject'])
    .where('learner_id', '=', learner)
    .execute()
  const links = await db
    .selectFrom('lti_link')
    .innerJoin('lti_platform', 'lti_platform.id', 'platform_id')
    .leftJoin('outbox', 'link_id', 'lti_link.id')
    .selectAll('lti_link')
    .select(['lti_platform.name', 'body', 'state', 'reason', 'at'])
    .where('lti_link.learner_id', '=', learner)
    .execute()
  return links.map(({ name, platform_id, body, state, reason, at, ...link }) => ({
    platform: name,
    subject: people.find((person) => person.platform_id === platform_id)?.subject ?? null,
    ...without('id', 'learner_id')(link),
    score: body === null ? null : { ...(JSON.parse(body) as object), state, reason, at },
  }))
}

async function openLaunchesOf(learner: string): Promise<Record<string, unknown>[]> {
  const rows = await database()
    .selectFrom('lti_launch')
    .innerJoin('lti_platform', 'lti_platform.id', 'platform_id')
    .select(['name', 'claims', 'expires_at'])
    .where('learner_id', '=', learner)
    .execute()
  return rows.map(({ name, claims, expires_at }) => ({ platform: name, said: JSON.parse(claims!) as unknown, until: expires_at }))
}

export async function actsOn(enrolment: string): Promise<Record<string, unknown>[]> {
  const acts = await database()
    .selectFrom('record_before')
    .innerJoin('record_act', 'record_act.id', 'record_before.act_id')
    .select(['kind', 'reason', 'at', 'record_before.undone_at', 'by_user', 'before', 'after'])
    .where('enrolment_id', '=', enrolment)
    .orderBy('at')
    .execute()
  return Promise.all(
    acts.map(async ({ by_user, before, after, ...act }) => {
      const roles = by_user ? await rolesOf(by_user) : []
      return {
        ...act,
        by: (['administrator', 'owner'] as const).find((role) => roles.includes(role)) ?? null,
        before: JSON.parse(before) as unknown,
        after: JSON.parse(after) as unknown,
      }
    }),
  )
}

async function finished(attempt: string, variant: string): Promise<Record<string, unknown> | null> {
  const row = await database().selectFrom('attempt_result').selectAll().where('attempt_id', '=', attempt).executeTakeFirst()
  return row ? { variant, ...without('attempt_id')(row) } : null
}

const without =
  (...names: string[]) =>
  (row: object): Record<string, unknown> =>
    Object.fromEntries(Object.entries(row).filter(([name]) => !names.includes(name)))
