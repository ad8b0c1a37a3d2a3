/** Scenarios ready to be played, drawn or scored. */
import { inspectFolder } from '@/scenarios/engine/inspect'
import type { Compiled } from '@/scenarios/engine/play/compile'
import type { Scenario } from '@/scenarios/engine/format/schema'
import { type Scorer, scorer } from '@/scenarios/engine/score/attempt'
import { loadLibrary } from '@/scenarios/library/load'
import { compile } from '@/scenarios/engine/play/compile'
import { evidence, wholeLibrary, withFolders } from './files'
import { Misuse } from './verb'

export interface Playable {
  file: string
  scenario: Scenario
  compiled: Compiled
  scorer: Scorer
}

/** Rules whose violation makes a scenario unplayable. */
const FATAL = new Set([
  'duplicate-id',
  'opaque-collision',
  'unknown-target',
  'cycle',
  'dead-end',
  'no-act',
  'several-acts',
  'state-explosion',
  'last-route-guarded',
])

/** The scenarios among these files, or the whole library's if none are given. @throws Misuse if one cannot be read or played */
export function playable(paths: string[]): Playable[] {
  const { files, named } = paths.length > 0 ? withFolders(paths) : { files: wholeLibrary(), named: null }
  const { folders, pool, findings } = loadLibrary(files)
  const sources = evidence()
  const faults = [...findings, ...folders.flatMap((folder) => inspectFolder(folder, pool, sources)).filter((f) => FATAL.has(f.rule))]
  const found = folders
    .flatMap(({ hostile, genuine }) => [hostile, genuine])
    .filter((s) => s !== undefined)
    .filter(({ source }) => named === null || named.has(source.file))
  for (const file of named ?? found.map((s) => s.source.file)) {
    const fault = faults.find((f) => f.file === file && f.severity === 'error' && f.rule !== 'library-pattern')
    if (fault) throw new Misuse(`${file} cannot be played yet: line ${fault.line}, ${fault.message} (see check)`)
  }
  if (found.length === 0) throw new Misuse('no scenario among these files')
  return found.map(({ value: scenario, source: { file } }) => {
    const compiled = compile(scenario, pool)
    return { file, scenario, compiled, scorer: scorer(compiled.play, compiled.key) }
  })
}
