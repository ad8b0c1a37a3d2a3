import { exploredOf } from '@/scenarios/authoring/inspect/trial'
import type { JudgementChoice, PlayEvent } from '@/scenarios/engine/play/events'
import type { GraphNode } from '@/scenarios/engine/play/graph'
import { attemptFinished } from '@/server/enrolment/attempts'
import { append } from '@/server/learning/append'
import { readAttempt } from '@/server/learning/attempts'
import type { CompiledVariant } from '@/server/library/library'
import { bestPlay, worstPlay } from '../../support/best-play'

/** The chance at which they first report, from 1 (null: never), and whether they can see which variant it is. */
export interface Manner {
  well: boolean
  reports: number | null
  sure: boolean
}
export interface PlayResult {
  variant: 'hostile' | 'genuine'
  looks: JudgementChoice
  firstReport: number | null
}

interface Script extends PlayResult {
  events: PlayEvent[]
}
const known = new Map<string, Script>()

function scriptOf(compiled: CompiledVariant, manner: Manner): Script {
  const name = `${compiled.identity.structure} ${compiled.key.variant} ${JSON.stringify(manner)}`
  const made = known.get(name) ?? script(compiled, manner)
  known.set(name, made)
  return made
}

function script(compiled: CompiledVariant, { well, reports, sure }: Manner): Script {
  const { variant, reports: chancesToReport } = compiled.key
  let chances = 0
  const isReported = ({ scene }: GraphNode) => chancesToReport[scene]!.worth > 0 && reports !== null && ++chances >= reports
  const acts = well ? bestPlay(exploredOf(compiled), () => 0, isReported) : worstPlay(exploredOf(compiled), isReported)
  const right = (variant === 'hostile') === well
  const judged: Extract<PlayEvent, { type: 'judge' }> = sure
    ? { type: 'judge', looks: right ? 'approach' : 'genuine', sure: 'certain' }
    : { type: 'judge', looks: 'unsure' }
  return { variant, looks: judged.looks, firstReport: reports !== null && chances >= reports ? reports : null, events: [...acts, judged] }
}

export async function playToTheEnd(learner: string, attempt: string, manner: Manner): Promise<PlayResult> {
  const begun = (await readAttempt(learner, attempt))!
  const { events, ...played } = scriptOf(begun.compiled, manner)
  const done = await append(begun, begun.events.length, events, attemptFinished)
  if (!done.ok) throw new Error('the attempt was refused')
  return played
}
