import { audit } from '@/server/accounts/audit'
import { READERS } from '@/server/courses/owners'
import { permittedToWrite } from '@/server/nextjs/current-person'
import { seeOther } from '@/server/nextjs/responses'
import { bytesOf, packFor } from '@/server/packs/packs'

/** A pack as a file, and a line in the audit log. */
export async function GET(_: Request, { params }: RouteContext<'/[locale]/manage/compliance/packs/[pack]'>) {
  const { locale, pack: id } = await params
  const { person, no } = await permittedToWrite(locale, ...READERS)
  if (no) return no
  const pack = await packFor(person, id)
  if (pack?.state !== 'ready') return seeOther(`/${locale}/manage/compliance?note=gone#packs`)
  await audit({ actor: person.id, action: 'pack.taken', ...(pack.course_id && { thing: pack.course_id }) })
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
      'content-length': String(pack.bytes),
      'cache-control': 'no-store',
      'content-disposition': `attachment; filename="auditors-pack-${pack.from_day}-${pack.to_day}.zip"`,
    },
  })
}
