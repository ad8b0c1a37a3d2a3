import { z } from 'zod'
import { cookieValue, remember } from '@/server/session'

const MOST = 50
export const IdsSchema = z.array(z.string().regex(/^[\w-]{1,40}$/)).max(MOST)

/** Which notices this browser has dismissed: ids alone, the newest first. */
export async function dismissed(): Promise<string[]> {
  return IdsSchema.safeParse(((await cookieValue('notices')) ?? '').split('~').filter(Boolean)).data ?? []
}
export async function dismiss(ids: readonly string[]): Promise<void> {
  await remember('notices', [...new Set([...ids, ...(await dismissed())])].slice(0, MOST).join('~'))
}
