import 'server-only'
import { cookies } from 'next/headers'
import { z } from 'zod'
import { cookieName, hasPrefix } from '../http/cookies'

/** For the page that explains what to correct. In a cookie and not the URL: names and addresses do not belong in a proxy's logs. */
const LIFE = 300
const FlashSchema = z.object({ form: z.string(), values: z.record(z.string(), z.string()) })

/** @param values never a password @param life in seconds */
export async function setFlash(form: string, values: Record<string, string>, life = LIFE): Promise<void> {
  ;(await cookies()).set(cookieName('typed'), JSON.stringify({ form, values }), {
    httpOnly: true,
    sameSite: 'lax',
    secure: hasPrefix(),
    path: '/',
    maxAge: life,
  })
}

/** What was typed into this form; empty if another form was refused. */
export async function readFlash(form: string): Promise<Record<string, string>> {
  try {
    const kept = FlashSchema.safeParse(JSON.parse((await cookies()).get(cookieName('typed'))?.value ?? 'null')).data
    return kept?.form === form ? kept.values : {}
  } catch {
    return {}
  }
}

export async function clearFlash(): Promise<void> {
  const kept = await cookies()
  if (kept.has(cookieName('typed')))
    kept.set(cookieName('typed'), '', { httpOnly: true, sameSite: 'lax', secure: hasPrefix(), path: '/', maxAge: 0 })
}
