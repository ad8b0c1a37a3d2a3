import 'server-only'
import { z } from 'zod'

const AnswerSchema = z.object({
  name: z.string().trim().max(60).optional(),
  response: z.looseObject({
    id: z.string().max(1400),
    response: z.looseObject({ transports: z.array(z.string().max(40)).max(10).optional() }),
  }),
})

/** What a browser sends of a passkey, without what else better-auth would do for it, such as another sign-in. Null if it is something else. */
export async function passkeyAnswer(request: Request): Promise<Request | null> {
  const { success, data } = AnswerSchema.safeParse(await request.json().catch(() => null))
  if (!success) return null
  const headers = new Headers(request.headers)
  headers.delete('content-length')
  return new Request(request.url, { method: 'POST', headers, body: JSON.stringify(data) })
}
