/** A library with one sound scenario, in a directory of its own, for tests that must not depend on real ones. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { stringify } from 'yaml'
import type { NamePool, Overlay, ScenarioKind } from '@/scenarios/engine/format/schema'
import { soundDraft, soundPool, soundTutorial } from './sound-scenario'

type Draft = ReturnType<typeof soundDraft>

export interface OwnLibrary {
  scenario: string
  publish(change?: (scenario: Draft) => void, more?: { pool?: NamePool; kind?: ScenarioKind; overlays?: Overlay[] }): void
  withdraw(): void
}

/** Makes it the library of this process. Call it before the code under test first uses the library. */
export function ownLibrary(): OwnLibrary {
  const root = mkdtempSync(join(tmpdir(), 'second-look-library-'))
  process.env.LIBRARY_DIR = root
  afterAll(() => rmSync(root, { recursive: true }))
  const { id } = soundDraft()
  const withdraw = () => rmSync(join(root, id), { recursive: true, force: true })
  const publish: OwnLibrary['publish'] = (change, { pool = soundPool, kind = 'scenario', overlays = [] } = {}) => {
    withdraw()
    mkdirSync(join(root, id))
    const scenario: Draft = kind === 'tutorial' ? soundTutorial() : soundDraft()
    change?.(scenario)
    const files = {
      'names.yaml': pool,
      [`${id}/scenario.yaml`]: scenario,
      ...Object.fromEntries(overlays.map((overlay) => [`${id}/${overlay.locale}.yaml`, overlay])),
    }
    for (const [name, content] of Object.entries(files))
      writeFileSync(join(root, name), stringify(content, { aliasDuplicateObjects: false }))
  }
  publish()
  return { scenario: id, publish, withdraw }
}
