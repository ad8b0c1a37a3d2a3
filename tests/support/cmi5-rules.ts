/** What an LMS refuses: the requirements of cmi5 (Quartz) on statements, by their numbers in ADL's list, and the shape of xAPI 1.0.3. */
import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'

const ADL = 'http://adlnet.gov/expapi/verbs'
const DEFINED = ['initialized', 'completed', 'passed', 'failed', 'terminated'] as const
type DefinedVerb = (typeof DEFINED)[number]
const CMI5 = 'https://w3id.org/xapi/cmi5/context/categories/cmi5'
const MOVE_ON = 'https://w3id.org/xapi/cmi5/context/categories/moveon'
export const SESSION_ID = 'https://w3id.org/xapi/cmi5/context/extensions/sessionid'
const MASTERY = 'https://w3id.org/xapi/cmi5/context/extensions/masteryscore'
const PROGRESS = 'https://w3id.org/xapi/cmi5/result/extensions/progress'

const iri = z.string().regex(/^[a-z][a-z0-9+.-]*:\S+$/i)
const uuid = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
const words = z.record(z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/), z.string())
const extensions = z.record(iri, z.unknown())
const agent = z.strictObject({
  objectType: z.literal('Agent').optional(),
  name: z.string().optional(),
  account: z.strictObject({ homePage: z.url(), name: z.string().min(1) }),
})
const component = z.strictObject({ id: z.string().min(1), description: words.optional() })
const activity = z.strictObject({
  objectType: z.literal('Activity').optional(),
  id: iri,
  definition: z
    .strictObject({
      type: iri,
      name: words,
      description: words,
      interactionType: z.enum(['choice', 'true-false']),
      correctResponsesPattern: z.array(z.string()),
      choices: z.array(component),
      extensions,
    })
    .partial()
    .optional(),
})
const activities = z.array(activity)
const scaled = z.number().min(-1).max(1)
export const XapiStatement = z.strictObject({
  id: uuid,
  actor: agent,
  verb: z.strictObject({ id: iri, display: words }),
  object: activity,
  result: z
    .strictObject({
      score: z.strictObject({ scaled, raw: z.number(), min: z.number(), max: z.number() }).partial(),
      success: z.boolean(),
      completion: z.boolean(),
      response: z.string(),
      duration: z.string().regex(/^PT\d+(\.\d{1,2})?S$/),
      extensions,
    })
    .partial()
    .optional(),
  context: z.strictObject({
    registration: uuid,
    contextActivities: z.strictObject({ category: activities, grouping: activities, parent: activities, other: activities }).partial(),
    extensions: extensions.optional(),
    language: z.string().optional(),
    platform: z.string().optional(),
  }),
  timestamp: z.iso.datetime({ offset: true }),
})
export type XapiStatement = z.infer<typeof XapiStatement>

export interface LmsSession {
  id: string
  token: string
  isFetched: boolean
  mode: 'Normal' | 'Review' | 'Browse'
  masteryScore: number | null
  hasPreferences: boolean
  isTerminated: boolean
  isAbandoned: boolean
  verbs: string[]
  times: number[]
}
export interface StatementContext {
  session: LmsSession
  registered: string[]
  template: { contextActivities: Record<string, unknown[]>; extensions: Record<string, unknown> }
  actor: unknown
  registration: string
  activityId: string
}
interface Case extends StatementContext {
  s: XapiStatement
  verb: string
  /** Null for statements that cmi5 only allows, without its category. */
  defined: DefinedVerb | null
}

const categories = ({ s }: Case) => (s.context.contextActivities.category ?? []).map(({ id }) => id)
const isJudgement = (verb: string | null) => verb === 'passed' || verb === 'failed'
const scoreOf = ({ s }: Case) => s.result?.score?.scaled
const timeOf = ({ s }: Case) => Date.parse(s.timestamp)
const progressOf = ({ s }: Case) => s.result?.extensions?.[PROGRESS]

const RULES: [requirement: string, isBroken: (c: Case) => boolean][] = [
  ['8.1.3.0-3 (d) actor', ({ s, actor }) => !isDeepStrictEqual(s.actor, actor)],
  ['9.6.1.0-1 (d) registration', ({ s, registration }) => s.context.registration !== registration],
  ['6.3.0.0-1 voids nothing', ({ verb }) => verb === 'voided'],
  ['9.7.0.0-2 (d) timestamps in UTC', ({ s }) => !s.timestamp.endsWith('Z')],
  ['11.0.0.0-3 (d2) preferences first', ({ session }) => !session.hasPreferences],
  ['9.3.0.0-4 (d2) initialized first', ({ session, verb }) => session.verbs.length === 0 && verb !== 'initialized'],
  // The order is that of the times in the statements.
  ['9.3.0.0-4 nothing before initialized', (c) => c.session.times.length > 0 && timeOf(c) < c.session.times[0]!],
  ['9.3.0.0-5 nothing after terminated', (c) => c.verb === 'terminated' && timeOf(c) < Math.max(...c.session.times)],
  ['10.2.1.0-7 (d) template', (c) => !keeps(c.template, c.s.context)],
  ['9.6.3.1-4 (d) session id', ({ s, session }) => s.context.extensions?.[SESSION_ID] !== session.id],
  // Without its category, a verb of cmi5 would be allowed but mean nothing, so no package of ours may send one.
  ['9.6.2.1-1 category', (c) => DEFINED.includes(c.verb as DefinedVerb) !== categories(c).includes(CMI5)],
  ['8.1.5.0-6 (d) activityId', ({ defined, s, activityId }) => defined !== null && s.object.id !== activityId],
  [
    '9.4.0.0-2 objects of their own',
    ({ defined, verb, s, activityId }) => defined === null && (s.object.id === activityId) !== (verb === 'progressed'),
  ],
  ['9.3.0.0-2 (d) twice in a session', ({ defined, verb, session }) => defined !== null && session.verbs.includes(verb)],
  ['9.3.0.0-3 (d) passed or failed', ({ defined, session }) => isJudgement(defined) && session.verbs.some(isJudgement)],
  ['9.3.0.0-6 (d2) completed once', ({ defined, registered }) => defined === 'completed' && registered.includes('completed')],
  ['9.3.0.0-7 (d2) passed once', ({ defined, registered }) => defined === 'passed' && registered.includes('passed')],
  ['9.3.0.0-8 (d) failed after passed', ({ defined, registered }) => defined === 'failed' && registered.includes('passed')],
  [
    '9.3.4.0-2 (d2) passed below mastery',
    (c) => c.defined === 'passed' && c.session.masteryScore !== null && (scoreOf(c) ?? 1) < c.session.masteryScore,
  ],
  [
    '9.3.5.0-2 (d) failed at mastery',
    (c) => c.defined === 'failed' && c.session.masteryScore !== null && (scoreOf(c) ?? 0) >= c.session.masteryScore,
  ],
  ['9.5.1.0-2 (d) score', ({ defined, s }) => defined !== null && !isJudgement(defined) && s.result?.score !== undefined],
  [
    '9.5.1.0-3 (d) raw alone',
    ({ s }) => s.result?.score?.raw !== undefined && (s.result.score.min === undefined || s.result.score.max === undefined),
  ],
  ['9.5.2.0-1 (d1) success', ({ defined, s }) => defined === 'passed' && s.result?.success !== true],
  ['9.5.2.0-2 (d) success', ({ defined, s }) => defined === 'failed' && s.result?.success !== false],
  ['9.5.2.0-3 (d) success', ({ defined, s }) => defined !== null && !isJudgement(defined) && s.result?.success !== undefined],
  ['9.5.3.0-1 (d1) completion', ({ defined, s }) => defined === 'completed' && s.result?.completion !== true],
  ['9.5.3.0-2 (d) completion', ({ defined, s }) => defined !== 'completed' && s.result?.completion !== undefined],
  ['9.5.4.1 (d) duration', ({ defined, s }) => defined !== null && defined !== 'initialized' && s.result?.duration === undefined],
  [
    '9.6.2.2 (d) moveOn',
    (c) => categories(c).includes(MOVE_ON) !== (c.defined !== null && (c.defined === 'completed' || isJudgement(c.defined))),
  ],
  [
    '9.6.3.2-2 (d) masteryScore',
    (c) => isJudgement(c.defined) && scoreOf(c) !== undefined && (c.s.context.extensions?.[MASTERY] ?? null) !== c.session.masteryScore,
  ],
  ['9.5.5.1 progress in percent', (c) => progressOf(c) !== undefined && !isPercent(progressOf(c))],
  // Only advice of the standard and of its best practices.
  ['9.5.5.1 progress of what is done', (c) => progressOf(c) !== undefined && (c.defined !== null || c.registered.includes('completed'))],
  ['10.2.2.0-5 (d) launchMode', ({ session, verb }) => session.mode !== 'Normal' && verb !== 'initialized' && verb !== 'terminated'],
]

const isPercent = (value: unknown): boolean => Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 100

/** Everything of the template is unchanged and in its place; lists may have more at their end. */
function keeps(template: unknown, context: unknown): boolean {
  if (Array.isArray(template)) return Array.isArray(context) && template.every((one, i) => isDeepStrictEqual(one, context[i]))
  if (template && typeof template === 'object')
    return !!context && Object.entries(template).every(([name, value]) => keeps(value, (context as Record<string, unknown>)[name]))
  return isDeepStrictEqual(template, context)
}

/** @returns the requirement it breaks; null if an LMS takes it */
export function refusalOf(statement: unknown, judged: StatementContext): string | null {
  const read = XapiStatement.safeParse(statement)
  if (!read.success) return `xAPI: ${z.prettifyError(read.error)}`
  const s = read.data
  const verb = s.verb.id.startsWith(`${ADL}/`) ? s.verb.id.slice(ADL.length + 1) : s.verb.id
  const isDefined = (s.context.contextActivities.category ?? []).some(({ id }) => id === CMI5)
  const c: Case = { ...judged, s, verb, defined: isDefined ? (DEFINED.find((d) => d === verb) ?? null) : null }
  return RULES.find(([, isBroken]) => isBroken(c))?.[0] ?? null
}
export const verbOf = ({ verb }: Pick<XapiStatement, 'verb'>): string => verb.id.split('/').at(-1)!
