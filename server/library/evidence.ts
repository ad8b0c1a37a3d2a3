import 'server-only'
import { basename } from 'node:path'
import type { Indicator } from '@/scenarios/engine/debrief/moment'
import type { Evidence as Citable } from '@/scenarios/authoring/inspect'
import { type Finding, apply } from '@/scenarios/library/finding'
import { OVERLAY_RULES } from '@/scenarios/authoring/inspect/rules/translations'
import { type Language, ORIGINAL, original } from '@/scenarios/engine/play/language'
import {
  type Pattern,
  type EvidenceBase,
  type Sign,
  type Source,
  evidenceOverlay,
  evidenceTexts,
  readEvidence,
  translateEvidence,
  withOwn,
} from '@/scenarios/library/evidence'
import { type LibraryFile, kindOf, loadOverlay } from '@/scenarios/library/load'
import { asPseudo } from './pseudo'

export interface Evidence {
  indicators: Record<string, Indicator>
  /** For the page of signs, in the order of the file. */
  signs: readonly Sign[]
  /** Details that look suspicious but prove nothing, by name. */
  decoys: readonly string[]
  /** By the id of the scenario that trains the pattern, or will. */
  patterns: Readonly<Record<string, Pattern>>
  sources: readonly Source[]
  sourceOf(id: string): Source | undefined
  /** The same evidence in the form that the authoring rules check against. */
  citable: Citable
  language: Language
}

/** In every available language, by locale. @throws if a file of the original is not valid */
export function evidenceByLocale(files: LibraryFile[]): { languages: Record<string, Evidence>; findings: Finding[] } {
  const findings: Finding[] = []
  const cited = citedIn(files, findings)
  const languages: Record<string, Evidence> = { [ORIGINAL]: evidenceOf(cited, original) }
  const own = files.filter(({ path }) => kindOf(path) === 'overlay')
  for (const { path, bytes } of [...own, ...asPseudo('scenarios/evidence', (locale, say) => evidenceOverlay(cited, locale, say))]) {
    const parsed = loadOverlay(bytes, path)
    if (!parsed.ok) {
      findings.push(...parsed.findings)
      continue
    }
    const { locale } = parsed.value
    const subject = { overlay: parsed.value, texts: evidenceTexts(cited) }
    findings.push(...apply(OVERLAY_RULES, subject, parsed.source).filter((f) => f.severity === 'error'))
    const { untranslated, ...translated } = translateEvidence(cited, parsed.value)
    languages[locale] = evidenceOf(translated, { locale, untranslated })
  }
  return { languages, findings }
}

/** A file of somebody's own library that cannot be read is left out, with a finding. */
function citedIn(files: LibraryFile[], findings: Finding[]): EvidenceBase {
  const shipped = readEvidence((name) =>
    new TextDecoder().decode(files.find(({ path }) => basename(path) === name)?.bytes as Uint8Array | undefined),
  )
  return files
    .filter(({ path }) => kindOf(path) === 'evidence')
    .reduce((cited, file) => {
      const added = withOwn(cited, file)
      findings.push(...added.findings)
      return added.cited
    }, shipped)
}

const evidenceOf = ({ sources, patterns, signs, decoys }: EvidenceBase, language: Language): Evidence => ({
  indicators: { ...signs, ...decoys },
  signs: Object.values(signs),
  decoys: Object.values(decoys).map(({ label }) => label),
  patterns,
  sources: [...sources.values()],
  sourceOf: (id) => sources.get(id),
  citable: { sources: new Set(sources.keys()), signs, decoys },
  language,
})
