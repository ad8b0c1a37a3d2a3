import 'server-only'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { cache } from 'react'
import type { Role } from '@/server/platform/role'
import { auth } from '../accounts/auth'
import { type Person, rolesOf } from '../accounts/people'
import { isDemanded } from '../accounts/factor-policy'
import { hasSignIn } from '../accounts/signed-in'
import { config } from '../platform/config'

export const currentPerson = cache(async (): Promise<Person | null> => {
  const sent = await headers()
  if (!hasSignIn(sent.get('cookie') ?? '')) return null
  const session = await auth().api.getSession({ headers: sent })
  if (!session || session.session.secondFactor === 'due') return null
  const { id, name, email } = session.user
  const [roles, who] = [await rolesOf(id), config().SECOND_FACTOR]
  if (session.session.secondFactor || !isDemanded(roles, who)) return { id, name, email, roles }
  return { id, name, email, roles: who === 'everybody' ? [] : ['learner'], lacksFactor: true }
})

/** The page for people who must set up a second factor first. @param next where they were going */
export const secondFactorPage = (locale: string, next = ''): string =>
  `/${locale}/account/second-factor${next && `?${new URLSearchParams({ next })}`}`

export const has = (person: Person | null, ...roles: Role[]): boolean =>
  person !== null && roles.some((role) => person.roles.includes(role))

/** Redirects others to sign in, or to a page that explains that they have no access. @param path where to go after signing in */
export async function permitted(locale: string, path: string, ...roles: Role[]): Promise<Person> {
  const person = await currentPerson()
  if (!person) redirect(`/${locale}/sign-in?${new URLSearchParams({ next: path })}`)
  if (!has(person, ...roles)) redirect(person.lacksFactor ? secondFactorPage(locale, path) : `/${locale}/no-access`)
  return person
}

export async function permittedToWrite(
  locale: string,
  ...roles: Role[]
): Promise<{ person: Person; no: null } | { person: null; no: Response }> {
  const person = await currentPerson()
  if (person && has(person, ...roles)) return { person, no: null }
  const no = person?.lacksFactor
    ? new Response(null, { status: 303, headers: { location: secondFactorPage(locale), 'cache-control': 'no-store' } })
    : person
      ? new Response(null, { status: 403, headers: { 'cache-control': 'no-store' } })
      : new Response(null, { status: 303, headers: { location: `/${locale}/sign-in`, 'cache-control': 'no-store' } })
  return { person: null, no }
}

/** The same for handlers that set up a second factor. People who still lack one may use them. */
export async function permittedToFinish(locale: string): ReturnType<typeof permittedToWrite> {
  const person = await currentPerson()
  return person?.lacksFactor ? { person, no: null } : permittedToWrite(locale, 'learner')
}
