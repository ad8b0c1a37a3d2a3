import { formHandler } from '@/server/nextjs/form-handler'
import { z } from 'zod'
import { CertificateName, issueCertificate } from '@/server/certificates/certificates'
import { gonePath, seeOther } from '@/server/nextjs/responses'
import { findOwn } from '../../../own'
import { coursePath } from '../../../view'

const Form = z.object({ name: CertificateName.default('') })

export const POST = formHandler(
  '/[locale]/courses/[enrolment]/certificate/issue',
  { schema: Form },
  async ({ locale, params: { enrolment: id }, form, fields }) => {
    const enrolment = await findOwn(id)
    if (!enrolment) return seeOther(gonePath(locale))
    const page = `${coursePath(locale, id)}/certificate`
    if (!form.success) return seeOther(`${page}?${new URLSearchParams({ note: 'long', name: (fields.name ?? '').slice(0, 500) })}`)
    const made = await issueCertificate(enrolment, form.data.name)
    return seeOther(made ? `${page}?note=made` : coursePath(locale, id))
  },
)
