import { organisation } from '@/server/organisation/organisation'
import { keptIf, themeAddress } from '@/server/organisation/assets'
import { themeCss } from '@/server/organisation/theme'

/** The organisation's colours, which override those of the common style sheet. */
export async function GET(request: Request) {
  const { accent } = await organisation()
  return new Response(accent ? themeCss(accent) : '', {
    headers: { ...keptIf(request, await themeAddress()), 'content-type': 'text/css; charset=utf-8' },
  })
}
