import { ownPath } from '@/server/accounts/paths'
import { formHandler } from '@/server/nextjs/form-handler'
import { seeOther } from '@/server/nextjs/responses'
import { landing } from '@/server/sign-in/landing'
import { awaited, completeSignIn } from '@/server/sign-in/second-step'

export const POST = formHandler(
  '/[locale]/sign-in/second-factor/confirm',
  { texts: ['code'], browser: async () => (await awaited())?.session ?? null },
  async ({ locale, request, address, text }) => {
    const next = ownPath(new URL(request.url).searchParams.get('next'), '')
    const to = (path: string, values: Record<string, string> = {}) => {
      const query = new URLSearchParams({ ...values, ...(next && { next }) }).toString()
      return seeOther(`/${locale}${path}${query && `?${query}`}`)
    }
    const done = await completeSignIn(text.code.slice(0, 40), address)
    if (done.ok) return seeOther(next || (await landing(locale, done.user)))
    if (done.reason === 'gone') return to('/sign-in', { note: 'late' })
    return to('/sign-in/second-factor', {
      note: done.reason,
      ...(done.reason === 'wait' && { seconds: String(done.seconds) }),
    })
  },
)
