import { skeleton } from '@/scenarios/authoring/draft/skeleton'
import { addDraft, MOST_BYTES } from '@/server/drafts/folder'
import { idIn } from '@/server/drafts/id-in'
import { formHandler } from '@/server/nextjs/form-handler'
import { seeOther } from '@/server/nextjs/responses'
import { SECTIONS } from '@/server/nextjs/sections'

/** A new draft, or one that somebody has as a file. */
export const POST = formHandler(
  '/[locale]/manage/scenarios/drafts/create',
  { roles: SECTIONS.scenarios, texts: ['id'], files: ['file'] },
  async ({ locale, text, file: { file } }) => {
    const page = `/${locale}/manage/scenarios/drafts`
    if (file && file.size > MOST_BYTES) return seeOther(`${page}?note=long`)
    const given = file ? await file.text() : null
    const id = text.id.trim() || idIn(given ?? '')
    const added = await addDraft(id, given ?? skeleton(id))
    return seeOther(added ? `${page}/${id}` : `${page}?note=id`)
  },
)
