import { removeCertificateName } from '@/server/courses/certificates'
import { refused, seeOther } from '@/server/next/responses'
import { findOwn } from '../../../own'
import { coursePath } from '../../../view'

/** Takes the name off the certificate. It is fixed when the certificate is made: another would lend it. */
export async function POST(request: Request, { params }: RouteContext<'/[locale]/courses/[enrolment]/certificate/remove-name'>) {
  const no = await refused(request)
  if (no) return no
  const { locale, enrolment: id } = await params
  if (!(await findOwn(id))) return seeOther(`/${locale}/gone`)
  await removeCertificateName(id)
  return seeOther(`${coursePath(locale, id)}/certificate?note=nameRemoved`)
}
