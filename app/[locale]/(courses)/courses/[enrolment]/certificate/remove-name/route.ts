import { formHandler } from '@/server/nextjs/form-handler'
import { removeCertificateName } from '@/server/certificates/certificates'
import { gonePath, seeOther } from '@/server/nextjs/responses'
import { findOwn } from '../../../own'
import { coursePath } from '../../../view'

export const POST = formHandler(
  '/[locale]/courses/[enrolment]/certificate/remove-name',
  {},
  async ({ locale, params: { enrolment: id } }) => {
    if (!(await findOwn(id))) return seeOther(gonePath(locale))
    await removeCertificateName(id)
    return seeOther(`${coursePath(locale, id)}/certificate?note=nameRemoved`)
  },
)
