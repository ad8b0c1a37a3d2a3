import { ownPath } from '@/server/accounts/paths'
import { seeOther } from '@/server/nextjs/responses'

export function backToPage(locale: string, request: Request, note = ''): Response {
  const next = ownPath(new URL(request.url).searchParams.get('next'), '')
  const query = new URLSearchParams({ ...(note && { note }), ...(next && { next }) }).toString()
  return seeOther(`/${locale}/account/second-factor${query && `?${query}`}`)
}
