import 'server-only'
import { createHash, randomBytes, randomInt } from 'node:crypto'

/** A secret of 192 bits for a cookie or a link. The database holds only its hash. */
export const newToken = (): string => randomBytes(24).toString('base64url')
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('base64url')
export const newId = (): string => randomBytes(15).toString('base64url')

/** Without letters and digits that look alike. */
export const CODE_LETTERS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
/** A code that people type, in groups of four characters, each of 20 bits: `7K2F-M9QX`. */
export const newCode = (groups: number): string =>
  codeOf(Array.from({ length: 4 * groups }, () => CODE_LETTERS[randomInt(CODE_LETTERS.length)]).join(''))
export const codeOf = (characters: string): string => characters.match(/.{4}/g)!.join('-')
