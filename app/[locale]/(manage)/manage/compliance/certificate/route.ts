import { READERS } from '@/server/courses/owners'
import { permittedToWrite } from '@/server/nextjs/current-person'
import { seeOther } from '@/server/nextjs/responses'
import { packCertificates } from '@/server/packs/keys'

/** Every certificate that has signed packs, the one in use first, for programs that check signatures. */
export async function GET(_: Request, { params }: RouteContext<'/[locale]/manage/compliance/certificate'>) {
  const { locale } = await params
  const { no } = await permittedToWrite(locale, ...READERS)
  if (no) return no
  const certificates = await packCertificates()
  if (certificates.length === 0) return seeOther(`/${locale}/manage/compliance`)
  return new Response(certificates.map(({ pem }) => pem).join(''), {
    headers: {
      'content-type': 'application/x-pem-file',
      'cache-control': 'no-store',
      'content-disposition': 'attachment; filename="auditors-packs.pem"',
    },
  })
}
