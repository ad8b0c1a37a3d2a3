import 'server-only'
import { sharesCertificates } from '@/scenarios/engine/course/course'
import { certificateOf, revokeCertificate } from '../certificates/certificates'
import { lineHistory } from './history'

/** From this enrolment or an earlier one. */
export interface HeldCertificate {
  /** The key of its enrolment's line, because an owner's page must not contain a verification code. */
  of: string
  issuedAt: number
  expiresAt: number | null
}

/** Leaves out withdrawn ones, and those that would show who passed. Empty for codes, of which the record says neither when nor what. */
export async function certificatesOf(course: string, key: string): Promise<HeldCertificate[]> {
  return (await held(course, key)).map(({ of, certificate: { issuedAt, expiresAt } }) => ({ of, issuedAt, expiresAt }))
}

async function held(course: string, key: string) {
  const history = await lineHistory(course, key)
  const shown = history?.enrolments.filter(({ version }) => sharesCertificates(history.versions.get(version!)!)) ?? []
  const all = await Promise.all(
    shown.map(async ({ key: of, enrolment }) => ({
      of,
      enrolment: enrolment!,
      certificate: await certificateOf(enrolment!),
    })),
  )
  return all.flatMap(({ of, enrolment, certificate }) =>
    certificate && certificate.revokedAt === null ? [{ of, enrolment, certificate }] : [],
  )
}

/** For good. @param actor the owner's user id @returns whether there was one to withdraw */
export async function revokeFor(course: string, key: string, of: string, actor: string): Promise<boolean> {
  const one = (await held(course, key)).find((certificate) => certificate.of === of)
  return one !== undefined && revokeCertificate(one.enrolment, actor)
}
