/** A library with one sound story, in a directory of its own, for tests that must not depend on real ones. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { stringify } from 'yaml'
import type { NamePool, Story } from '@/scenarios/engine/format/schema'
import { soundPool, soundStory } from './sound-story'

export interface OwnLibrary {
  /** The pattern's id. */
  pattern: string
  /** Writes another version, with its story and the names changed as given. */
  publish(change?: (story: Story) => void, pool?: NamePool): void
  /** Removes the pattern. */
  withdraw(): void
}

/** Makes it the library of this process. Call it before the code under test first uses the library. */
export function ownLibrary(): OwnLibrary {
  const root = mkdtempSync(join(tmpdir(), 'second-look-library-'))
  process.env.LIBRARY_DIR = root
  afterAll(() => rmSync(root, { recursive: true }))
  const { pattern } = soundStory()
  const withdraw = () => rmSync(join(root, pattern), { recursive: true, force: true })
  const publish: OwnLibrary['publish'] = (change, pool = soundPool) => {
    withdraw()
    mkdirSync(join(root, pattern))
    const story = soundStory()
    change?.(story)
    const files = { 'names.yaml': pool, [`${pattern}/story.yaml`]: story }
    for (const [name, content] of Object.entries(files))
      writeFileSync(join(root, name), stringify(content, { aliasDuplicateObjects: false }))
  }
  publish()
  return { pattern, publish, withdraw }
}
