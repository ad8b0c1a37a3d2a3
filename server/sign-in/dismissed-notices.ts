import 'server-only'
import { z } from 'zod'
import { cookieValue, remember } from '../nextjs/session'
import { type NoticeKind, notify } from '../accounts/notices'

/** Beyond this the oldest notices show again, because a cookie holds at most 4,096 characters. */
export const MOST = 100
export const IdsSchema = z.array(z.string().regex(/^[\w-]{1,40}$/)).max(MOST)

/** Newest first. */
export async function dismissed(): Promise<string[]> {
  return IdsSchema.safeParse(((await cookieValue('notices')) ?? '').split('~').filter(Boolean)).data ?? []
}
export async function dismiss(ids: readonly string[]): Promise<void> {
  await remember('notices', [...new Set([...ids, ...(await dismissed())])].slice(0, MOST).join('~'))
}

/** In every other browser than this one. @param by another user who had a part in it */
export async function notifyElsewhere(user: string, kind: NoticeKind, by: string | null = null): Promise<void> {
  const id = await notify(user, kind, by)
  if (id) await dismiss([id])
}
