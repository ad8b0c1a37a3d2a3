import 'server-only'
import { drawNames } from '@/scenarios/engine/play/names'
import { mapTexts } from '@/scenarios/engine/play/staging'
import { isArchived } from '../library/archive'
import { type CompiledVariant, poolOf, scenarioWith } from '../library/library'
import type { SignedScenario } from '../library/sign-offs'
import { stageVariant } from './localise'

export interface TextChange {
  /** The title of its moment; null for explanations, endings and the verdict, which belong to none. */
  moment: string | null
  before: string | null
  after: string | null
}

/** What has changed in the texts of a variant since its last sign-off. Null if that version was not kept. */
export async function changedSince({ scenario, variant, last }: SignedScenario): Promise<TextChange[] | null> {
  const compiled = scenario.variants[variant]!
  const old = last && (await isArchived(last)) ? (await scenarioWith(last))[variant] : undefined
  if (!old) return null
  const pool = await poolOf(scenario.id)
  return textChanges(textsOf(old, pool), textsOf(compiled, pool))
}

type Texts = Map<string, { moment: string | null; text: string }>

function textsOf(compiled: CompiledVariant, pool: Parameters<typeof drawNames>[0]): Texts {
  const { fill } = stageVariant(compiled, drawNames(pool, Object.keys(compiled.play.cast), 0))
  const texts: Texts = new Map()
  const { play, key } = compiled
  mapTexts({ play, key }, (text, path) => {
    const scene = play.scenes[/^play\.scenes\.([^.]+)/.exec(path)?.[1] ?? '']
    texts.set(path, { moment: scene ? fill(scene.title) : null, text: fill(text) })
    return text
  })
  return texts
}

/** A sentence that only moved has not changed: most places are numbers, and move when a sentence is added before them. */
export function textChanges(before: Texts, after: Texts): TextChange[] {
  const [said, says] = [before, after].map((texts) => new Set([...texts.values()].map(({ text }) => text)))
  const isNew = ({ text }: { text: string }) => !said!.has(text)
  const isGone = (entry: { text: string } | undefined) => entry !== undefined && !says!.has(entry.text)
  const changed = [...after].flatMap(([path, entry]): TextChange[] => {
    if (!isNew(entry)) return []
    const old = before.get(path)
    return [{ moment: entry.moment, before: isGone(old) ? old!.text : null, after: entry.text }]
  })
  const replaced = new Set(changed.map((change) => change.before))
  const removed = [...before.values()].flatMap(({ moment, text }): TextChange[] =>
    isGone({ text }) && !replaced.has(text) ? [{ moment, before: text, after: null }] : [],
  )
  return [...changed, ...removed]
}
