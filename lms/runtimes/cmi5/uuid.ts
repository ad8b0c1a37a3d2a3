/** UUIDs by name: the same for the same name, so what is sent again is the same statement. */
import { sha1 } from '@noble/hashes/legacy.js'
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'

/** Drawn once, for names of Second Look. */
const NAMESPACE = hexToBytes('0ac1a14765ff4a3dbecf6da75f1f66eb')

/** Version 5 of RFC 9562. Some LMSs accept no version above. */
export function uuidOf(...name: string[]): string {
  const bytes = sha1(concatBytes(NAMESPACE, utf8ToBytes(JSON.stringify(name)))).slice(0, 16)
  bytes[6] = (bytes[6]! & 0x0f) | 0x50
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  return bytesToHex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}
