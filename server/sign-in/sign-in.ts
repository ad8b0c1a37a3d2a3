import 'server-only'
import { headers } from 'next/headers'
import { learnerOf } from '../learning/learners'
import { PATH_HEADER } from '../http/headers'
import { rememberLanguage } from '../mail/language'
import { isLocale } from '../platform/locales'
import { deviceToken, forgetCookie } from '../nextjs/session'
import { HAS_LEFT, auth } from '../accounts/auth'
import { type SignInContext, entering } from '../accounts/entering'
import { knownDevice, rememberKnown } from './known-device'
import { adopt } from './adopt-attempts'
import { signInRefused } from './failed-sign-ins'
import { takeInvitations } from './take-invitations'
import { succeeded, tryPassword } from '../accounts/throttle'

export interface SignInSuccess {
  ok: true
  user: string
  cookies: string[]
}
/** The password was right, but the second factor is still missing. `completeSignIn` in second-step.ts goes on. */
interface SecondStepDue {
  ok: true
  due: true
  cookies: string[]
}
type SignInResult =
  | (SignInSuccess & { due: false })
  | SecondStepDue
  | { ok: false; reason: 'wrong' | 'left' }
  | { ok: false; reason: 'wait'; seconds: number }

/** An unknown address takes as long as a wrong password and gets the same answer. @param address the network address of the request */
export async function signIn(email: string, password: string, address: string): Promise<SignInResult> {
  const account = email.toLowerCase()
  const tries = { account, address, device: await knownDevice(account) }
  try {
    const here: SignInContext = {}
    const request = { body: { email: account, password }, headers: await headers(), returnHeaders: true as const }
    const tried = await tryPassword(tries, () => entering.run(here, () => auth().api.signInEmail(request)))
    if ('wait' in tried) {
      if (tried.locked) signInRefused(account, 'sign-in.locked')
      return { ok: false, reason: 'wait', seconds: tried.wait }
    }
    await succeeded(tries)
    const signed = tried.result
    if (here.due) return { ok: true, due: true, cookies: signed.headers.getSetCookie() }
    await rememberKnown(account)
    await keepAttempts(signed.response.user.id)
    return { ok: true, due: false, user: signed.response.user.id, cookies: signed.headers.getSetCookie() }
  } catch (error) {
    if (!isRefusal(error)) throw error
    // Only somebody who knows the password may learn this.
    if (error.body?.code === HAS_LEFT) return { ok: false, reason: 'left' }
    signInRefused(account, 'sign-in.failed')
    return { ok: false, reason: 'wrong' }
  }
}

/** Everything else that better-auth throws is a fault. */
export const isRefusal = (error: unknown): error is { statusCode: number; body?: { code?: string } } =>
  error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number' && error.statusCode < 500

/** The last step of every way of signing in. @returns whether the account is now in a course that it was invited to */
export async function keepAttempts(user: string, by: Parameters<typeof takeInvitations>[1] = {}): Promise<boolean> {
  const token = await deviceToken()
  const anonymous = await learnerOf(token)
  if (anonymous) await adopt(anonymous, user)
  if (token) await forgetCookie()
  await rememberLanguage(user, await languageOfRequest())
  return takeInvitations(user, by)
}

/** Empty if the address does not contain it, for example after the identity provider. */
async function languageOfRequest(): Promise<string> {
  const sent = await headers()
  const [path, from] = [sent.get(PATH_HEADER) ?? '', sent.get('referer') ?? '']
  const paths = [path, URL.canParse(from) ? new URL(from).pathname : '']
  return paths.map((one) => one.split('/')[1] ?? '').find(isLocale) ?? ''
}

export function withCookies(response: Response, cookies: readonly string[]): Response {
  for (const cookie of cookies) response.headers.append('set-cookie', cookie)
  return response
}
