import { formHandler } from '@/server/next/form-handler'
import { removeCertificateName } from '@/server/courses/certificates'
import { seeOther } from '@/server/next/responses'
import { findOwn } from '../../../own'
import { coursePath } from '../../../view'

/** Takes the name off the certificate. It is fixed when the certificate is made: another would lend it. */
export const POST = formHandler(
  '/[locale]/courses/[enrolment]/certificate/remove-name',
  {},
  async ({ locale, params: { enrolment: id } }) => {
    if (!(await findOwn(id))) return seeOther(`/${locale}/gone`)
    await removeCertificateName(id)
    return seeOther(`${coursePath(locale, id)}/certificate?note=nameRemoved`)
  },
)
