import 'server-only'
import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { config } from './config'

/**
 * What signs sessions: AUTH_SECRET, or one made at the first start and kept in DATA_DIR. Several processes on one
 * database must share it, so that there it has to be set.
 */
export function authSecret(): string {
  const { AUTH_SECRET, DATA_DIR } = config()
  if (AUTH_SECRET) return AUTH_SECRET
  const path = join(DATA_DIR, 'auth-secret')
  try {
    mkdirSync(DATA_DIR, { recursive: true, mode: 0o700 })
    // Of two processes that start together one makes it, and both read it.
    writeFileSync(path, randomBytes(32).toString('base64url'), { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  return readFileSync(path, 'utf8').trim()
}
