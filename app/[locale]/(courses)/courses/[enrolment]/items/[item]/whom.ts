import 'server-only'
import { z } from 'zod'
import { translator } from '@/server/platform/locales'
import { type OrganisationContact, contacts } from '@/server/organisation/organisation'

/** The organisation's contacts, or else "your security officer". `own`: whether the organisation has any. */
export async function reportingContacts(locale: string): Promise<{ list: OrganisationContact[]; own: boolean }> {
  const officer = translator(locale, 'help')('officer')
  const own = await contacts()
  if (own.length === 0) return { own: false, list: [{ place: '', name: officer, phone: '', email: '', hours: '' }] }
  return { own: true, list: own.map((c) => ({ ...c, name: c.name || officer })) }
}

const Index = z.coerce.number().int().min(0)
export function chosenContact(given: unknown, list: OrganisationContact[]): number {
  const at = Index.safeParse(given)
  return at.success && at.data < list.length ? at.data : 0
}

/** People to whom a learner might mistakenly report. */
export function othersOf(locale: string): string[] {
  const t = translator(locale, 'courses')
  return [t('whom.others.help'), t('whom.others.colleague'), t('whom.others.contact')]
}
