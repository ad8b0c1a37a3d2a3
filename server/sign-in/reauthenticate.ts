import 'server-only'
import { headers } from 'next/headers'
import { MAX_PASSWORD, auth } from '../accounts/auth'
import { hasPassword } from '../accounts/passwords'
import { FRESH } from '../accounts/single-sign-on'
import { SIGNED_IN, succeeded, tryPassword } from '../accounts/throttle'

/** People confirm who they are before anything that cannot be undone. */

/** `none` if they have just confirmed it. */
export async function wayToProve(user: string, now = Date.now()): Promise<'password' | 'sign-in' | 'none'> {
  if (await hasPassword(user)) return 'password'
  const session = await auth().api.getSession({ headers: await headers() })
  return session?.user.id === user && new Date(session.session.createdAt).getTime() > now - FRESH ? 'none' : 'sign-in'
}

type Proof = { ok: true } | { ok: false; reason: 'wrong' | 'wait' | 'again' }
/** @param address the network address of the request */
export async function proves(user: string, password: string, address: string): Promise<Proof> {
  const way = await wayToProve(user)
  if (way === 'none') return { ok: true }
  if (way === 'sign-in') return { ok: false, reason: 'again' }
  if (password === '' || password.length > MAX_PASSWORD) return { ok: false, reason: 'wrong' }
  const { internalAdapter, password: passwords } = await auth().$context
  const hash = (await internalAdapter.findAccounts(user)).find((a) => a.providerId === 'credential')?.password
  if (!hash) return { ok: false, reason: 'wrong' }
  const tries = { account: `prove ${user}`, address, device: SIGNED_IN }
  const tried = await tryPassword(tries, () => passwords.verify({ hash, password }))
  if ('wait' in tried) return { ok: false, reason: 'wait' }
  if (!tried.result) return { ok: false, reason: 'wrong' }
  await succeeded(tries)
  return { ok: true }
}
