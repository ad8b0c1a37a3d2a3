import { z } from 'zod'
import { CertificateName, renameCertificate } from '@/server/courses/certificates'
import { refused, seeOther } from '@/server/replies'
import { findOwn } from '../../../own'
import { coursePath } from '../../../view'

const Form = z.object({ name: CertificateName })

/** Another name on the certificate, or none. */
export async function POST(request: Request, { params }: RouteContext<'/[locale]/courses/[enrolment]/certificate/name'>) {
  const no = await refused(request)
  if (no) return no
  const { locale, enrolment: id } = await params
  if (!(await findOwn(id))) return seeOther(`/${locale}/gone`)
  const page = `${coursePath(locale, id)}/certificate`
  const given = Object.fromEntries(await request.formData().catch(() => new FormData()))
  const form = Form.safeParse(given)
  if (!form.success) return seeOther(`${page}?${new URLSearchParams({ note: 'long', name: String(given.name ?? '').slice(0, 500) })}`)
  await renameCertificate(id, form.data.name)
  return seeOther(`${page}?note=renamed`)
}
