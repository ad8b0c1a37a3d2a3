import { formHandler } from '@/server/nextjs/form-handler'
import { z } from 'zod'
import { audit } from '@/server/accounts/audit'
import { MOST_FILE_BYTES, compare, store } from '@/server/directory/reading'
import { ENCODINGS } from '@/server/platform/encoding'
import { seeOther } from '@/server/nextjs/responses'

/** Undefined: we detect it. */
const UploadEncoding = z.enum(ENCODINGS).optional().catch(undefined)

export const POST = formHandler(
  '/[locale]/manage/people/directory/upload',
  { roles: ['administrator'], texts: ['encoding'], files: ['file'] },
  async ({ locale, person, text, file }) => {
    const here = `/${locale}/manage/people/directory`
    if (!file.file) return seeOther(`${here}?note=file`)
    if (file.file.size > MOST_FILE_BYTES) return seeOther(`${here}?note=big`)
    const reading = await compare(new Uint8Array(await file.file.arrayBuffer()), {
      asked: UploadEncoding.parse(text.encoding || undefined),
      by: person.id,
    })
    const run = await store(reading, { source: 'upload', by: person.id, state: 'ready', file: file.file.name })
    await audit({ actor: person.id, action: 'directory.read', thing: run, detail: { problems: reading.counts.problem } })
    return seeOther(`${here}/${run}`)
  },
)
