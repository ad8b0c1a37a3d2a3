import { permittedToWrite } from '@/server/next/current-person'
import { changeDraft } from '@/server/organisation/organisation'
import { readLogo } from '@/server/organisation/assets'
import { isForm, readGroup, textsOf } from '@/server/organisation/form'
import { gone, refused, seeOther } from '@/server/next/responses'

/** Keeps one form's settings in the draft. What cannot be kept stands in the form again, marked. */
export async function POST(request: Request, { params }: RouteContext<'/[locale]/manage/organisation/[form]/save'>) {
  const limited = await refused(request)
  if (limited) return limited
  const { locale, form } = await params
  const { no } = await permittedToWrite(locale, 'administrator')
  if (no) return no
  if (!isForm(form)) return gone(locale)
  const overview = `/${locale}/manage/organisation`
  const page = `${overview}/${form === 'gifts' ? 'contacts' : form}`
  const { values, files } = await textsOf(request)
  const upload = form === 'identity' && files.logo ? await readLogo(files.logo) : null
  const problem = upload && 'problem' in upload ? upload.problem : null
  const { changes, errors } = readGroup(form, values)
  if (errors || problem) return seeOther(`${page}?${new URLSearchParams({ ...values, note: 'check', ...(problem && { problem }) })}`)
  const logo = upload && 'logo' in upload ? { logo: upload.logo } : form === 'identity' && values.remove_logo ? { logo: '' } : {}
  await changeDraft(() => ({ ...changes, ...logo }))
  return seeOther(form === 'gifts' ? `${page}?note=kept` : `${overview}?note=kept`)
}
