import 'server-only'
import { type SqlBool, sql } from 'kysely'
import { isCounted } from '@/scenarios/engine/play/compiled'
import { createCohort } from '../enrolment/cohorts'
import { courseVersion, readCourse } from '../courses/courses'
import { enrol } from '../enrolment/enrolment'
import { type Database, database, isDuplicate } from '../database'
import type { LinkRow } from '../database/row-types/lti'
import { startAttempt } from '../learning/attempts'
import { libraryIn } from '../library/library'
import { mayStart } from '../platform/budgets'
import { newId } from '../platform/tokens'
import { type XapiDisclosure, statedOf } from '../xapi/disclosure'
import { type ResourceClaims, type Target, TargetSchema } from './claims'
import type { Launch } from './launches'
import type { Refusal } from './login'
import { type Platform, type Reports, readPlatform } from './platforms'

/** A learner at a link of a platform: what they were shown, what the link opened for them, and where its score goes. */

export type PlatformShare = Reports | 'nothing'

export interface LinkContent {
  target: Target
  title: string
  summary: string
  /** Whether others may learn more than that it was done. */
  hasResult: boolean
  /** What a learning record store gets. For a course this is null, because its own pages say it. */
  stated: XapiDisclosure | null
}

/** What a target opens; null if it is not served, or not offered to this platform. */
export async function openedBy(target: Target, platform: Platform, locale: string): Promise<LinkContent | null> {
  if (target.kind === 'scenario') {
    const scenario = (await libraryIn(locale)).scenario(target.id)
    return scenario
      ? {
          target,
          title: scenario.title,
          summary: scenario.summary,
          hasResult: isCounted({ kind: scenario.kind, skippable: Boolean(scenario.skippable) }),
          stated: statedOf(scenario, null),
        }
      : null
  }
  const course = platform.courses.includes(target.id) ? await openCourse(target.id) : null
  return course && { target, title: course.title, summary: course.summary, hasResult: course.shares === 'results', stated: null }
}

/** The version of a course that people enrol in now. People from a platform have no account, so it has to be one that shows codes. */
export async function openCourse(id: string) {
  const course = await readCourse(id)
  if (!course || course.version === 0 || course.archivedAt !== null) return null
  const version = await courseVersion(id, course.version)
  return version.people === 'codes' ? version : null
}

/** An anonymous launch has nobody to report on, and a link without a gradebook column has nowhere to report to. */
export function learnsOf(
  { subject, lineitem }: Pick<ResourceClaims, 'subject' | 'lineitem'>,
  { reports }: Platform,
  opens: LinkContent,
): PlatformShare {
  if (subject === null || lineitem === null) return 'nothing'
  return opens.hasResult ? reports : 'completion'
}

export const textOf = ({ kind, id }: Target): string => `${kind} ${id}`
export const targetIn = (text: string): Target | null => {
  const [kind, id] = text.split(' ')
  return TargetSchema.safeParse({ kind, id }).data ?? null
}

/** Whether a link opens a scenario or one of these courses, for a query of `lti_link`; null for all. */
export const opensAmong = (courses: ReadonlySet<string> | null) => {
  const targets = [...(courses ?? [])].map((id) => textOf({ kind: 'course', id }))
  // SQL does not allow an empty list.
  return courses === null ? sql<SqlBool>`1 = 1` : sql<SqlBool>`(target like 'scenario %' or target in (${sql.join(['', ...targets])}))`
}

/** The learner of a platform's person, if they have been here before. An anonymous launch keeps the one it was given. */
async function knownLearner(db: Database, { platform, learner }: Launch, subject: string | null): Promise<string | null> {
  if (learner !== null || subject === null) return learner
  const row = await db
    .selectFrom('lti_person')
    .select('learner_id')
    .where('platform_id', '=', platform.id)
    .where('subject', '=', subject)
    .executeTakeFirst()
  return row?.learner_id ?? null
}

/** Updates the row to lock it, so that a form sent twice goes on once. @returns the learner who has the launch already */
async function lockLaunch(db: Database, { id }: Launch): Promise<string | null> {
  const row = await db
    .updateTable('lti_launch')
    .set((e) => ({ expires_at: e.ref('expires_at') }))
    .where('id', '=', id)
    .returning('learner_id')
    .executeTakeFirst()
  return row?.learner_id ?? null
}

const lineOf = (db: Database, learner: string, platform: string, link: string): Promise<LinkRow | undefined> =>
  db
    .selectFrom('lti_link')
    .selectAll()
    .where('learner_id', '=', learner)
    .where('platform_id', '=', platform)
    .where('link', '=', link)
    .executeTakeFirst()

/** Nothing begins again before they have seen it again. */
export async function hasSeenDisclosure(launch: Launch, claims: ResourceClaims, opens: LinkContent): Promise<boolean> {
  const learner = await knownLearner(database(), launch, claims.subject)
  const line = learner === null ? undefined : await lineOf(database(), learner, launch.platform.id, claims.link)
  if (!line || (line.attempt_id ?? line.enrolment_id) === null) return false
  return line.disclosed === learnsOf(claims, launch.platform, opens) && line.target === textOf(opens.target)
}

async function newLearner(db: Database, { platform }: Launch, subject: string | null, now: number): Promise<string> {
  const learner = newId()
  await db.insertInto('learner').values({ id: learner, created_at: now, user_id: null }).execute()
  if (subject !== null) await db.insertInto('lti_person').values({ platform_id: platform.id, subject, learner_id: learner }).execute()
  return learner
}

const disclose = (launch: Launch, claims: ResourceClaims, opens: LinkContent, now: number): Promise<LinkRow> =>
  database()
    .transaction()
    .execute(async (db) => {
      const { platform } = launch
      const learner =
        (await lockLaunch(db, launch)) ??
        (await knownLearner(db, launch, claims.subject)) ??
        (await newLearner(db, launch, claims.subject, now))
      const before = await lineOf(db, learner, platform.id, claims.link)
      const target = textOf(opens.target)
      const isMoved = before !== undefined && before.target !== target
      const row = {
        disclosed: learnsOf(claims, platform, opens),
        disclosed_at: now,
        target,
        lineitem: claims.subject === null ? null : claims.lineitem,
        members: claims.members,
        ...(isMoved && { attempt_id: null, enrolment_id: null }),
      }
      if (isMoved) await db.deleteFrom('outbox').where('link_id', '=', before.id).execute()
      if (before) await db.updateTable('lti_link').set(row).where('id', '=', before.id).execute()
      else
        await db
          .insertInto('lti_link')
          .values({
            id: newId(),
            learner_id: learner,
            platform_id: platform.id,
            link: claims.link,
            attempt_id: null,
            enrolment_id: null,
            ...row,
          })
          .execute()
      await db.updateTable('lti_launch').set({ learner_id: learner }).where('id', '=', launch.id).execute()
      return (await lineOf(db, learner, platform.id, claims.link))!
    })

export type EntryResult = { ok: true; path: string } | { ok: false; reason: Refusal }

/** @param network whose budget pays for an attempt @returns the path below the launch's root */
export async function enter(
  launch: Launch,
  claims: ResourceClaims,
  { locale, network, now = Date.now() }: { locale: string; network: string; now?: number },
): Promise<EntryResult> {
  // The platform may have been changed since the launch began.
  const platform = await readPlatform(launch.platform.id)
  const opens = platform && claims.target && (await openedBy(claims.target, platform, locale))
  if (!opens) return { ok: false, reason: 'unlinked' }
  const disclosed = () => disclose({ ...launch, platform }, claims, opens, now)
  const link = await disclosed().catch((error: unknown) => {
    // Two frames went on at once, and the other one has written it.
    if (!isDuplicate(error)) throw error
    return disclosed()
  })
  if (opens.target.kind === 'course') return enterCourse(link, opens.target.id, platform)
  return enterScenario(link, opens.target.id, locale, network)
}

async function enterScenario(link: LinkRow, scenario: string, locale: string, network: string): Promise<EntryResult> {
  if (link.attempt_id !== null) return { ok: true, path: `learn/attempts/${link.attempt_id}` }
  if (!(await mayStart(network))) return { ok: false, reason: 'full' }
  const attempt = await startAttempt({ learner: link.learner_id, scenario, locale })
  if (!attempt) return { ok: false, reason: 'unlinked' }
  const { numUpdatedRows } = await database()
    .updateTable('lti_link')
    .set({ attempt_id: attempt })
    .where('id', '=', link.id)
    .where('attempt_id', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows > 0n) return { ok: true, path: `learn/attempts/${attempt}` }
  // If the form was sent twice, the first one counts.
  await database().deleteFrom('attempt').where('id', '=', attempt).execute()
  const { attempt_id } = await database().selectFrom('lti_link').select('attempt_id').where('id', '=', link.id).executeTakeFirstOrThrow()
  return { ok: true, path: `learn/attempts/${attempt_id}` }
}

export const linkGoesOn = (from: string, to: string): Promise<unknown> =>
  database().updateTable('lti_link').set({ attempt_id: to }).where('attempt_id', '=', from).execute()

async function enterCourse(link: LinkRow, course: string, { name }: Platform): Promise<EntryResult> {
  const made = link.enrolment_id
    ? { ok: true as const, id: link.enrolment_id }
    : await enrol({ learner: link.learner_id, cohort: await cohortFor(course, name) })
  if (!made.ok) return { ok: false, reason: 'unlinked' }
  await database().updateTable('lti_link').set({ enrolment_id: made.id }).where('id', '=', link.id).execute()
  return { ok: true, path: `courses/${made.id}` }
}

/** People from a platform are in a cohort with its name. */
async function cohortFor(course: string, name: string): Promise<string> {
  const known = await database()
    .selectFrom('cohort')
    .select('id')
    .where('course_id', '=', course)
    .where('name', '=', name)
    .orderBy('created_at')
    .executeTakeFirst()
  return known?.id ?? createCohort(course, { name, due: '' })
}
