import 'server-only'
import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { config } from './config'

/** Created at the first start and kept in DATA_DIR, unless set. Several processes on one database must share it. */
export function authSecret(): string {
  const { AUTH_SECRET, DATA_DIR } = config()
  if (AUTH_SECRET) return AUTH_SECRET
  const path = join(DATA_DIR, 'auth-secret')
  try {
    mkdirSync(DATA_DIR, { recursive: true, mode: 0o700 })
    // If two processes start together, one creates the file and both read it.
    writeFileSync(path, randomBytes(32).toString('base64url'), { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  return readFileSync(path, 'utf8').trim()
}
