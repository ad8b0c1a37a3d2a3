import 'server-only'
import { cookies } from 'next/headers'
import { z } from 'zod'

/**
 * What somebody typed into a form that was refused, for the page that says what to correct. It goes through a cookie of a
 * few minutes, and not through the address: names and e-mail addresses do not belong in the logs of a proxy.
 */
const COOKIE = 'typed'
const LIFE = 300
const TypedSchema = z.object({ form: z.string(), values: z.record(z.string(), z.string()) })

/** @param values never a password */
export async function keepTyped(form: string, values: Record<string, string>): Promise<void> {
  ;(await cookies()).set(COOKIE, JSON.stringify({ form, values }), { httpOnly: true, sameSite: 'lax', path: '/', maxAge: LIFE })
}

/** What was typed into this form; empty where it was another. */
export async function typed(form: string): Promise<Record<string, string>> {
  try {
    const kept = TypedSchema.safeParse(JSON.parse((await cookies()).get(COOKIE)?.value ?? 'null')).data
    return kept?.form === form ? kept.values : {}
  } catch {
    return {}
  }
}

export async function forgetTyped(): Promise<void> {
  if ((await cookies()).has(COOKIE)) (await cookies()).delete(COOKIE)
}
