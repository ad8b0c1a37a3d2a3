import { formHandler } from '@/server/nextjs/form-handler'
import { changeDraft } from '@/server/organisation/organisation'
import { readLogo } from '@/server/organisation/assets'
import { isForm, readGroup, thatFit } from '@/server/organisation/form'
import { gone, seeOther } from '@/server/nextjs/responses'

export const POST = formHandler(
  '/[locale]/manage/organisation/[form]/save',
  { roles: ['administrator'], files: ['logo'] },
  async ({ locale, params: { form }, fields, file }) => {
    if (!isForm(form)) return gone(locale)
    const overview = `/${locale}/manage/organisation`
    const page = `${overview}/${form === 'gifts' ? 'contacts' : form}`
    const values = thatFit(fields)
    const upload = form === 'identity' && file.logo ? await readLogo(file.logo) : null
    const problem = upload && 'problem' in upload ? upload.problem : null
    const { changes, errors } = readGroup(form, values)
    if (errors || problem) return seeOther(`${page}?${new URLSearchParams({ ...values, note: 'check', ...(problem && { problem }) })}`)
    const logo = upload && 'logo' in upload ? { logo: upload.logo } : form === 'identity' && values.remove_logo ? { logo: '' } : {}
    await changeDraft(() => ({ ...changes, ...logo }))
    return seeOther(form === 'gifts' ? `${page}?note=kept` : `${overview}?note=kept`)
  },
)
