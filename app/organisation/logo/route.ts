import { organisation } from '@/server/organisation/organisation'
import { keptIf, logoAddress, pictureOf } from '@/server/organisation/assets'

/** The server's entry adds a policy under which an SVG runs and loads nothing. */
export async function GET(request: Request) {
  const picture = pictureOf((await organisation()).logo)
  if (!picture) return new Response(null, { status: 404, headers: { 'cache-control': 'no-store' } })
  return new Response(new Uint8Array(picture.bytes), {
    headers: { ...keptIf(request, await logoAddress()), 'content-type': picture.type },
  })
}
