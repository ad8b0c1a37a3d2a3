/** `check` and the server both read files through this, so that they never disagree about them. */
import type { NamePool } from '../../engine/format/schema'
import type { CompiledPlay } from '../../engine/play/compiled'
import { argumentsOf, drawNames } from '../../engine/play/names'
import { format, mapTexts, stage } from '../../engine/play/staging'
import { type Finding, inOrder } from '../../library/finding'
import { type Library, type LibraryFile, type LoadedScenario, loadLibrary } from '../../library/load'
import { type Evidence, inspectFolder } from '.'

export function checkLibrary(files: readonly LibraryFile[], evidence: Evidence): Library {
  const library = loadLibrary(files)
  const inspected = library.folders.flatMap((folder) => inspectFolder(folder, library.pool, evidence))
  // Inspection repeats the clashing ids that already stopped a scenario from being compiled.
  const all = new Map([...library.findings, ...inspected].map((finding) => [findingInWords(finding), finding]))
  // Try to show what passes all rules: a text that cannot be shown would give every learner an error page.
  if (![...all.values()].some((f) => f.severity === 'error'))
    for (const finding of library.scenarios.flatMap((scenario) => unshowable(scenario, library))) all.set(findingInWords(finding), finding)
  return { ...library, findings: inOrder([...all.values()]) }
}

function unshowable({ scenario, variants, translations }: LoadedScenario, { folders, pool }: Library): Finding[] {
  const folder = folders.find((f) => f.scenario?.value.id === scenario.id)
  const problem = [{ variants }, ...Object.values(translations)]
    .map((texts) => unshowableIn(Object.values(texts.variants), pool))
    .find((found) => found !== null)
  const file = folder?.scenario?.source.file
  return problem && file ? [{ rule: 'cannot-be-shown', severity: 'error', file, line: 1, column: 1, message: problem }] : []
}

/** @returns what goes wrong in one of them, or null */
export const unshowableIn = (variants: readonly CompiledPlay[], pool: NamePool): string | null =>
  variants.map((compiled) => tried(compiled, pool)).find((found) => found !== null) ?? null

/** Draws names and formats every text of play and key, as for a learner. @returns what went wrong, or null */
function tried({ play, key, values }: CompiledPlay, pool: NamePool): string | null {
  try {
    const names = drawNames(pool, Object.keys(play.cast), 1)
    const args = argumentsOf(values, names)
    stage(play, names, args, 'en')
    mapTexts(key, (text) => format(text, args, 'en'))
    return null
  } catch (error) {
    return `the scenario cannot be shown: ${(error as Error).message}`
  }
}

export const findingInWords = ({ file, line, column, severity, rule, message }: Finding): string =>
  `${file}:${line}:${column} ${severity} ${rule} ${message}`
