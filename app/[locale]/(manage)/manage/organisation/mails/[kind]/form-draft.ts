import { z } from 'zod'
import { readFormDraft } from '@/server/accounts/form-drafts'
import { MOST } from '@/server/mail/template'

/** What was typed but not saved, to correct or only to preview. */
const MailFormDraft = z.object({
  subject: z.string(),
  body: z.string(),
  seen: z.number(),
  note: z.enum(['check', 'preview', 'conflict', 'sent', 'refused']),
  said: z.string().default(''),
})
export type MailFormDraft = z.infer<typeof MailFormDraft>

export const readKept = async (user: string, id: unknown): Promise<MailFormDraft | null> =>
  MailFormDraft.safeParse(await readFormDraft(user, id)).data ?? null

export const TextForm = z.object({
  lang: z.string().max(20),
  subject: z.string().max(MOST.subject * 10),
  body: z.string().max(MOST.body * 4),
  seen: z.coerce.number().int().min(0),
  act: z.enum(['save', 'preview', 'send', 'reset']).default('save'),
})
