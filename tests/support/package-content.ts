/** What a package plays, from a story of the library, for tests. */
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Content } from '@/lms/content'
import type { Nature } from '@/scenarios/engine/format/schema'
import type { Compiled } from '@/scenarios/engine/play/compiled'
import { original } from '@/scenarios/engine/play/language'
import { format, mapTexts } from '@/scenarios/engine/play/stage'
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

/** @param nature that is drawn every time */
export function packageContent({ pattern, scenarios }: LoadedPattern, nature: Nature, report: Content['report'] = 'pass'): Content {
  const { id, title, summary, you, minutes } = pattern
  const truths = Object.fromEntries(Object.entries(scenarios).map(([n, compiled]) => [n, { ...withValues(compiled), map: {} as never }]))
  return {
    ...{ pattern: id, title, summary, you, minutes, hash: scenarios[nature]!.identity.structure.slice(0, 8) },
    ...{ truths, drawn: [nature], pool, language: original, report },
    ...{ indicators: {}, sources: [], draft: false, standsAlone: false, contacts: [] },
  }
}

/** Everything in its texts but names, and the learner's own words. */
function withValues({ play, key, values, ...compiled }: Compiled): Compiled {
  const places = [
    'said',
    ...Object.keys(play.cast).flatMap((id) => ['name', 'given', 'family'].map((part) => `${id.replaceAll('-', '_')}_${part}`)),
  ]
  const args = { ...values, ...Object.fromEntries(places.map((place) => [place, `{${place}}`])) }
  return { ...compiled, ...mapTexts({ play, key }, (text) => format(text, args, 'en')), values: {} }
}
