import { formHandler } from '@/server/nextjs/form-handler'
import { removeCertificateName } from '@/server/certificates/certificates'
import { gonePath, seeOther } from '@/server/nextjs/responses'
import { findOwn } from '../../../own'
import { coursePath } from '../../../view'

/** The name cannot be replaced: with another name, the certificate could be lent. */
export const POST = formHandler(
  '/[locale]/courses/[enrolment]/certificate/remove-name',
  {},
  async ({ locale, params: { enrolment: id } }) => {
    if (!(await findOwn(id))) return seeOther(gonePath(locale))
    await removeCertificateName(id)
    return seeOther(`${coursePath(locale, id)}/certificate?note=nameRemoved`)
  },
)
