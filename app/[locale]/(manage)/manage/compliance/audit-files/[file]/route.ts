import { audit } from '@/server/accounts/audit'
import { READERS } from '@/server/courses/owners'
import { permittedToWrite } from '@/server/nextjs/current-person'
import { seeOther } from '@/server/nextjs/responses'
import { bytesOf, auditFileFor } from '@/server/audit-files/audit-files'

export async function GET(_: Request, { params }: RouteContext<'/[locale]/manage/compliance/audit-files/[file]'>) {
  const { locale, file: id } = await params
  const { person, no } = await permittedToWrite(locale, ...READERS)
  if (no) return no
  const file = await auditFileFor(person, id)
  if (file?.state !== 'ready') return seeOther(`/${locale}/manage/compliance?note=gone#audit-files`)
  await audit({ actor: person.id, action: 'audit-file.taken', ...(file.course_id && { thing: file.course_id }) })
  const parts = bytesOf(id)
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await parts.next()
      if (done) controller.close()
      else controller.enqueue(value)
    },
  })
  return new Response(body, {
    headers: {
      'content-type': 'application/zip',
      'content-length': String(file.bytes),
      'cache-control': 'no-store',
      'content-disposition': `attachment; filename="audit-file-${file.from_day}-${file.to_day}.zip"`,
    },
  })
}
