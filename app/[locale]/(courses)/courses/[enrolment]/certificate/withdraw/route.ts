import { formHandler } from '@/server/nextjs/form-handler'
import { withdrawCertificate } from '@/server/certificates/certificates'
import { gonePath, seeOther } from '@/server/nextjs/responses'
import { findOwn } from '../../../own'
import { coursePath } from '../../../view'

export const POST = formHandler(
  '/[locale]/courses/[enrolment]/certificate/withdraw',
  { texts: ['confirm'] },
  async ({ locale, params: { enrolment: id }, text }) => {
    if (!(await findOwn(id))) return seeOther(gonePath(locale))
    const page = `${coursePath(locale, id)}/certificate`
    if (text.confirm !== 'yes') return seeOther(`${page}?note=confirm`)
    await withdrawCertificate(id)
    return seeOther(page)
  },
)
