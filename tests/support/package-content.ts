/** What packages of the library's stories play, as the packager makes it. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Content } from '@/lms/content'
import { type Choices, type PackagedStory, contentOf } from '@/lms/package/content'
import type { Nature } from '@/scenarios/engine/format/schema'
import { original } from '@/scenarios/engine/play/language'
import { readEvidence } from '@/scenarios/library/evidence'
import { layOut } from '@/server/library/branch-map'
import { patterns, pool, scenarios } from './play'

const { signs, decoys, sources } = readEvidence((name) => readFileSync(join('scenarios', 'evidence', name), 'utf8'))
export const cited = { indicators: { ...signs, ...decoys }, sources: [...sources.values()] }

export interface Asked extends Partial<Pick<Choices, 'report'>> {
  /** Null draws one for each attempt. */
  nature: Nature | null
}

const made = new Map<string, Content>()
/** The same for the same question: making one takes longer than playing it. */
export function packageContent(pattern: string, { nature, report = 'pass' }: Asked): Content {
  const name = [pattern, nature, report].join(' ')
  const content = made.get(name) ?? makeContent(pattern, { nature, report })
  made.set(name, content)
  return content
}

const makeContent = (pattern: string, { nature, report }: Required<Asked>): Content =>
  contentOf(packagedStory(pattern)!, { nature, report, standsAlone: false, contacts: [] }, cited)

/** Undefined if the library holds no such pattern. */
export function packagedStory(pattern: string): PackagedStory | undefined {
  const truths = scenarios
    .filter((known) => known.pattern === pattern)
    .map(({ nature, compiled }) => [nature, { ...compiled, map: layOut(compiled.play) }] as const)
  const found = patterns.find(({ id }) => id === pattern)
  return found && { ...found, scenarios: Object.fromEntries(truths), pool, language: original }
}
