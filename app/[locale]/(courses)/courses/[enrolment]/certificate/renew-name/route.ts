import { formHandler } from '@/server/nextjs/form-handler'
import { renewCertificateName } from '@/server/certificates/certificates'
import { gonePath, seeOther } from '@/server/nextjs/responses'
import { findOwn } from '../../../own'
import { coursePath } from '../../../view'

export const POST = formHandler(
  '/[locale]/courses/[enrolment]/certificate/renew-name',
  {},
  async ({ locale, params: { enrolment: id } }) => {
    const enrolment = await findOwn(id)
    if (!enrolment) return seeOther(gonePath(locale))
    await renewCertificateName(id, enrolment.row.learner_id)
    return seeOther(`${coursePath(locale, id)}/certificate`)
  },
)
