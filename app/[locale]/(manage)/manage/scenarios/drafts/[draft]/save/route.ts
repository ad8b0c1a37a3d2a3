import { saveFormDraft } from '@/server/accounts/form-drafts'
import { saveDraft } from '@/server/drafts/folder'
import { formHandler } from '@/server/nextjs/form-handler'
import { gone, seeOther } from '@/server/nextjs/responses'
import { SECTIONS } from '@/server/nextjs/sections'
import type { KeptText } from '../page'

export const POST = formHandler(
  '/[locale]/manage/scenarios/drafts/[draft]/save',
  { roles: SECTIONS.scenarios, texts: ['text', 'seen'] },
  async ({ locale, params, person, text }) => {
    const page = `/${locale}/manage/scenarios/drafts/${encodeURIComponent(params.draft)}`
    const saved = await saveDraft(params.draft, text.text, text.seen)
    if (saved.ok) return seeOther(`${page}?note=saved`)
    if (saved.why === 'gone') return gone(locale)
    // What was typed is kept, so that nothing is lost.
    const kept = await saveFormDraft(person.id, { text: text.text, seen: text.seen } satisfies KeptText)
    return seeOther(`${page}?note=${saved.why}&kept=${kept}`)
  },
)
