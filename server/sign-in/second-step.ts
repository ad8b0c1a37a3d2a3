import 'server-only'
import { headers } from 'next/headers'
import { cache } from 'react'
import { audit } from '../accounts/audit'
import { auth } from '../accounts/auth'
import type { Strength } from '../accounts/entering'
import { STEP_MINUTES } from '../accounts/expired-sessions'
import { newRecoveryCodes, secondFactorOf, takeCode } from '../accounts/second-factor'
import { hasSignIn } from '../accounts/signed-in'
import { FRESH } from '../accounts/single-sign-on'
import { succeeded, tryWait } from '../accounts/throttle'
import { database } from '../database'
import { signInRefused } from './failed-sign-ins'
import { knownDevice, rememberKnown } from './known-device'
import { notifyElsewhere } from './dismissed-notices'
import { endOtherSessions } from './sessions'
import { keepAttempts } from './sign-in'

export const secondStepPage = (locale: string, next = ''): string =>
  `/${locale}/sign-in/second-factor${next && `?${new URLSearchParams({ next })}`}`

const ownSession = cache(async () => {
  const sent = await headers()
  return hasSignIn(sent.get('cookie') ?? '') ? auth().api.getSession({ headers: sent, query: { disableRefresh: true } }) : null
})

/** The password was right in this browser a moment ago, but the second factor is still missing. */
export const awaited = cache(async (): Promise<{ user: string; email: string; session: string } | null> => {
  const found = await ownSession()
  if (found?.session.secondFactor !== 'due') return null
  // `createdAt` is when the person proved who they are, which a provider may have seen long ago.
  if (new Date(found.session.updatedAt).getTime() < Date.now() - STEP_MINUTES * 60_000) return null
  return { user: found.user.id, email: found.user.email, session: found.session.id }
})

export const ownStrength = async (): Promise<Strength | null> =>
  ((await ownSession())?.session.secondFactor as Strength | null | undefined) ?? null

export const hasJustSignedIn = async (now = Date.now()): Promise<boolean> =>
  new Date((await ownSession())?.session.createdAt ?? 0).getTime() > now - FRESH

type SecondStepResult =
  | { ok: true; user: string }
  | { ok: false; reason: 'gone' | 'wrong' }
  | { ok: false; reason: 'wait'; seconds: number }

export async function completeSignIn(typed: string, address: string): Promise<SecondStepResult> {
  const due = await awaited()
  if (!due) return { ok: false, reason: 'gone' }
  const { user, email, session } = due
  const tries = { account: `second ${user}`, address, device: await knownDevice(email) }
  const { wait: seconds, locked } = await tryWait(tries)
  if (locked) signInRefused(email, 'sign-in.locked')
  if (seconds > 0) return { ok: false, reason: 'wait', seconds }
  const by = await takeCode(user, typed)
  if (!by) {
    signInRefused(email, 'sign-in.failed')
    return { ok: false, reason: 'wrong' }
  }
  await succeeded(tries)
  await strengthen(session, by)
  await rememberKnown(email)
  if (by === 'recovery') {
    await audit({ actor: user, action: 'account.recovery-used', about: user })
    await notifyElsewhere(user, 'recovery-used')
  }
  await keepAttempts(user)
  return { ok: true, user }
}

export async function strengthen(session: string, by: Strength): Promise<void> {
  await database().updateTable('session').set({ secondFactor: by }).where('id', '=', session).execute()
}

/** A passkey has just been added in this sign-in, so this one counts as completed. All others end. @returns new recovery codes, unless some are left */
export async function passkeyAdded(user: string): Promise<string[]> {
  const own = await ownSession()
  if (own && !own.session.secondFactor) await strengthen(own.session.id, 'passkey')
  await endOtherSessions(user)
  await audit({ actor: user, action: 'account.passkey-added', about: user })
  await notifyElsewhere(user, 'passkey-added')
  return (await secondFactorOf(user)).codes > 0 ? [] : newRecoveryCodes(user)
}
