import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'

/** An id within a file. Texts use a character's id as an argument, so it begins with a letter. */
export const ID = /^[a-z][a-z0-9-]*$/
/** A scenario's id: the name of its folder and part of URLs. The sort of scenario is in `kind`, never in the id. */
export const SLUG = /^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$/
export const MAX_ID = 40
/** Names already taken under /learn. */
export const TAKEN_IDS: readonly string[] = ['attempts', 'continue', 'data', 'offline', 'skills']

export const sha256Hex = (text: string): string => bytesToHex(sha256(utf8ToBytes(text)))

/** An id that reveals nothing: s and seven of 36 equally likely characters. The same name gives the same id, so edits do not change it. */
export function opaqueId(name: string): string {
  // The first eight bytes of the hash modulo 36⁷, two bytes at a time to stay within exact integers.
  const bytes = sha256(utf8ToBytes(name))
  let rest = 0
  for (let i = 0; i < 8; i += 2) rest = (rest * 65536 + bytes[i]! * 256 + bytes[i + 1]!) % 36 ** 7
  return `s${rest.toString(36).padStart(7, '0')}`
}

/** JSON with sorted keys, so that equal content has an equal hash. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (value && typeof value === 'object') {
    const entries = Object.entries(value)
      .filter(([, v]) => v !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
    return `{${entries.map(([k, v]) => `${JSON.stringify(k)}:${canonicalJson(v)}`).join(',')}}`
  }
  return JSON.stringify(value) ?? 'null'
}
