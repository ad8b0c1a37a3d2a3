import { READERS } from '@/server/courses/owners'
import { permittedToWrite } from '@/server/nextjs/current-person'
import { fileResponse, seeOther } from '@/server/nextjs/responses'
import { signingCertificates } from '@/server/audit-files/keys'

/** Every certificate that has signed audit files, the current one first, for programs that check signatures. */
export async function GET(_: Request, { params }: RouteContext<'/[locale]/manage/compliance/certificate'>) {
  const { locale } = await params
  const { no } = await permittedToWrite(locale, ...READERS)
  if (no) return no
  const certificates = await signingCertificates()
  if (certificates.length === 0) return seeOther(`/${locale}/manage/compliance`)
  return fileResponse(certificates.map(({ pem }) => pem).join(''), 'application/x-pem-file', 'audit-files.pem')
}
