import { parseCookie } from 'cookie'
import { z } from 'zod'
import { ADDRESS_HEADER } from '@/server/http/headers'
import { stateCookie, stateCookieLine } from '@/server/lti/addresses'
import { admit, arrive } from '@/server/lti/launch-arrival'
import { localeOfLaunch } from '@/server/lti/launches'
import { type Refusal, spendAnswer } from '@/server/lti/login'
import { formOf } from '@/server/nextjs/form-handler'
import { seeOther, toWait } from '@/server/nextjs/responses'

const AnswerForm = z.union([
  z.object({ id_token: z.string().min(1).max(40_000), state: z.string().regex(/^[\w-]{32}$/) }),
  z.object({ error: z.string() }),
])

/** The platform's answer, which the browser posts from the platform's site. The state proves that we asked for it. */
export async function POST(request: Request): Promise<Response> {
  const at = await localeOfLaunch(null)
  const network = request.headers.get(ADDRESS_HEADER) ?? 'unknown'
  const no = toWait(await spendAnswer(network), at)
  if (no) return no
  const refuse = (why: Refusal) => seeOther(`/${at}/lti/problem?why=${why}`)
  const form = AnswerForm.safeParse(Object.fromEntries(await formOf(request))).data
  if (!form) return refuse('untrue')
  if ('error' in form) return refuse('declined')
  const cookies = parseCookie(request.headers.get('cookie') ?? '')
  const { state } = form
  const arrived = await arrive({ state, token: form.id_token, cookie: (id) => cookies[stateCookie(id)] })
  if (!arrived.ok) return refuse(arrived.reason)
  const locale = await localeOfLaunch(arrived.login.claims!.locale)
  if (arrived.by === null) return seeOther(`/${locale}/lti/check/${state}?key=${arrived.key}`)
  const page = await admit(arrived.login, { locale, network })
  return page ? seeOther(page, { 'set-cookie': stateCookieLine(arrived.login.id, '', 0) }) : refuse('over')
}
