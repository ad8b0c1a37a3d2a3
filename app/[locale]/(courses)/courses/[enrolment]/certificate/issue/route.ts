import { z } from 'zod'
import { CertificateName, issueCertificate } from '@/server/courses/certificates'
import { refused, seeOther } from '@/server/next/responses'
import { findOwn } from '../../../own'
import { coursePath } from '../../../view'

const Form = z.object({ name: CertificateName.default('') })

/** Makes the certificate, with the account's name, or the one its holder states. */
export async function POST(request: Request, { params }: RouteContext<'/[locale]/courses/[enrolment]/certificate/issue'>) {
  const no = await refused(request)
  if (no) return no
  const { locale, enrolment: id } = await params
  const enrolment = await findOwn(id)
  if (!enrolment) return seeOther(`/${locale}/gone`)
  const page = `${coursePath(locale, id)}/certificate`
  const given = Object.fromEntries(await request.formData().catch(() => new FormData()))
  const form = Form.safeParse(given)
  if (!form.success) return seeOther(`${page}?${new URLSearchParams({ note: 'long', name: String(given.name).slice(0, 500) })}`)
  const made = await issueCertificate(enrolment, form.data.name)
  return seeOther(made ? `${page}?note=made` : coursePath(locale, id))
}
