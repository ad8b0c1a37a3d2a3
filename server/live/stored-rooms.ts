import 'server-only'
import { limiter, spend } from '../platform/rate-limits'
import { createHash, createHmac, randomInt, timingSafeEqual } from 'node:crypto'
import type { Role } from '@/server/platform/role'
import { type SessionPlan, isMeasured } from '@/scenarios/engine/live/schema'
import type { RoomScript } from '@/scenarios/engine/live/script'
import type { Foreign } from '@/scenarios/engine/play/language'
import { type Names, drawNames } from '@/scenarios/engine/play/names'
import { crowdOf } from '@/scenarios/engine/live/ballot'
import { runSheet } from '@/scenarios/engine/live/run-sheet'
import { authSecret } from '../platform/secret'
import { BUDGETS } from '../platform/budgets'
import { config } from '../platform/config'
import { type Device, type RoomRow, database } from '../database'
import { hashToken, newId, newToken } from '../platform/tokens'
import { checkedBy } from '../library/sign-offs'
import { type CompiledVariant, archive, compiledOf, evidenceIn, libraryIn } from '../library/library'
import { facilitators } from '../organisation/organisation'
import { coin } from '../learning/attempts'
import { otherStaged, stageVariant } from '../learning/localise'
import { CODE_LIFE, withNewCode } from './codes'
import { isLed, userOfFacilitator } from './facilitators'

export type Plan = Omit<SessionPlan, 'scenario' | 'variant'> & {
  /** The notes of the session that this one was made from. */
  notes?: Record<string, string>
  /** Which of the machine's own addresses phones use, if the facilitator chose one. */
  address?: string
}

export interface NewRoom {
  id: string
  /** Only the facilitator link contains it; it is stored nowhere else. */
  linkToken: string
}

export async function createRoom({ scenario, variant, ...plan }: SessionPlan, locale: string): Promise<NewRoom | null> {
  const library = await libraryIn(locale)
  const compiled = library.compiled(scenario, variant === 'draw' ? coin() : variant)
  if (!compiled) return null
  await archive(compiled)
  return insertRoom({
    scenario,
    title: library.scenario(scenario)!.title,
    variant: compiled.key.variant,
    ...compiled.identity,
    names: JSON.stringify(drawNames(library.scenario(scenario)!.pool, Object.keys(compiled.play.cast), randomInt(2 ** 31 - 1))),
    locale,
    plan: JSON.stringify(plan satisfies Plan),
  })
}

export async function insertRoom(
  given: Pick<RoomRow, 'scenario' | 'title' | 'variant' | 'structure' | 'texts' | 'names' | 'locale' | 'plan'>,
): Promise<NewRoom> {
  const [id, linkToken, now] = [newId(), newToken(), Date.now()]
  await withNewCode((code) =>
    database()
      .insertInto('room')
      .values({
        id,
        ...given,
        code,
        code_expires_at: now + CODE_LIFE,
        facilitator_link: hashToken(linkToken),
        version: 0,
        removals: 0,
        created_at: now,
        active_at: now,
        summary: null,
      })
      .execute(),
  )
  return { id, linkToken }
}

export const readRoom = (id: string): Promise<RoomRow | undefined> =>
  database().selectFrom('room').selectAll().where('id', '=', id).executeTakeFirst()

export const planOf = ({ plan }: Pick<RoomRow, 'plan'>): Plan => JSON.parse(plan) as Plan

export const nameOf = (row: Pick<RoomRow, 'plan' | 'title'>): string => planOf(row).name || row.title

/** Whether it was archived before scenarios named outcomes. It can neither be played nor debriefed any more. */
const isOlder = ({ key }: CompiledVariant): boolean => !('harm' in key)

/** @returns null for a session whose scenario is of an older format */
export async function scriptOf({ title, plan, ...row }: RoomRow): Promise<RoomScript | null> {
  const compiled = await compiledOf(row)
  if (isOlder(compiled)) return null
  const { indicators, sourceOf } = await evidenceIn(row.locale)
  const scenario = (await libraryIn(row.locale)).scenario(row.scenario)
  const names = JSON.parse(row.names) as Names
  const staged = stageVariant(compiled, names)
  const { minutes, audience, treatments, notes, reporting } = planOf({ plan })
  return {
    title,
    you: scenario ? staged.fill(scenario.you) : '',
    plot: scenario ? staged.fill(scenario.summary) : '',
    compiled,
    ...staged,
    other: await otherStaged(compiled, names),
    indicators,
    sourceOf,
    sheet: runSheet(compiled, staged.play, minutes, treatments),
    crowd: crowdOf(audience),
    measured: isMeasured({ audience, reporting }),
    ...(notes && { notes }),
  }
}

/** Whether nobody has reviewed a session's scenario: neither an outside expert, nor a local one who signed it off. */
export const isDraft = async ({ script, row }: { script: RoomScript; row: Pick<RoomRow, 'scenario' | 'locale'> }): Promise<boolean> =>
  script.compiled.review.state === 'draft' && !(await checkedBy(row.scenario, row.locale))

/** Does not say where the foreign text begins, because a screen must not learn what is still to come. */
export async function foreignInRoom(room: RoomRow, page: string): Promise<Foreign | null> {
  const { locale } = (await compiledOf(room)).language
  return locale === page ? null : { lang: locale, begin: null }
}

/** The old link stops working. Everybody else but the opener loses control. @param stay the facilitators who keep it */
export async function newFacilitatorLink(id: string, stay: string[]): Promise<string> {
  const token = newToken()
  await database()
    .transaction()
    .execute(async (db) => {
      await db
        .updateTable('room')
        .set({ facilitator_link: hashToken(token) })
        .where('id', '=', id)
        .execute()
      await db
        .deleteFrom('room_facilitator')
        .where('room_id', '=', id)
        .where('facilitator', 'not in', stay)
        .where('opened', '=', 0)
        .execute()
    })
  return token
}

export async function isFacilitatorLink(id: string, token: string): Promise<boolean> {
  const room = await database().selectFrom('room').select('facilitator_link').where('id', '=', id).executeTakeFirst()
  return room !== undefined && timingSafeEqual(Buffer.from(room.facilitator_link), Buffer.from(hashToken(token)))
}

/** The key in the projector's link. It is derived from the server's secret each time, so the database alone opens no projector. */
export const projectorKeyOf = (id: string): string =>
  createHmac('sha256', authSecret()).update(`projector ${id}`).digest('base64url').slice(0, 32)
export const isProjectorKey = (id: string, key: string | null | undefined): boolean =>
  typeof key === 'string' && timingSafeEqual(Buffer.from(hashToken(key)), Buffer.from(hashToken(projectorKeyOf(id))))

/** Gives control. @param opened whether they open the session, rather than come by its link */
export function addFacilitators(id: string, ids: string[], device: Device | '' = '', opened = false): Promise<unknown> {
  const now = Date.now()
  return database()
    .insertInto('room_facilitator')
    .values(ids.map((facilitator) => ({ room_id: id, facilitator, since: now, seen_at: now, device, opened: opened ? 1 : 0 })))
    .onConflict((c) => c.doNothing())
    .execute()
}

/** We record to the minute when a facilitator was last seen. */
const SEEN = 60_000
/** An account is asked for its role where it signs in (`mayLead`). */
export async function isFacilitator(id: string, ids: string[]): Promise<boolean> {
  if (ids.length === 0) return false
  const rows = await database()
    .selectFrom('room_facilitator')
    .select(['facilitator', 'seen_at'])
    .where('facilitator', 'in', ids)
    .where('room_id', '=', id)
    .execute()
  const now = Date.now()
  const late = rows.filter((row) => row.seen_at < now - SEEN).map((row) => row.facilitator)
  if (late.length > 0)
    await database()
      .updateTable('room_facilitator')
      .set({ seen_at: now })
      .where('room_id', '=', id)
      .where('facilitator', 'in', late)
      .execute()
  return rows.some(({ facilitator }) => userOfFacilitator(facilitator) !== null) || (rows.length > 0 && (await isLed(id)))
}

export const roomsOf = async (ids: string[]): Promise<RoomRow[]> =>
  ids.length === 0
    ? []
    : database()
        .selectFrom('room')
        .selectAll('room')
        .where('id', 'in', (q) => q.selectFrom('room_facilitator').select('room_id').where('facilitator', 'in', ids))
        .orderBy('room.active_at', 'desc')
        .execute()

/** Whether a facilitator may open another session. A session counts as open while its code works. */
export async function mayOpenMore(ids: string[]): Promise<boolean> {
  if (ids.length === 0) return true
  const open = await database()
    .selectFrom('room')
    .select('id')
    .where('code', 'is not', null)
    .where('code_expires_at', '>', Date.now())
    .where('id', 'in', (q) => q.selectFrom('room_facilitator').select('room_id').where('facilitator', 'in', ids))
    .limit(BUDGETS.rooms)
    .execute()
  return open.length < BUDGETS.rooms
}

/** A participant's id in one session. It cannot be matched with the same person's id in another. */
export const participantOf = (room: string, token: string): string => createHash('sha256').update(`${room} ${token}`).digest('base64url')

export async function mayCreate(password: string, roles: readonly Role[]): Promise<boolean> {
  const who = await facilitators()
  if (who === 'role') return roles.includes('facilitator')
  if (who !== 'password') return who === 'anyone'
  return timingSafeEqual(Buffer.from(hashToken(password)), Buffer.from(hashToken(config().FACILITATOR_PASSWORD!)))
}

export const deleteRoom = (id: string): Promise<unknown> => database().deleteFrom('room').where('id', '=', id).execute()

/** Sessions opened from one address in an hour. */
const opened = limiter('open', 120, 3600)
export const openWait = (address: string): Promise<number> => spend(opened, address)
