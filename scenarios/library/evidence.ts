import { parse } from 'yaml'
import { z } from 'zod'
import { SOURCE_ID } from '../engine/format/artefacts'
import type { Overlay } from '../engine/format/schema'
import type { Finding } from './finding'
import type { LibraryFile } from './load'
import { parseYaml } from './parse'
import { applyOverlay, overlayOf, textsById, untranslated } from '../engine/play/overlay'

const Passage = z.strictObject({
  id: z.string(),
  text: z.string(),
  /** The words as shown, with the names of private persons removed. */
  shown: z.string().optional(),
  note: z.string().optional(),
  show: z.literal(false).optional(),
})
const Guidance = z.strictObject({ id: z.string(), text: z.string(), urls: z.array(z.string()) })
const Decoy = z.strictObject({ label: z.string(), about: z.literal('origin').optional() })
export const SIGN_GROUPS = ['offer', 'ask', 'who', 'way'] as const
const Sign = z.strictObject({
  label: z.string(),
  cites: z.array(z.string()),
  group: z.enum(SIGN_GROUPS),
  worrying: z.string(),
  harmless: z.string(),
})
export type Sign = z.infer<typeof Sign>
/** A way in which people are approached, by the id of the scenario that trains it or will. */
const Pattern = z.strictObject({ label: z.string(), what: z.string(), cites: z.array(z.string()).min(1) })
export type Pattern = z.infer<typeof Pattern>
const Indicators = z.strictObject({ signs: z.record(z.string(), Sign), decoys: z.record(z.string(), Decoy) })

export interface Source {
  id: string
  kind: 'assessment' | 'guidance'
  text: string
  note?: string
  urls: string[]
}
export interface EvidenceBase extends z.infer<typeof Indicators> {
  sources: Map<string, Source>
  patterns: Record<string, Pattern>
}

export function readEvidence(file: (name: string) => string): EvidenceBase {
  const passages = z.array(Passage).parse(JSON.parse(file('passages.json')))
  const guidance = z.array(Guidance).parse(JSON.parse(file('guidance.json')))
  const sources: Source[] = [
    ...passages
      .filter((p) => p.show !== false)
      .map(({ id, text, shown, note }) => ({ id, kind: 'assessment' as const, text: shown ?? text, note, urls: [] })),
    ...guidance.map(({ id, text, urls }) => ({ id, kind: 'guidance' as const, text, urls })),
  ]
  return {
    sources: new Map(sources.map((s) => [s.id, s])),
    patterns: z.record(z.string(), Pattern).parse(parse(file('patterns.yaml'))),
    ...Indicators.parse(parse(file('indicators.yaml'))),
  }
}

/** The sources and indicators of somebody's own library, in `evidence.yaml` beside its scenarios. */
const OwnEvidence = z.strictObject({
  sources: z
    .array(
      z.strictObject({
        id: z.string().regex(SOURCE_ID, 'written as OUR-01'),
        text: z.string().min(1),
        urls: z.array(z.url({ protocol: /^https?$/ })).default([]),
      }),
    )
    .default([]),
  signs: z.record(z.string(), Sign).default({}),
  decoys: z.record(z.string(), Decoy).default({}),
})

/** Adds what a library brings. What is there already stays as it is, and a second entry of its name is a finding. */
export function withOwn(cited: EvidenceBase, { path, bytes }: LibraryFile): { cited: EvidenceBase; findings: Finding[] } {
  const parsed = parseYaml(OwnEvidence, bytes, path)
  if (!parsed.ok) return { cited, findings: parsed.findings }
  const { sources, signs, decoys } = parsed.value
  const taken = [
    ...sources.filter(({ id }) => cited.sources.has(id)).map(({ id }) => id),
    ...Object.keys(signs).filter((id) => Object.hasOwn(cited.signs, id)),
    ...Object.keys(decoys).filter((id) => Object.hasOwn(cited.decoys, id)),
  ]
  const findings = taken.map(
    (id): Finding => ({
      rule: 'own-evidence',
      severity: 'error',
      file: path,
      line: 1,
      column: 1,
      message: `“${id}” is in the evidence already: give yours another id`,
    }),
  )
  if (findings.length > 0) return { cited, findings }
  const added = sources.map((source): [string, Source] => [source.id, { ...source, kind: 'guidance' }])
  return {
    cited: {
      ...cited,
      sources: new Map([...cited.sources, ...added]),
      signs: { ...cited.signs, ...signs },
      decoys: { ...cited.decoys, ...decoys },
    },
    findings: [],
  }
}

/** Evidence as translations see it, with ids such as `signs.urgency.label` and `sources.G-01.text`. */
const flat = ({ sources, ...names }: EvidenceBase) => ({ ...names, sources: [...sources.values()] })
const TEXTS: ReadonlySet<string> = new Set(['label', 'what', 'worrying', 'harmless', 'text', 'note'])

export function translateEvidence(cited: EvidenceBase, overlay: Overlay): EvidenceBase & { untranslated: string[] } {
  const { sources, ...names } = applyOverlay(flat(cited), overlay, TEXTS)
  return { ...names, sources: new Map(sources.map((s) => [s.id, s])), untranslated: untranslated(flat(cited), overlay, TEXTS) }
}
export const evidenceTexts = (cited: EvidenceBase): Map<string, string> => textsById(flat(cited), TEXTS)
export const evidenceOverlay = (cited: EvidenceBase, locale: string, say: (text: string) => string): Overlay =>
  overlayOf(flat(cited), locale, say, TEXTS)
