import 'server-only'
import { type Debrief, debrief } from '@/scenarios/engine/debrief/debrief'
import { type Foreign, foreignTo } from '@/scenarios/engine/play/language'
import type { Key } from '@/scenarios/engine/play/key'
import type { StagedPlay } from '@/scenarios/engine/play/play'
import type { AttemptScore } from '@/scenarios/engine/score/attempt'
import { type Names, argumentsOf } from '@/scenarios/engine/play/names'
import { type ReadTexts, format, stage } from '@/scenarios/engine/play/staging'
import type { Attempt } from './attempts'
import { type CompiledVariant, evidenceIn, otherVariant } from '../library/library'

interface LocalisedPlay {
  play: StagedPlay
  fill: (text: string) => string
}

/** Garbage-collected together with its scenario. */
const readTexts = new WeakMap<CompiledVariant, ReadTexts>()

export function stageVariant(compiled: CompiledVariant, names: Names): LocalisedPlay {
  const { locale } = compiled.language
  const args = argumentsOf(compiled.values, names)
  const read = readTexts.get(compiled) ?? new Map()
  readTexts.set(compiled, read)
  return { play: stage(compiled.play, names, args, locale, read), fill: (text) => format(text, args, locale, read) }
}

/** For each scenario, the last few that were requested, by their names: without script, a learner's page asks after every decision. */
const STAGED = 20
const staged = new WeakMap<CompiledVariant, Map<string, LocalisedPlay>>()

export function stageOf({ compiled, header: { names } }: Pick<Attempt, 'compiled' | 'header'>): LocalisedPlay {
  const held = staged.get(compiled) ?? new Map<string, LocalisedPlay>()
  const key = JSON.stringify(names)
  const made = held.get(key) ?? stageVariant(compiled, names)
  // Inserts at the end, so that the oldest is first.
  held.delete(key)
  held.set(key, made)
  for (const old of [...held.keys()].slice(0, -STAGED)) held.delete(old)
  staged.set(compiled, held)
  return made
}

/** The other variant of the same scenario, with the same people; null for a tutorial. */
export async function otherStaged(compiled: CompiledVariant, names: Names): Promise<{ play: StagedPlay; key: Key } | null> {
  const other = await otherVariant(compiled)
  return other && { play: stageVariant(other, names).play, key: other.key }
}

export const foreignIn = ({ compiled, header }: Attempt, page: string): Foreign | null =>
  foreignTo(page, compiled.language, (text) => format(text, argumentsOf(compiled.values, header.names), compiled.language.locale))

export const foreignSources = async ({ header }: Attempt, page: string): Promise<Foreign | null> =>
  foreignTo(page, (await evidenceIn(header.locale)).language, (text) => text)

export async function debriefOf(attempt: Attempt): Promise<Debrief & { score: AttemptScore }> {
  const { compiled, replay, header } = attempt
  const [{ indicators }, other] = await Promise.all([evidenceIn(header.locale), otherStaged(compiled, header.names)])
  return debrief({
    compiled,
    steps: replay.steps,
    indicators,
    other,
    ...stageOf(attempt),
  })
}
