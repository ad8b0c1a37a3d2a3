import type { Interaction, Outcome } from '../../runtime'
import { type Agent, type LaunchData, type Launch, isObject } from './launch'
import { uuidOf } from './uuid'

const ADL = 'http://adlnet.gov/expapi'
const CATEGORIES = 'https://w3id.org/xapi/cmi5/context/categories'
export const MASTERY = 'https://w3id.org/xapi/cmi5/context/extensions/masteryscore'
export const PROGRESS = 'https://w3id.org/xapi/cmi5/result/extensions/progress'
export const VERBS = {
  initialized: `${ADL}/verbs/initialized`,
  answered: `${ADL}/verbs/answered`,
  progressed: `${ADL}/verbs/progressed`,
  passed: `${ADL}/verbs/passed`,
  failed: `${ADL}/verbs/failed`,
  completed: `${ADL}/verbs/completed`,
  terminated: `${ADL}/verbs/terminated`,
} as const
export type Verb = keyof typeof VERBS
/** Whether cmi5 defines the statement, so that it counts. It merely allows the others, and an LMS may ignore them. */
export const isDefined = (verb: Verb): boolean => verb !== 'answered' && verb !== 'progressed'

interface Activity {
  objectType?: 'Activity'
  id: string
  definition?: Record<string, unknown>
}
export interface Statement {
  id: string
  actor: Agent
  verb: { id: string; display: { en: Verb } }
  object: Activity
  result?: Record<string, unknown>
  context: Record<string, unknown>
  timestamp: string
}
export type Session = Pick<Launch, 'actor' | 'registration' | 'activityId'> & Pick<LaunchData, 'contextTemplate' | 'session' | 'mastery'>

export const initialized = (of: Session, at: number): Statement => ({
  ...stated(of, 'initialized', [of.session], at),
  context: contextOf(of, ['cmi5']),
})

/** @param seconds of the session */
export const terminated = (of: Session, at: number, seconds: number): Statement => ({
  ...stated(of, 'terminated', [of.session], at),
  result: { duration: duration(seconds) },
  context: contextOf(of, ['cmi5']),
})

/** @param seconds spent until then, in all sessions */
export const completed = (of: Session, at: number, seconds: number): Statement => ({
  ...stated(of, 'completed', [], at),
  result: { completion: true, duration: duration(seconds) },
  context: contextOf(of, ['cmi5', 'moveon']),
})

/** A registration takes "passed" once, but "failed" again in another session. The scores of competencies go into the extensions. */
export function judged(of: Session, { passed, score, objectives }: Outcome & { passed: boolean }, at: number, seconds: number): Statement {
  const aims = objectives.map(
    ({ id }): Activity => ({
      objectType: 'Activity',
      id: aimOf(of, id),
      definition: { type: `${ADL}/activities/objective`, name: { en: id } },
    }),
  )
  const context = contextOf(of, ['cmi5', 'moveon'], aims)
  return {
    ...stated(of, passed ? 'passed' : 'failed', passed ? [] : [of.session], at),
    result: {
      success: passed,
      score: { scaled: score },
      duration: duration(seconds),
      // An extension needs an IRI as its name, so it takes the objective's.
      ...(aims.length > 0 && { extensions: Object.fromEntries(objectives.map(({ id, score: s }) => [aimOf(of, id), rounded(s)])) }),
    },
    // Overwrites nothing of the template.
    context: of.mastery === null ? context : { ...context, extensions: { [MASTERY]: of.mastery, ...(context.extensions as object) } },
  }
}
/** The ids of "passed" in this registration and of "failed" in this session. If the LMS has one of them, neither may follow. */
export const judgements = (of: Session): string[] => [idOf(of, 'passed', []), idOf(of, 'failed', [of.session])]
/** The id of "completed". No progress may follow it. */
export const completion = (of: Session): string => idOf(of, 'completed', [])
const aimOf = ({ activityId }: Session, competency: string): string => `${activityId}/objectives/${competency}`

/** @param attempt of which a registration may have several */
export function answered(of: Session, attempt: string, interaction: Interaction, language: string): Statement {
  const { id, title, text, options, chosen, best, at, latency } = interaction
  return {
    ...stated(of, 'answered', [attempt, id, chosen], at),
    object: {
      objectType: 'Activity',
      id: `${of.activityId}/decisions/${id}`,
      definition: {
        type: `${ADL}/activities/cmi.interaction`,
        interactionType: 'choice',
        name: { [language]: title },
        description: { [language]: text },
        choices: options.map((o) => ({ id: o.id, description: { [language]: o.text } })),
        ...(best.length > 0 && { correctResponsesPattern: best }),
      },
    },
    result: { response: chosen, ...(best.length > 0 && { success: best.includes(chosen) }), duration: duration(latency) },
    context: contextOf(of, []),
  }
}

/** Never 100 %, because `completed` says that. @param share from 0 to 1. @returns nothing below 1 % or above 99 % */
export function progressed(of: Session, share: number, at: number): Statement[] {
  const percent = Math.floor(100 * share)
  if (percent < 1 || percent > 99) return []
  const said = stated(of, 'progressed', [`${percent}`], at)
  return [{ ...said, result: { extensions: { [PROGRESS]: percent } }, context: contextOf(of, []) }]
}

const idOf = ({ registration, activityId }: Session, verb: Verb, which: string[]): string =>
  uuidOf(registration, activityId, verb, ...which)

function stated(of: Session, verb: Verb, which: string[], at: number): Omit<Statement, 'result' | 'context'> {
  return {
    id: idOf(of, verb, which),
    actor: of.actor,
    verb: { id: VERBS[verb], display: { en: verb } },
    object: { objectType: 'Activity', id: of.activityId },
    timestamp: new Date(at).toISOString(),
  }
}

/** The LMS's template with additions; cmi5 forbids changing what it contains. */
function contextOf({ contextTemplate, registration }: Session, categories: string[], other: Activity[] = []): Record<string, unknown> {
  const template = isObject(contextTemplate.contextActivities) ? contextTemplate.contextActivities : {}
  const added = {
    category: categories.map((name): Activity => ({ objectType: 'Activity', id: `${CATEGORIES}/${name}` })),
    other,
  }
  const contextActivities = Object.fromEntries(
    Object.entries({ ...added, ...template }).flatMap(([place, given]) => {
      const all = [given].flat() as Activity[]
      const more = place in added ? added[place as keyof typeof added].filter(({ id }) => all.every((a) => a.id !== id)) : []
      return all.length + more.length > 0 ? [[place, [...all, ...more]]] : []
    }),
  )
  return { ...contextTemplate, registration, contextActivities }
}

export const duration = (seconds: number): string => `PT${rounded(Math.max(0, seconds))}S`
const rounded = (value: number): number => Math.round(value * 100) / 100
