import 'server-only'
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'
import type { Indicator } from '@/scenarios/engine/debrief/debrief'

/** What a debrief cites: sentences of the report, public guidance, and the names of signs and decoys. */
const Passage = z.strictObject({
  id: z.string(),
  /** The words as published. */
  text: z.string(),
  /** The words as shown, where a private person's name is elided. */
  shown: z.string().optional(),
  /** An editor's note that is always shown with it. */
  note: z.string().optional(),
  show: z.literal(false).optional(),
})
const Guidance = z.strictObject({ id: z.string(), text: z.string(), urls: z.array(z.string()) })
const Named = z.strictObject({ label: z.string(), cites: z.array(z.string()).optional(), about: z.literal('origin').optional() })
const Indicators = z.strictObject({ signs: z.record(z.string(), Named), decoys: z.record(z.string(), Named) })

export interface Source {
  id: string
  kind: 'report' | 'guidance'
  text: string
  note?: string
  urls: string[]
}

const file = (name: string) => readFileSync(`scenarios/evidence/${name}`, 'utf8')
let held: { sources: Map<string, Source>; indicators: Record<string, Indicator> } | undefined

function evidence() {
  if (held) return held
  const passages = z.array(Passage).parse(JSON.parse(file('passages.json')))
  const guidance = z.array(Guidance).parse(JSON.parse(file('guidance.json')))
  const { signs, decoys } = Indicators.parse(parse(file('indicators.yaml')))
  const sources: Source[] = [
    ...passages
      .filter((p) => p.show !== false)
      .map(({ id, text, shown, note }) => ({ id, kind: 'report' as const, text: shown ?? text, note, urls: [] })),
    ...guidance.map(({ id, text, urls }) => ({ id, kind: 'guidance' as const, text, urls })),
  ]
  held = { sources: new Map(sources.map((s) => [s.id, s])), indicators: { ...signs, ...decoys } }
  return held
}

export const indicators = () => evidence().indicators
export const sourceOf = (id: string): Source | undefined => evidence().sources.get(id)
