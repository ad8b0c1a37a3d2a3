import 'server-only'
import type { z } from 'zod'
import { type PlatformInput, type PlatformSchema, isTaken } from '@/server/lti/platforms'
import { clearFlash, setFlash } from '@/server/nextjs/flash'
import { seeOther } from '@/server/nextjs/responses'
import { NAMES } from './fields'

type Form = z.ZodSafeParseResult<z.output<typeof PlatformSchema>>

/**
 * The platform that was posted, or the answer that asks to correct it.
 * @param page where the form is
 * @param id of the platform that is changed
 */
export async function postedPlatform(
  form: Form,
  fields: Readonly<Record<string, string>>,
  page: string,
  id: string | null,
): Promise<{ input: PlatformInput; no: null } | { input: null; no: Response }> {
  const wrong = form.success ? [] : [...new Set(form.error.issues.map(({ path }) => String(path[0])))]
  const taken = form.success && (await isTaken(form.data, id))
  if (form.success && !taken) {
    await clearFlash()
    return { input: form.data, no: null }
  }
  // As much as a cookie holds.
  await setFlash('platform', Object.fromEntries(NAMES.map((name) => [name, (fields[name] ?? '').slice(0, 300)])))
  const query = new URLSearchParams({ note: taken ? 'taken' : 'check', ...(wrong.length > 0 && { wrong: wrong.join(' ') }) })
  return { input: null, no: seeOther(`${page}?${query}`) }
}
