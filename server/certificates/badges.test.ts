import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createLocalJWKSet, createRemoteJWKSet, decodeJwt, decodeProtectedHeader, importJWK, jwtVerify } from 'jose'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { courseOf, learner, published } from '@/tests/support/courses'
import { type TestServer, startServer } from '@/tests/support/server'
import { everything, holdStore, onEitherDatabase } from '@/tests/support/store'
import { type Store, held, openStore } from '../database'
import { newLearner } from '../learning/learners'
import { publicKeys, signingKey } from './badge-keys'
import { type BadgeAddresses, badgeAddresses, keySet, revocationList, signedBadge } from './badges'
import { issueCertificate, withdrawCertificate } from './certificates'
import { type Enrolment, readEnrolment, enrol } from '../enrolment/enrolment'
import { readItem } from '../enrolment/progress'

const { directory } = vi.hoisted(() => {
  process.env.PUBLIC_URL = 'https://training.example/'
  process.env.AUTH_SECRET = ''
  return { directory: { path: '' } }
})
beforeAll(() => {
  directory.path = mkdtempSync(join(tmpdir(), 'second-look-badges-'))
  process.env.DATA_DIR = directory.path
})
afterAll(() => rmSync(directory.path, { recursive: true, force: true }))

/** From the JSON schema of Open Badges 3.0, as far as our badges use it. */
const Uri = z.string().regex(/^[a-z][a-z0-9+.-]*:\S+$/i)
const Moment = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
const OpenBadge = z.strictObject({
  '@context': z.tuple([
    z.literal('https://www.w3.org/ns/credentials/v2'),
    z.string().regex(/^https:\/\/purl\.imsglobal\.org\/spec\/ob\/v3p0\/context-3\.\d\.\d\.json$/),
  ]),
  id: Uri,
  type: z
    .array(z.string())
    .refine((t) => t.includes('VerifiableCredential') && (t.includes('OpenBadgeCredential') || t.includes('AchievementCredential'))),
  name: z.string().min(1),
  issuer: z.strictObject({ id: Uri, type: z.array(z.string()).refine((t) => t.includes('Profile')), name: z.string().min(1), url: Uri }),
  validFrom: Moment,
  validUntil: Moment.optional(),
  credentialSubject: z.strictObject({
    id: Uri,
    type: z.array(z.string()).refine((t) => t.includes('AchievementSubject')),
    identifier: z
      .array(
        z.strictObject({
          type: z.literal('IdentityObject'),
          hashed: z.boolean(),
          identityHash: z.string(),
          identityType: z.literal('name'),
        }),
      )
      .optional(),
    achievement: z.strictObject({
      id: Uri,
      type: z.array(z.string()).refine((t) => t.includes('Achievement')),
      achievementType: z.literal('CertificateOfCompletion'),
      name: z.string().min(1),
      description: z.string().min(1),
      criteria: z.strictObject({ narrative: z.string().min(1) }),
    }),
  }),
  credentialStatus: z.strictObject({ id: Uri, type: z.literal('1EdTechRevocationList') }),
})
const Claims = { iss: Uri, jti: Uri, sub: Uri, nbf: z.int(), exp: z.int().optional() }

async function completed(
  name: string,
  rules: Parameters<typeof courseOf>[1] = {},
  who?: string,
): Promise<{ enrolment: Enrolment; code: string }> {
  const { cohort } = await published(courseOf([], { title: 'First steps', renew_months: 12, ...rules }))
  const owner = who ?? (await learner())
  const result = await enrol({ learner: owner, cohort })
  if (!result.ok) throw new Error(result.reason)
  for (const item of ['read', 'whom']) await readItem(result.id, item)
  const enrolment = (await readEnrolment(owner, result.id))!
  return { enrolment, code: (await issueCertificate(enrolment, name))!.code }
}

onEitherDatabase((fresh) => {
  const store = holdStore(fresh)
  const at = (): BadgeAddresses => badgeAddresses()!
  const badge = async (name: string, nameBy: 'account' | 'holder' = 'account') => {
    const { enrolment, code } = await completed(name)
    await store().db.updateTable('certificate').set({ name_by: nameBy }).where('code', '=', code).execute()
    const { certificateOf } = await import('./certificates')
    return { jwt: await signedBadge(enrolment, (await certificateOf(enrolment.row.id))!, at()), code, enrolment }
  }

  describe('the keys', () => {
    test('are created once, also on concurrent requests; the private half is not in the database', async () => {
      expect(await publicKeys()).toEqual([])
      const made = await Promise.all([1, 2, 3].map(() => signingKey()))
      expect(new Set(made.map((k) => k.id)).size).toBe(1)
      const [key, ...more] = await publicKeys()
      expect(more).toEqual([])
      expect(Object.keys(key!.jwk).sort()).toEqual(['alg', 'e', 'kty', 'n', 'use'])
      const rows = (await everything(store())).filter(({ table }) => table === 'setting')
      expect(rows).toHaveLength(1)
      expect(rows[0]!.row).not.toMatch(/\\"(d|p|q|dp|dq|qi)\\"/)
    })

    test('stay public after the secret has changed, so that older badges still verify', async () => {
      const { jwt: old } = await badge('')
      writeFileSync(join(directory.path, 'auth-secret'), `another secret of ${Math.random()}, as long as it has to be`)
      const { jwt: young } = await badge('')
      const keys = createLocalJWKSet((await keySet(at())) as never)
      expect(decodeProtectedHeader(young).kid).not.toBe(decodeProtectedHeader(old).kid)
      for (const jwt of [old, young]) await expect(jwtVerify(jwt, keys)).resolves.toBeTruthy()
    })
  })

  describe('a badge', () => {
    test('is an Open Badge 3.0, signed, and its claims are those of the credential', async () => {
      const { jwt, code, enrolment } = await badge('Robin Vale')
      const { payload, protectedHeader } = await jwtVerify(jwt, createLocalJWKSet((await keySet(at())) as never))
      expect(protectedHeader).toEqual({
        alg: 'RS256',
        typ: 'JWT',
        kid: expect.stringMatching(/^https:\/\/training\.example\/api\/badges\/keys\//),
      })
      const { iss, jti, sub, nbf, exp, ...credential } = OpenBadge.extend(Claims).parse(payload)
      expect([iss, jti, sub]).toEqual([credential.issuer.id, credential.id, credential.credentialSubject.id])
      expect(nbf * 1000).toBe(Date.parse(credential.validFrom))
      expect(exp! * 1000).toBe(Date.parse(credential.validUntil!))
      expect(exp).toBe(Math.floor(enrolment.row.renew_at! / 1000))
      expect(credential.id).toBe(`https://training.example/verify/${code}`)
      expect(credential.credentialSubject.achievement.name).toBe('First steps')
      expect(credential.credentialSubject.identifier).toMatchObject([{ identityHash: 'Robin Vale' }])
      expect(JSON.stringify(payload)).not.toContain('@example')
      expect(JSON.stringify(payload), 'no id of the learner or the enrolment').not.toMatch(
        new RegExp(`${enrolment.row.learner_id}|${enrolment.row.id}|${enrolment.row.code}`),
      )
    })

    test('holds no name that only its holder has stated, because it could not say so', async () => {
      const payload = decodeJwt((await badge('Robin Vale', 'holder')).jwt)
      expect(JSON.stringify(payload)).not.toContain('Robin Vale')
    })

    test('holds no name where none was chosen, and another id for each certificate', async () => {
      const payloads = await Promise.all(
        [1, 2].map(async () => (await jwtVerify((await badge('')).jwt, createLocalJWKSet((await keySet(at())) as never))).payload),
      )
      expect(payloads.map((p) => OpenBadge.extend(Claims).parse(p).credentialSubject.identifier)).toEqual([undefined, undefined])
      expect(new Set(payloads.map((p) => p.sub)).size).toBe(2)
    })

    test('that was tampered with does not verify', async () => {
      const { jwt } = await badge('Robin Vale')
      const [header, payload, signature] = jwt.split('.')
      const forged = Buffer.from(Buffer.from(payload!, 'base64url').toString().replace('Robin Vale', 'Kim Larsen')).toString('base64url')
      await expect(jwtVerify(`${header}.${forged}.${signature}`, createLocalJWKSet((await keySet(at())) as never))).rejects.toThrow(
        'signature verification failed',
      )
    })

    test('is on the revocation list once its certificate was withdrawn', async () => {
      const { code, enrolment } = await badge('')
      const id = `https://training.example/verify/${code}`
      expect((await revocationList(at())).revokedCredentials).not.toContainEqual({ id, revoked: true })
      await withdrawCertificate(enrolment.row.id)
      expect((await revocationList(at())).revokedCredentials).toContainEqual({ id, revoked: true })
    })
  })
})

describe('over HTTP', () => {
  let server: TestServer
  let store: Store
  beforeAll(async () => {
    const { freePort } = await import('@/tests/support/server')
    const port = await freePort()
    server = await startServer({ port, env: { PUBLIC_URL: `http://127.0.0.1:${port}` } })
    store = openStore({ directory: server.dataDir })
    held.store = store
  })
  afterAll(async () => {
    held.store = undefined
    await store.db.destroy()
    await server.stop()
  })
  const get = (path: string, cookie = '') => fetch(`${server.url}${path}`, { headers: { cookie }, redirect: 'manual' })

  test('a third party can verify a downloaded badge from nothing but its contents', async () => {
    const { learner: who, token } = await newLearner()
    const { enrolment, code } = await completed('Robin Vale', {}, who)
    const file = `/en/courses/${enrolment.row.id}/certificate/badge`
    const answer = await get(file, `learner=${token}`)
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/vc+jwt'])
    expect(answer.headers.get('content-disposition')).toContain(`badge-${code}.jwt`)
    const jwt = await answer.text()
    const { payload } = await jwtVerify(jwt, createRemoteJWKSet(new URL(`${server.url}/api/badges/jwks`)))
    const key = await fetch(decodeProtectedHeader(jwt).kid!)
    expect(key.headers.get('access-control-allow-origin')).toBe('*')
    await expect(jwtVerify(jwt, await importJWK((await key.json()) as never, 'RS256'))).resolves.toBeTruthy()
    const credential = OpenBadge.extend(Claims).parse(payload)
    expect(await (await fetch(credential.issuer.id)).json()).toEqual(credential.issuer)
    expect(await (await fetch(credential.credentialStatus.id)).json()).toMatchObject({
      issuer: credential.issuer.id,
      revokedCredentials: [],
    })
    const page = await fetch(credential.id)
    expect(page.status).toBe(200)
    expect(await page.text()).toContain('Robin Vale')
    // Nobody else gets it, and nobody once it is withdrawn.
    expect((await get(file)).status).toBe(307)
    expect((await get(file, `learner=${(await newLearner()).token}`)).status).toBe(307)
    await withdrawCertificate(enrolment.row.id)
    expect((await get(file, `learner=${token}`)).status).toBe(307)
    expect(await (await fetch(credential.credentialStatus.id)).json()).toMatchObject({
      revokedCredentials: [{ id: credential.id, revoked: true }],
    })
    expect(await (await fetch(credential.id)).text()).not.toContain('Robin Vale')
    expect((await get('/api/badges/keys/made-up')).status).toBe(404)
  })

  test('codes cannot be guessed: after a hundred wrong ones an address has to wait, even with a right one', async () => {
    const { code } = await completed('Robin Vale')
    expect(await (await get(`/en/verify/${code}`)).text()).toContain('Robin Vale')
    for (let n = 0; n < 100; n++) await get(`/en/verify/2222-2222-${String(2222 + n)}`)
    const answer = await (await get(`/en/verify/${code}`)).text()
    expect(answer).not.toContain('Robin Vale')
    expect(answer).toContain('Too many codes were entered from your network')
  })
})
