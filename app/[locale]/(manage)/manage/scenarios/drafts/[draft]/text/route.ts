import { saveText } from '@/server/drafts/folder'
import { formHandler } from '@/server/nextjs/form-handler'
import { gone, seeOther } from '@/server/nextjs/responses'
import { SECTIONS } from '@/server/nextjs/sections'

/** One text of a draft. A page with script asks for the answer alone, so that nothing that is typed elsewhere on it is lost. */
export const POST = formHandler(
  '/[locale]/manage/scenarios/drafts/[draft]/text',
  { roles: SECTIONS.scenarios, texts: ['path', 'value', 'seen', 'back', 'answer'] },
  async ({ locale, params, text }) => {
    const { path, value, seen, back, answer } = text
    const saved = await saveText(params.draft, path, value, seen)
    const said = saved.ok ? 'saved' : saved.why
    if (answer === 'json') return Response.json({ saved: said }, { headers: { 'cache-control': 'no-store' } })
    if (said === 'gone') return gone(locale)
    const page = `/${locale}/manage/scenarios/drafts/${encodeURIComponent(params.draft)}/play`
    const query = new URLSearchParams(back)
    query.set('note', said)
    return seeOther(`${page}?${query}`)
  },
)
