/** What `check` reports, and what the server serves: one reading of the files, so that the two never differ. */
import { type Evidence, type Finding, inspectFolder } from '../engine/inspect'
import { inOrder } from '../engine/inspect/finding'
import type { Compiled } from '../engine/play/compile'
import { argumentsOf, drawNames, format, mapTexts, stage } from '../engine/play/stage'
import { type Library, type LibraryFile, type LoadedPattern, loadLibrary } from './load'

/** Loads files and inspects their contents. `findings` has the results of both. */
export function checkLibrary(files: readonly LibraryFile[], evidence: Evidence): Library {
  const library = loadLibrary(files)
  const inspected = library.folders.flatMap((folder) => inspectFolder(folder, library.pool, evidence))
  // Clashing ids keep a scenario from being compiled, and inspection finds them again.
  const all = new Map([...library.findings, ...inspected].map((finding) => [told(finding), finding]))
  // What no rule finds is tried out: a text that cannot be shown would give every learner an error page.
  if (![...all.values()].some((f) => f.severity === 'error'))
    for (const finding of library.patterns.flatMap((pattern) => unshowable(pattern, library))) all.set(told(finding), finding)
  return { ...library, findings: inOrder([...all.values()]) }
}

function unshowable({ pattern, scenarios }: LoadedPattern, { folders }: Library): Finding[] {
  const folder = folders.find((f) => f.pattern?.value === pattern)
  return (['hostile', 'genuine'] as const).flatMap((nature) => {
    const [compiled, file] = [scenarios[nature], folder?.[nature]?.source.file]
    const problem = compiled && tried(compiled)
    return problem && file ? [{ rule: 'cannot-be-shown', severity: 'error', file, line: 1, column: 1, message: problem }] : []
  })
}

/** Draws names and formats every text of both halves, as for a learner. @returns what went wrong, or null */
function tried({ play, key, pool, values }: Compiled): string | null {
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

/** A finding in one line, in the style of compilers. */
export const told = ({ file, line, column, severity, rule, message }: Finding): string =>
  `${file}:${line}:${column} ${severity} ${rule} ${message}`
