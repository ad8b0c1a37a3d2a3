import { MOST_BYTES, checkList, keepList, readList } from '@/server/accounts/invitation-list'
import { seeOther } from '@/server/next/responses'
import { administrator } from '../administrator'

/** Reads a table of people, and leads to what is in it. Nobody is invited yet. */
export async function POST(request: Request, { params }: RouteContext<'/[locale]/manage/people/csv'>) {
  const { locale } = await params
  const { person, no } = await administrator(request, locale)
  if (no) return no
  const here = `/${locale}/manage/people`
  const file = (await request.formData().catch(() => new FormData())).get('file')
  if (!(file instanceof File) || file.size === 0) return seeOther(`${here}?note=file`)
  if (file.size > MOST_BYTES) return seeOther(`${here}?note=big`)
  await keepList(person.id, await checkList(readList(textOf(await file.arrayBuffer()))))
  return seeOther(`${here}/check`)
}

/** Spreadsheets save in UTF-8, or in what Windows used before it. */
function textOf(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}
