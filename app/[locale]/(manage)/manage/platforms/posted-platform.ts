import 'server-only'
import type { z } from 'zod'
import { type PlatformInput, type PlatformSchema, isTaken, movesSpeakers } from '@/server/lti/platforms'
import { clearFlash, setFlash } from '@/server/nextjs/flash'
import { seeOther } from '@/server/nextjs/responses'
import { NAMES } from './fields'

type Form = z.ZodSafeParseResult<z.output<typeof PlatformSchema>>

export async function postedPlatform(
  form: Form,
  fields: Readonly<Record<string, string>>,
  page: string,
  id: string | null,
): Promise<{ input: PlatformInput; no: null } | { input: null; no: Response }> {
  const refused = (note: string, wrong: string[] = []) => ({
    input: null,
    no: seeOther(`${page}?${new URLSearchParams({ note, ...(wrong.length > 0 && { wrong: wrong.join(' ') }) })}`),
  })
  await clearFlash()
  // The form shows these settings, but does not let anybody change them.
  if (form.success && id !== null && (await movesSpeakers(id, form.data))) return refused('settled')
  const taken = form.success && (await isTaken(form.data, id))
  if (form.success && !taken) return { input: form.data, no: null }
  // A cookie holds no more. We leave longer values out instead of cutting them: a shortened list would be saved as the whole list.
  const typed = NAMES.map((name) => [name, fields[name] ?? ''] as const).filter(([, value]) => value.length <= 300)
  await setFlash('platform', Object.fromEntries(typed))
  return form.success ? refused('taken') : refused('check', [...new Set(form.error.issues.map(({ path }) => String(path[0])))])
}
