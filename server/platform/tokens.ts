import 'server-only'
import { createHash, randomBytes } from 'node:crypto'

/** A secret of 192 bits for a cookie or a link. The database holds only its hash. */
export const newToken = (): string => randomBytes(24).toString('base64url')
/** What the database holds instead of a token: its SHA-256, base64url. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('base64url')
/** An id of 120 random bits, base64url. */
export const newId = (): string => randomBytes(15).toString('base64url')
