import 'server-only'
import type { Ended } from '@/scenarios/engine/course/ended'
import { isPass } from '@/scenarios/engine/score/attempt'
import type { DecisionReport } from '@/scenarios/engine/score/decision-report'
import type { XapiDisclosure } from './disclosure'

/** A finished attempt as statements by xAPI 1.0.3, with the verbs of cmi5. Pure functions. */

export type Actor = { objectType: 'Agent' } & ({ account: { homePage: string; name: string } } | { mbox: string })

export interface FinishedAttempt {
  actor: Actor
  report: XapiDisclosure['report']
  /** Our public address; the ids of activities are below it. */
  site: string
  scenario: string
  title: string
  /** Of the texts, BCP 47. */
  locale: string
  startedAt: number
  finishedAt: number
  /** Null if nobody hears how it ended. */
  ended: Ended | null
  decisions: DatedDecision[]
}
export type DatedDecision = Omit<DecisionReport, 'submission'> & { at: number }
export interface Statement {
  id: string
  timestamp: string
  [part: string]: unknown
}

const ADL = 'http://adlnet.gov/expapi'

export function statementsOf(finished: FinishedAttempt, newId: () => string): Statement[] {
  const { actor, report, site, scenario: scenarioId, title, locale, startedAt, finishedAt, ended, decisions } = finished
  const context = { registration: newId(), platform: 'Second Look', language: locale }
  const scenario = `${site}/learn/${scenarioId}`
  const object = { objectType: 'Activity', id: scenario, definition: { type: `${ADL}/activities/simulation`, name: { [locale]: title } } }
  const said = (verb: string, at: number, more: object = {}): Statement => ({
    ...{ id: newId(), actor, verb: { id: `${ADL}/verbs/${verb}`, display: { en: verb } }, object, context },
    timestamp: new Date(at).toISOString(),
    ...more,
  })
  const told = report === 'completion' ? null : ended
  return [
    said('initialized', startedAt),
    ...(report === 'answers' && told ? decisions : []).map((decided) => said('answered', decided.at, answer(decided, scenario, locale))),
    ...(told ? [said(isPass(told.outcome) ? 'passed' : 'failed', finishedAt, { result: resultOf(told) })] : []),
    said('completed', finishedAt, { result: { completion: true } }),
  ]
}

const resultOf = ({ outcome, result }: Ended) => ({ success: isPass(outcome), score: { scaled: result / 100 } })

const answer = ({ id, title, text, options, chosen, best }: DatedDecision, scenario: string, locale: string) => ({
  object: {
    objectType: 'Activity',
    id: `${scenario}/decisions/${id}`,
    definition: {
      type: `${ADL}/activities/cmi.interaction`,
      interactionType: 'choice',
      name: { [locale]: title },
      description: { [locale]: text },
      choices: options.map((option) => ({ id: option.id, description: { [locale]: option.text } })),
      correctResponsesPattern: best,
    },
  },
  result: { response: chosen, success: best.includes(chosen) },
})
