/** Gives ids that clash new ones, so that a draft can be compiled. */
import type { Scenario } from '../../engine/format/schema'
import type { Finding, Path, Source } from '../../library/finding'
import { inspectIds } from '../../library/ids'
import { valueAt } from './draft'
import type { StandIns } from './stand-ins'

/** Renaming one may make another clash. */
const ROUNDS = 4

/** Changes the scenario. @returns the findings on it as it was */
export function untangleIds(scenario: Scenario, source: Source, standIns: StandIns): Finding[] {
  const paths: Path[] = []
  const found = inspectIds(scenario, recording(source, paths))
  for (let round = 0; round < ROUNDS && paths.length > 0; round++) {
    for (const path of paths.splice(0)) renamed(scenario, path, standIns)
    inspectIds(scenario, recording(source, paths))
  }
  return found
}

const recording = (source: Source, paths: Path[]): Source => ({
  file: source.file,
  locate: (path) => {
    paths.push(path)
    return { ...source.locate(path), path }
  },
})

function renamed(scenario: Scenario, path: Path, standIns: StandIns): void {
  const [last, above] = [path.at(-1)!, valueAt(scenario, path.slice(0, -1)) as Record<string | number, unknown> | undefined]
  if (!above || typeof above !== 'object') return
  standIns.add(path)
  if (last === 'id') above.id = standIns.id()
  // A fact that reporting alone sets, or one whose opaque id is another’s.
  else delete above[last]
}
