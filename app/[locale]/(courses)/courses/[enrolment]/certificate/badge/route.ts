import { badgeAddresses, signedBadge } from '@/server/certificates/badges'
import { certificateOf } from '@/server/certificates/certificates'
import { fileResponse, gone } from '@/server/nextjs/responses'
import { findOwn } from '../../../own'

/** The certificate as an Open Badge 3.0: a signed JWT. */
export async function GET(_: Request, { params }: RouteContext<'/[locale]/courses/[enrolment]/certificate/badge'>) {
  const { locale, enrolment: id } = await params
  const enrolment = await findOwn(id)
  const certificate = enrolment && (await certificateOf(id))
  const at = badgeAddresses()
  if (!at || !certificate || certificate.revokedAt !== null) return gone(locale)
  return fileResponse(await signedBadge(enrolment, certificate, at), 'application/vc+jwt', `badge-${certificate.code}.jwt`)
}
