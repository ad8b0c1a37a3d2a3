/** The schemas that a SCORM package carries at its root. `schemas/README.md` says where they come from. */
import { readFileSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'

export type Scorm = 'scorm12' | 'scorm2004'

const FOLDER = resolve('lms/package/schemas')

export function schemasOf(kind: Scorm): Record<string, Uint8Array> {
  const folder = join(FOLDER, kind)
  return Object.fromEntries(
    readdirSync(folder)
      .sort()
      .map((name) => [name, new Uint8Array(readFileSync(join(folder, name)))]),
  )
}
