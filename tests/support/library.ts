/** A library with one sound story, in a directory of its own, for tests that must not depend on real ones. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { stringify } from 'yaml'
import type { NamePool, Overlay, PatternKind } from '@/scenarios/engine/format/schema'
import { soundDraft, soundPool, soundTutorial } from './sound-story'

type Draft = ReturnType<typeof soundDraft>

export interface OwnLibrary {
  /** The pattern's id. */
  pattern: string
  /** Writes another version: the story changed as given, its names, and translations. */
  publish(change?: (story: Draft) => void, more?: { pool?: NamePool; kind?: PatternKind; overlays?: Overlay[] }): void
  /** Removes the pattern. */
  withdraw(): void
}

/** Makes it the library of this process. Call it before the code under test first uses the library. */
export function ownLibrary(): OwnLibrary {
  const root = mkdtempSync(join(tmpdir(), 'second-look-library-'))
  process.env.LIBRARY_DIR = root
  afterAll(() => rmSync(root, { recursive: true }))
  const { pattern } = soundDraft()
  const withdraw = () => rmSync(join(root, pattern), { recursive: true, force: true })
  const publish: OwnLibrary['publish'] = (change, { pool = soundPool, kind = 'pattern', overlays = [] } = {}) => {
    withdraw()
    mkdirSync(join(root, pattern))
    const story: Draft = kind === 'tutorial' ? soundTutorial() : soundDraft()
    change?.(story)
    const files = {
      'names.yaml': pool,
      [`${pattern}/story.yaml`]: story,
      ...Object.fromEntries(overlays.map((overlay) => [`${pattern}/${overlay.locale}.yaml`, overlay])),
    }
    for (const [name, content] of Object.entries(files))
      writeFileSync(join(root, name), stringify(content, { aliasDuplicateObjects: false }))
  }
  publish()
  return { pattern, publish, withdraw }
}
