import 'server-only'
import { createHash } from 'node:crypto'
import { SignJWT } from 'jose'
import { config } from '../platform/config'
import { organisation } from '../organisation/organisation'
import { BADGE_ALG, publicKeys, signingKey } from './badge-keys'
import { type Certificate, revokedCodes } from './certificates'
import type { Enrolment } from '../enrolment/enrolment'

/** Open Badges 3.0: a certificate as a signed credential that anybody can verify without asking us. */
const CONTEXT = ['https://www.w3.org/ns/credentials/v2', 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json']

/** Null without PUBLIC_URL, because a badge must name an address that is valid for years. */
export function badgeAddresses() {
  const { PUBLIC_URL } = config()
  if (!PUBLIC_URL) return null
  const api = `${PUBLIC_URL}/api/badges`
  return {
    issuer: `${api}/issuer`,
    jwks: `${api}/jwks`,
    revocations: `${api}/revocations`,
    key: (id: string) => `${api}/keys/${id}`,
    /** The credential's id is also the address at which people verify it. */
    credential: (code: string) => `${PUBLIC_URL}/verify/${code}`,
    home: PUBLIC_URL,
  }
}
export type BadgeAddresses = NonNullable<ReturnType<typeof badgeAddresses>>

export async function issuerProfile(at: BadgeAddresses) {
  const { name } = await organisation()
  return { id: at.issuer, type: ['Profile'], name: name || 'Second Look', url: at.home }
}

/** Times in a JWT are whole seconds, and must equal those in the credential. */
const seconds = (time: number): number => Math.floor(time / 1000)
const moment = (time: number): string => new Date(seconds(time) * 1000).toISOString().replace('.000', '')

/** It leads to nobody, and to none of the holder's other certificates. */
function subjectId(code: string): string {
  const hex = createHash('sha256').update(`subject of ${code}`).digest('hex')
  // UUID version 8 is for custom schemes.
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

async function credentialOf({ row, course }: Enrolment, certificate: Certificate, at: BadgeAddresses) {
  const mastery = course.passing === 'mastery' ? ' Each scenario ended well.' : ''
  return {
    '@context': CONTEXT,
    id: at.credential(certificate.code),
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: certificate.title,
    issuer: await issuerProfile(at),
    validFrom: moment(certificate.issuedAt),
    ...(certificate.expiresAt !== null && { validUntil: moment(certificate.expiresAt) }),
    credentialSubject: {
      id: subjectId(certificate.code),
      type: ['AchievementSubject'],
      // A badge cannot say that only its holder vouches for a name.
      ...(certificate.name &&
        certificate.nameBy === 'account' && {
          identifier: [{ type: 'IdentityObject', identityHash: certificate.name, identityType: 'name', hashed: false }],
        }),
      achievement: {
        id: `${at.issuer}#course-${row.course_id}-${row.version}`,
        type: ['Achievement'],
        achievementType: 'CertificateOfCompletion',
        name: certificate.title,
        description: course.summary,
        criteria: { narrative: `Completed all ${course.items.length} parts of the course “${course.title}”.${mastery}` },
      },
    },
    credentialStatus: { id: at.revocations, type: '1EdTechRevocationList' },
  }
}

export async function signedBadge(enrolment: Enrolment, certificate: Certificate, at: BadgeAddresses): Promise<string> {
  const credential = await credentialOf(enrolment, certificate, at)
  const { id, key } = await signingKey()
  const jwt = new SignJWT(credential)
    .setProtectedHeader({ alg: BADGE_ALG, kid: at.key(id), typ: 'JWT' })
    .setIssuer(credential.issuer.id)
    .setJti(credential.id)
    .setSubject(credential.credentialSubject.id)
    .setNotBefore(seconds(certificate.issuedAt))
  return (certificate.expiresAt === null ? jwt : jwt.setExpirationTime(seconds(certificate.expiresAt))).sign(key)
}

export const keySet = async (at: BadgeAddresses) => ({ keys: (await publicKeys()).map(({ id, jwk }) => ({ ...jwk, kid: at.key(id) })) })

export const revocationList = async (at: BadgeAddresses) => ({
  id: at.revocations,
  issuer: at.issuer,
  revokedCredentials: (await revokedCodes()).map((code) => ({ id: at.credential(code), revoked: true })),
})
