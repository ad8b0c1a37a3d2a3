import { securityText } from '@/server/http/security-txt'

export function GET() {
  const text = securityText(Date.now())
  return text === null
    ? new Response(null, { status: 404 })
    : new Response(text, { headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'public, max-age=3600' } })
}
