import 'server-only'
import { z } from 'zod'
import { database } from '../database'
import { contactsOf, draftOrganisation, organisation } from './organisation'
import { config } from '../platform/config'
import { hashToken } from '../platform/tokens'

/** A step is done once the server finds that it is; nobody ticks it off. */
export const STEPS = ['address', 'mail', 'name', 'contacts', 'course', 'publish', 'people'] as const
export type Step = (typeof STEPS)[number]
export interface StepState {
  step: Step
  done: boolean
  /** `draft`: what it asks for is typed, but learners do not see it yet. */
  open: 'open' | 'draft'
  /** The page for it, after `/LOCALE/manage`. */
  at: string
}

/** In a row of `setting` that names nobody. Without the row, the steps have not begun. */
const NAME = 'first-steps'
const StoredSchema = z.object({
  /** The hash of the link in the last test mail, while nobody has opened it. */
  mail: z.string().nullable().default(null),
  arrived: z.number().nullable().default(null),
  away: z.boolean().default(false),
  /** When everything was done. Then the steps are over, even if something is removed later. */
  finished: z.number().nullable().default(null),
})
type Stored = z.infer<typeof StoredSchema>

async function stored(): Promise<Stored | null> {
  const row = await database().selectFrom('setting').select('body').where('name', '=', NAME).executeTakeFirst()
  return row ? StoredSchema.parse(JSON.parse(row.body)) : null
}
async function store(change: Partial<Stored>): Promise<void> {
  const body = JSON.stringify({ ...StoredSchema.parse((await stored()) ?? {}), ...change })
  await database()
    .insertInto('setting')
    .values({ name: NAME, body, updated_at: Date.now() })
    .onConflict((c) => c.column('name').doUpdateSet({ body, updated_at: Date.now() }))
    .execute()
}

export const showFirstSteps = (): Promise<void> => store({ away: false })
export const putFirstStepsAway = (): Promise<void> => store({ away: true })

/** Replaces an earlier link. A test mail alone does not begin the steps. */
export async function testMailWritten(token: string): Promise<void> {
  await store({ mail: hashToken(token), ...((await stored()) === null && { away: true }) })
}
export const isTestMail = async (token: string): Promise<boolean> => (await stored())?.mail === hashToken(token)
/** @returns whether it was the link of the last test mail */
export async function testMailArrived(token: string, now = Date.now()): Promise<boolean> {
  if (!(await isTestMail(token))) return false
  await store({ mail: null, arrived: now })
  return true
}

export type FirstSteps = { state: 'none' | 'away' | 'finished' } | { state: 'open'; steps: StepState[] }

/** `none`: they never began, for example because the server was set up before there were any. */
export async function firstSteps(now = Date.now()): Promise<FirstSteps> {
  const known = await stored()
  if (!known) return { state: 'none' }
  if (known.finished !== null) return { state: 'finished' }
  if (known.away) return { state: 'away' }
  const steps = await stepsNow(known)
  if (!steps.every(({ done }) => done)) return { state: 'open', steps }
  await store({ finished: now })
  return { state: 'finished' }
}

async function stepsNow({ arrived }: Stored): Promise<StepState[]> {
  const { PUBLIC_URL, SMTP_URL } = config()
  const [now, { draft }, course] = [await organisation(), await draftOrganisation(), await furthest()]
  const own = (step: 'name' | 'contacts', done: boolean, typed: boolean, at: string): StepState =>
    typed && !done ? { step, done, open: 'draft', at: '/organisation' } : { step, done, open: 'open', at }
  const open = 'open' as const
  return [
    { step: 'address', done: PUBLIC_URL !== undefined, open, at: '/first-steps/address' },
    { step: 'mail', done: SMTP_URL !== undefined && arrived !== null, open, at: '/organisation/mails' },
    own('name', now.name !== '', draft.name !== '', '/organisation/identity'),
    own('contacts', contactsOf(now).length > 0, draft.contacts.length > 0, '/organisation/contacts'),
    { step: 'course', done: course !== null, open, at: '/courses/new' },
    { step: 'publish', done: (course?.version ?? 0) > 0, open, at: course ? `/courses/${course.id}/publish` : '/courses' },
    { step: 'people', done: await hasPeople(), open, at: `/people/add${course?.cohort ? `?cohort=${course.cohort}` : ''}` },
  ]
}

/** A published course, otherwise one in preparation. */
const furthest = async () =>
  (await database()
    .selectFrom('course')
    .leftJoin('cohort', 'cohort.course_id', 'course.id')
    .select(['course.id', 'version', 'cohort.id as cohort'])
    .where('archived_at', 'is', null)
    .orderBy('version', 'desc')
    .orderBy('course.created_at', 'desc')
    .orderBy('cohort.created_at')
    .executeTakeFirst()) ?? null

async function hasPeople(): Promise<boolean> {
  const enrolled = await database().selectFrom('enrolment').select('id').limit(1).executeTakeFirst()
  if (enrolled) return true
  const invited = await database().selectFrom('invitation').select('id').where('cohort_id', 'is not', null).limit(1).executeTakeFirst()
  return invited !== undefined
}
