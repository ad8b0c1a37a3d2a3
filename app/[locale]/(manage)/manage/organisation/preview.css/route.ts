import { z } from 'zod'
import { permittedToWrite } from '@/server/nextjs/current-person'
import { previewCss } from '@/server/organisation/theme'

const Hex = z.string().regex(/^#[0-9a-f]{6}$/i)
const Asked = z.object({ light: Hex, dark: Hex })

/** Both colour schemes, with an accent colour that nobody else sees yet: `?light=#1b4b7a&dark=#9cc4ee`, or ours. */
export async function GET(request: Request, { params }: RouteContext<'/[locale]/manage/organisation/preview.css'>) {
  const { no } = await permittedToWrite((await params).locale, 'administrator')
  if (no) return no
  const accent = Asked.safeParse(Object.fromEntries(new URL(request.url).searchParams))
  return new Response(previewCss(accent.success ? accent.data : null), {
    headers: { 'content-type': 'text/css; charset=utf-8', 'cache-control': 'private, no-store' },
  })
}
