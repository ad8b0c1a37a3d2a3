/** What `check` says of files, and what the server serves of them: one reading, so that the two never differ. */
import { type Evidence, type Finding, inspectFolder } from '../engine/inspect'
import { inOrder } from '../engine/inspect/finding'
import { type Library, type LibraryFile, loadLibrary } from './load'

/** Loads files and inspects what they hold. `findings` are of both. */
export function checkLibrary(files: readonly LibraryFile[], evidence: Evidence): Library {
  const library = loadLibrary(files)
  const inspected = library.folders.flatMap((folder) => inspectFolder(folder, library.pool, evidence))
  // Ids that clash keep a scenario from being compiled, and are found again when it is inspected.
  const all = new Map([...library.findings, ...inspected].map((finding) => [told(finding), finding]))
  return { ...library, findings: inOrder([...all.values()]) }
}

/** A finding in one line, as compilers print theirs. */
export const told = ({ file, line, column, severity, rule, message }: Finding): string =>
  `${file}:${line}:${column} ${severity} ${rule} ${message}`
