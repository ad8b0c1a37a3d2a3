import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { uuidOf } from './uuid'

test('a name has one UUID of version 5, the same as another implementation makes', () => {
  const bytes = createHash('sha1').update(Buffer.from('0ac1a14765ff4a3dbecf6da75f1f66eb', 'hex')).update('["au","P01","en"]').digest()
  bytes[6] = (bytes[6]! & 0x0f) | 0x50
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  expect(uuidOf('au', 'P01', 'en').replaceAll('-', '')).toBe(hex.slice(0, 32))
  expect(uuidOf('au', 'P01', 'en')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
})

test('the boundaries between the parts of a name matter', () => expect(uuidOf('a', 'bc')).not.toBe(uuidOf('ab', 'c')))
