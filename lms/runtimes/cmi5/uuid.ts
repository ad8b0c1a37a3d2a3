/** UUIDs by name. The same name gives the same UUID, so a statement that is sent again is recognised. */
import { sha1 } from '@noble/hashes/legacy.js'
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'

const NAMESPACE = hexToBytes('0ac1a14765ff4a3dbecf6da75f1f66eb')

/** Version 5 of RFC 9562, because some LMSs accept no higher version. */
export function uuidOf(...name: string[]): string {
  const bytes = sha1(concatBytes(NAMESPACE, utf8ToBytes(JSON.stringify(name)))).slice(0, 16)
  bytes[6] = (bytes[6]! & 0x0f) | 0x50
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  return bytesToHex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}
