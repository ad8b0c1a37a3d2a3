import 'server-only'
import { parse } from 'yaml'
import { z } from 'zod'
import type { Indicator } from '@/scenarios/engine/debrief/debrief'
import type { Evidence as Citable } from '@/scenarios/engine/inspect'
import type { LibraryFile } from '@/scenarios/library/load'

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
export interface Evidence {
  indicators: Record<string, Indicator>
  sourceOf(id: string): Source | undefined
  /** As the rules for authors ask for it. */
  citable: Citable
}

/** @throws where a file is not what it must be */
export function evidenceFrom([passagesFile, guidanceFile, indicatorsFile]: LibraryFile[]): Evidence {
  const passages = z.array(Passage).parse(JSON.parse(textOf(passagesFile)))
  const guidance = z.array(Guidance).parse(JSON.parse(textOf(guidanceFile)))
  const { signs, decoys } = Indicators.parse(parse(textOf(indicatorsFile)))
  const sources: Source[] = [
    ...passages
      .filter((p) => p.show !== false)
      .map(({ id, text, shown, note }) => ({ id, kind: 'report' as const, text: shown ?? text, note, urls: [] })),
    ...guidance.map(({ id, text, urls }) => ({ id, kind: 'guidance' as const, text, urls })),
  ]
  const byId = new Map(sources.map((source) => [source.id, source]))
  return {
    indicators: { ...signs, ...decoys },
    sourceOf: (id) => byId.get(id),
    citable: { sources: new Set(byId.keys()), signs, decoys },
  }
}
const textOf = (file: LibraryFile | undefined): string => new TextDecoder().decode(file?.bytes as Uint8Array | undefined)
