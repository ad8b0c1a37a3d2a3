import 'server-only'
import { certificateOf, revokeCertificate } from '../certificates/certificates'
import { lineHistory } from './history'

/** A certificate that somebody holds for a course, from this enrolment or an earlier one. */
export interface HeldCertificate {
  /** The key of the line of its enrolment: an owner's page holds no code by which it can be verified. */
  of: string
  issuedAt: number
  expiresAt: number | null
}

/** Those that are not withdrawn. Not for codes, of which the record says neither when nor what. */
export async function certificatesOf(course: string, key: string): Promise<HeldCertificate[]> {
  return (await held(course, key)).map(({ of, certificate: { issuedAt, expiresAt } }) => ({ of, issuedAt, expiresAt }))
}

async function held(course: string, key: string) {
  const history = await lineHistory(course, key)
  const all = await Promise.all(
    (history?.enrolments ?? []).map(async ({ key: of, enrolment }) => ({
      of,
      enrolment: enrolment!,
      certificate: await certificateOf(enrolment!),
    })),
  )
  return all.flatMap(({ of, enrolment, certificate }) =>
    certificate && certificate.revokedAt === null ? [{ of, enrolment, certificate }] : [],
  )
}

/** Withdraws one for good. @param actor the owner's user id @returns whether there was one to withdraw */
export async function revokeFor(course: string, key: string, of: string, actor: string): Promise<boolean> {
  const one = (await held(course, key)).find((certificate) => certificate.of === of)
  return one !== undefined && revokeCertificate(one.enrolment, actor)
}
