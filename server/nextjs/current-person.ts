import 'server-only'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { cache } from 'react'
import type { Role } from '@/server/platform/role'
import { auth } from '../accounts/auth'
import { type Person, rolesOf } from '../accounts/people'
import { hasSignIn } from '../accounts/signed-in'

/** Who is signed in on this request, or null. */
export const currentPerson = cache(async (): Promise<Person | null> => {
  const sent = await headers()
  if (!hasSignIn(sent.get('cookie') ?? '')) return null
  const session = await auth().api.getSession({ headers: sent })
  if (!session) return null
  const { id, name, email } = session.user
  return { id, name, email, roles: await rolesOf(id) }
})

export const has = (person: Person | null, ...roles: Role[]): boolean =>
  person !== null && roles.some((role) => person.roles.includes(role))

/**
 * For pages: the person, if they have one of these roles. Others are redirected to sign in, or told that the page is not for them.
 * @param path where to go after signing in
 */
export async function permitted(locale: string, path: string, ...roles: Role[]): Promise<Person> {
  const person = await currentPerson()
  if (!person) redirect(`/${locale}/sign-in?${new URLSearchParams({ next: path })}`)
  if (!has(person, ...roles)) redirect(`/${locale}/no-access`)
  return person
}

/** For handlers: the person, or the response that refuses. */
export async function permittedToWrite(
  locale: string,
  ...roles: Role[]
): Promise<{ person: Person; no: null } | { person: null; no: Response }> {
  const person = await currentPerson()
  if (person && has(person, ...roles)) return { person, no: null }
  const no = person
    ? new Response(null, { status: 403, headers: { 'cache-control': 'no-store' } })
    : new Response(null, { status: 303, headers: { location: `/${locale}/sign-in`, 'cache-control': 'no-store' } })
  return { person: null, no }
}
