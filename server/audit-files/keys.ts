import 'server-only'
import { createHash, webcrypto } from 'node:crypto'
import { Integer, Utf8String } from 'asn1js'
import { AttributeTypeAndValue, BasicConstraints, Certificate, Extension } from 'pkijs'
import { z } from 'zod'
import { storedKeys } from '../database/stored-keys'
import { seal, unseal } from '../platform/sealing'

/**
 * The installation signs its certificate itself, so people who receive an audit file compare its fingerprint. If AUTH_SECRET changes, the
 * private key is lost: we make a new one but keep the old certificates, so that older audit files can still be compared.
 */
const PURPOSE = 'audit files'
const YEARS = 10
const RSA = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256', modulusLength: 3072, publicExponent: new Uint8Array([1, 0, 1]) }
const COMMON_NAME = 'Second Look: audit files of this installation'

const KeySchema = z.strictObject({ certificate: z.string(), private: z.string(), at: z.number() })
type Key = z.infer<typeof KeySchema>
const stored = storedKeys('audit-file-keys', KeySchema.array().min(1))

export interface Signer {
  certificate: Certificate
  key: webcrypto.CryptoKey
}

export async function auditFileSigner(now = Date.now()): Promise<Signer> {
  const found = await stored.read()
  const last = found?.keys.at(-1)
  const opened = last && (await opens(last, now))
  if (opened) return opened
  await stored.write(found, [...(found?.keys ?? []), await newKey(now)], now)
  return auditFileSigner(now)
}

/** Every certificate so far, the current one first. Makes none. */
export async function signingCertificates(): Promise<{ fingerprint: string; pem: string; at: number }[]> {
  const keys = (await stored.read())?.keys ?? []
  return keys
    .map(({ certificate, at }) => ({ fingerprint: fingerprintOf(Buffer.from(certificate, 'base64')), pem: pemOf(certificate), at }))
    .reverse()
}

/** SHA-256 of the certificate, in the format in which programs show it. */
export const fingerprintOf = (der: Uint8Array): string =>
  createHash('sha256').update(der).digest('hex').toUpperCase().match(/../g)!.join(':')
const pemOf = (base64: string): string =>
  `-----BEGIN CERTIFICATE-----\n${base64.match(/.{1,64}/g)!.join('\n')}\n-----END CERTIFICATE-----\n`

async function opens({ certificate: base64, private: sealed }: Key, now: number): Promise<Signer | null> {
  const certificate = Certificate.fromBER(Buffer.from(base64, 'base64'))
  const secret = await unseal(PURPOSE, sealed)
  if (secret === null || certificate.notAfter.value.getTime() <= now) return null
  return { certificate, key: await webcrypto.subtle.importKey('pkcs8', Buffer.from(secret, 'base64'), RSA, false, ['sign']) }
}

async function newKey(now: number): Promise<Key> {
  const { publicKey, privateKey } = await webcrypto.subtle.generateKey(RSA, true, ['sign', 'verify'])
  const certificate = new Certificate()
  // Version 3, because extensions need it.
  certificate.version = 2
  const serial = webcrypto.getRandomValues(new Uint8Array(16))
  // A positive number, always of the same length.
  serial[0] = (serial[0]! & 0x3f) | 0x40
  certificate.serialNumber = new Integer({ valueHex: serial.buffer })
  const name = new AttributeTypeAndValue({ type: '2.5.4.3', value: new Utf8String({ value: COMMON_NAME }) })
  certificate.issuer.typesAndValues.push(name)
  certificate.subject.typesAndValues.push(name)
  certificate.notBefore.value = new Date(now - 24 * 3600_000)
  certificate.notAfter.value = new Date(new Date(now).setUTCFullYear(new Date(now).getUTCFullYear() + YEARS))
  const constraints = new BasicConstraints({ cA: false })
  certificate.extensions = [
    new Extension({ extnID: '2.5.29.19', critical: true, extnValue: constraints.toSchema().toBER(), parsedValue: constraints }),
  ]
  await certificate.subjectPublicKeyInfo.importKey(publicKey)
  await certificate.sign(privateKey, 'SHA-256')
  return {
    certificate: Buffer.from(certificate.toSchema(true).toBER()).toString('base64'),
    private: await seal(PURPOSE, Buffer.from(await webcrypto.subtle.exportKey('pkcs8', privateKey)).toString('base64')),
    at: now,
  }
}
