import type { Generated, Selectable } from 'kysely'
import type { Purpose } from '@/scenarios/engine/play/journal'

interface LearnerTable {
  /** Opaque and random. Never leaves the server. */
  id: string
  created_at: number
  /** The account it belongs to; null while the learner is anonymous. An account has at most one learner. */
  user_id: string | null
}
interface DeviceTable {
  /** SHA-256 of the token in the device's cookie, so that the database alone is not enough to sign in. */
  id: string
  learner_id: string
  created_at: number
}
interface AttemptTable {
  id: string
  learner_id: string
  scenario: string
  variant: 'hostile' | 'genuine'
  /** The hashes of the scenario it is played on, and of its words. */
  structure: string
  texts: string
  /** JSON: the name drawn for each character. */
  names: string
  locale: string
  /** `practice`: the attempt it branched from. `learn`: the attempt on an older version that it continues. `repeat`: the first that counted. */
  parent: string | null
  purpose: Purpose
  started_at: number
  /** 1 once the learner has said whether the scenario was fair. Their answer is in `feedback`, which leads to no attempt. */
  asked: Generated<number>
}
interface EventTable {
  attempt_id: string
  /** The number of events before this one. */
  seq: number
  body: string
  at: number
}
interface ScenarioStructureTable {
  hash: string
  scenario: string
  body: string
  used_at: number
}
/** The words of a structure in one language, as they were played. */
interface ScenarioTextsTable {
  structure: string
  hash: string
  locale: string
  body: string
  used_at: number
}
interface DeviceLinkTable {
  /** SHA-256 of the token in the link. */
  id: string
  learner_id: string
  expires_at: number
  tries: Generated<number>
}
/** Learners' answers about whether a scenario was fair. */
interface FeedbackTable {
  id: string
  scenario: string
  variant: 'hostile' | 'genuine'
  /** The hash of the scenario that they played. */
  structure: string
  locale: string
  verdict: 'fair' | 'partly' | 'unfair'
  words: string
  /** The day it came in. Once it is shown, the day on which its whole batch was shown: `2026-11-26`. */
  day: string
  /** 1 once authors see it. */
  shown: Generated<number>
}
/** The last version of each scenario that passed inspection. We serve it while the files do not pass. */
interface ServedScenarioTable {
  id: string
  folder: string
  digest: string
  body: string
  served_at: number
}
/** What was published of drafts. At most one version of an id is served. */
interface PublishedScenarioTable {
  id: string
  version: string
  /** The file, as it was. */
  body: string
  published_at: number
  /** 1 or 0. */
  served: number
}

export interface PlayTables {
  learner: LearnerTable
  device: DeviceTable
  attempt: AttemptTable
  event: EventTable
  scenario_structure: ScenarioStructureTable
  scenario_texts: ScenarioTextsTable
  feedback: FeedbackTable
  served_scenario: ServedScenarioTable
  published_scenario: PublishedScenarioTable
  device_link: DeviceLinkTable
}
export type AttemptRow = Selectable<AttemptTable>
export type FeedbackRow = Selectable<FeedbackTable>
