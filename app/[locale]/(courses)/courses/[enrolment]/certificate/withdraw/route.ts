import { withdrawCertificate } from '@/server/courses/certificates'
import { refused, seeOther } from '@/server/next/responses'
import { findOwn } from '../../../own'
import { coursePath } from '../../../view'

/** The learner takes the certificate back, for good. */
export async function POST(request: Request, { params }: RouteContext<'/[locale]/courses/[enrolment]/certificate/withdraw'>) {
  const no = await refused(request)
  if (no) return no
  const { locale, enrolment: id } = await params
  if (!(await findOwn(id))) return seeOther(`/${locale}/gone`)
  const page = `${coursePath(locale, id)}/certificate`
  const form = await request.formData().catch(() => new FormData())
  if (form.get('confirm') !== 'yes') return seeOther(`${page}?note=confirm`)
  await withdrawCertificate(id)
  return seeOther(page)
}
