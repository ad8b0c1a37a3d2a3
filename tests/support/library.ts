/** A library with one synthetic pattern, in a directory of its own, for tests that must not depend on real scenarios. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { stringify } from 'yaml'
import type { NamePool, PatternKind, Scenario } from '@/scenarios/engine/format/schema'
import { syntheticPattern, syntheticPool, syntheticScenario } from './synthetic-scenario'

export interface OwnLibrary {
  /** The pattern's id. */
  pattern: string
  /** Writes another version, with its hostile scenario and the names changed as given. */
  publish(change?: (hostile: Scenario) => void, pool?: NamePool, kind?: PatternKind): void
  /** Removes the pattern. */
  withdraw(): void
}

/** Makes it the library of this process. Call it before the code under test first uses the library. */
export function ownLibrary(): OwnLibrary {
  const root = mkdtempSync(join(tmpdir(), 'second-look-library-'))
  process.env.LIBRARY_DIR = root
  afterAll(() => rmSync(root, { recursive: true }))
  const { id } = syntheticPattern()
  const withdraw = () => rmSync(join(root, id), { recursive: true, force: true })
  const publish: OwnLibrary['publish'] = (change, pool = syntheticPool, kind = 'pattern') => {
    withdraw()
    mkdirSync(join(root, id))
    const hostile = syntheticScenario()
    change?.(hostile)
    const files = {
      'names.yaml': pool,
      [`${id}/pattern.yaml`]: { ...syntheticPattern(), kind },
      [`${id}/hostile.yaml`]: hostile,
      [`${id}/genuine.yaml`]: syntheticScenario({ nature: 'genuine' }),
    }
    for (const [name, content] of Object.entries(files))
      writeFileSync(join(root, name), stringify(content, { aliasDuplicateObjects: false }))
  }
  publish()
  return { pattern: id, publish, withdraw }
}
