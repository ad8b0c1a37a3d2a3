/** What a package plays, from a story of the library, for tests. */
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Content } from '@/lms/content'
import { type PackagedStory, contentOf } from '@/lms/package/content'
import type { Nature } from '@/scenarios/engine/format/schema'
import { original } from '@/scenarios/engine/play/language'
import { type LoadedPattern, loadLibrary } from '@/scenarios/library/load'

const here = join('scenarios', 'library')
const files = (readdirSync(here, { recursive: true }) as string[])
  .filter((path) => path.endsWith('.yaml'))
  .sort()
  .map((path) => ({ path, bytes: readFileSync(join(here, path)) }))
const { patterns, pool } = loadLibrary(files)

/** Every story, in each of its truths. */
export const PLAYED: [name: string, pattern: LoadedPattern, nature: Nature][] = patterns.flatMap((pattern) =>
  (Object.keys(pattern.scenarios) as Nature[]).map((nature): [string, LoadedPattern, Nature] => [
    `${pattern.pattern.id} ${nature}`,
    pattern,
    nature,
  ]),
)

/** Without maps and sources, which only a debrief's page needs. @param nature that is drawn every time */
export const packageContent = ({ pattern, scenarios }: LoadedPattern, nature: Nature, report: Content['report'] = 'pass'): Content =>
  contentOf(
    { ...pattern, scenarios: scenarios as PackagedStory['scenarios'], pool, language: original },
    { nature, report, standsAlone: false, contacts: [] },
    { indicators: {}, sources: [] },
  )
