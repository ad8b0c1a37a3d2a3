import 'server-only'
import { headers } from 'next/headers'
import { auth } from '../accounts/auth'
import { ifThereIsRoom } from '../accounts/hashing'
import { hasPassword } from '../accounts/passwords'
import { FRESH } from '../accounts/single-sign-on'
import { succeeded, tryWait } from '../accounts/throttle'

/** People confirm who they are before anything that cannot be undone. */

/** `none` if they have just confirmed it. */
export async function wayToProve(user: string, now = Date.now()): Promise<'password' | 'sign-in' | 'none'> {
  if (await hasPassword(user)) return 'password'
  const session = await auth().api.getSession({ headers: await headers() })
  return session?.user.id === user && new Date(session.session.createdAt).getTime() > now - FRESH ? 'none' : 'sign-in'
}

/** @param address the network address of the request */
export const proves = async (user: string, password: string, address: string): Promise<Proof> =>
  (await ifThereIsRoom(() => tryToProve(user, password, address))) ?? { ok: false, reason: 'wait' }
type Proof = { ok: true } | { ok: false; reason: 'wrong' | 'wait' | 'again' }
async function tryToProve(user: string, password: string, address: string): Promise<Proof> {
  const way = await wayToProve(user)
  if (way === 'none') return { ok: true }
  if (way === 'sign-in') return { ok: false, reason: 'again' }
  if (password === '') return { ok: false, reason: 'wrong' }
  const tries = { account: `prove ${user}`, address, device: null }
  if ((await tryWait(tries)).wait > 0) return { ok: false, reason: 'wait' }
  const { internalAdapter, password: passwords } = await auth().$context
  const hash = (await internalAdapter.findAccounts(user)).find((a) => a.providerId === 'credential')?.password
  if (!hash || password.length > 200 || !(await passwords.verify({ hash, password }))) return { ok: false, reason: 'wrong' }
  await succeeded(tries)
  return { ok: true }
}
