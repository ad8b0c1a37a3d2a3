/** Identifies the compiler of the library and its rules. Plain JavaScript, like prepare.js, because the bundler runs it. */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** Everything that affects compilation. If any of it changes, every scenario is compiled and inspected again. */
const FOLDERS = ['scenarios/engine', 'scenarios/library', 'scenarios/authoring/inspect', 'server/library']

/**
 * SHA-256 of the sources, hexadecimal; empty if there are none. This reads some 150 files, so a bundle holds the result (`LIBRARY_ENGINE`).
 */
export function engineHash() {
  if (!FOLDERS.every((folder) => existsSync(folder))) return ''
  const paths = FOLDERS.flatMap((folder) =>
    readdirSync(folder, { recursive: true })
      .map((path) => join(folder, String(path)))
      .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts')),
  )
  const hash = createHash('sha256')
  for (const path of [...paths, 'package-lock.json'].sort()) hash.update(`${path}\0`).update(readFileSync(path))
  return hash.digest('hex')
}
