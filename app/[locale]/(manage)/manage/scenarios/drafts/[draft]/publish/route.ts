import { z } from 'zod'
import { audit } from '@/server/accounts/audit'
import { readDraftFile } from '@/server/drafts/folder'
import { errorsOf, readingOf } from '@/server/drafts/reading'
import { lookAgain, placesOf } from '@/server/library/library'
import { publish, serveEarlier, servedVersion, unpublish } from '@/server/library/published'
import { formHandler } from '@/server/nextjs/form-handler'
import { seeOther } from '@/server/nextjs/responses'
import { SECTIONS } from '@/server/nextjs/sections'

const PublishForm = z.object({ do: z.enum(['publish', 'unpublish', 'earlier']), seen: z.string().max(64).default('') })

/** What learners get. Publishing asks for the version that the person has seen, and inspects it again. */
export const POST = formHandler(
  '/[locale]/manage/scenarios/drafts/[draft]/publish',
  { roles: SECTIONS.scenarios, schema: PublishForm },
  async ({ locale, params: { draft: id }, person, form }) => {
    const said = (note: string) => seeOther(`/${locale}/manage/scenarios/drafts/${encodeURIComponent(id)}?note=${note}`)
    if (!form.success) return said('again')
    if (form.data.do !== 'publish') {
      const earlier = form.data.do === 'earlier'
      if (!(await servedVersion(id)) || (earlier && !(await serveEarlier(id)))) return said('none')
      if (!earlier) await unpublish(id)
      await audit({ actor: person.id, action: earlier ? 'scenario.earlier' : 'scenario.unpublished', thing: id })
      await lookAgain()
      return said(form.data.do)
    }
    const file = await readDraftFile(id)
    if (file?.version !== form.data.seen) return said('changed')
    const draft = await readingOf(file)
    if (errorsOf(draft) > 0) return said('errors')
    if ((await placesOf(id)).length > 0) return said('shadow')
    await publish(id, file.text)
    await audit({ actor: person.id, action: 'scenario.published', thing: id, detail: { version: file.version } })
    await lookAgain()
    return said('published')
  },
)
