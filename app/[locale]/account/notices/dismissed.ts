import { cookies } from 'next/headers'
import { z } from 'zod'
import { ACCOUNT_COOKIE } from '@/server/accounts/paths'
import { remember } from '@/server/session'

/** Which notices this browser has dismissed: ids alone, the newest first. */
const COOKIE = `${ACCOUNT_COOKIE}.notices`
const MOST = 50
export const IdsSchema = z.array(z.string().regex(/^[\w-]{1,40}$/)).max(MOST)

export async function dismissed(): Promise<string[]> {
  return IdsSchema.safeParse(((await cookies()).get(COOKIE)?.value ?? '').split('~').filter(Boolean)).data ?? []
}
export async function dismiss(ids: readonly string[]): Promise<void> {
  await remember(COOKIE, [...new Set([...ids, ...(await dismissed())])].slice(0, MOST).join('~'))
}
