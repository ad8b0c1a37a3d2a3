import 'server-only'
import { config } from '../platform/config'
import { organisation } from '../organisation/organisation'

/** The kinds of processing; their texts are in the messages under `privacy.kinds`, in this order. */
export const KINDS = [
  'selfStudy',
  'feedback',
  'account',
  'signIn',
  'notice',
  'invitation',
  'course',
  'certificate',
  'analytics',
  'live',
  'mail',
  'audit',
  'log',
] as const
export type Kind = (typeof KINDS)[number]

/** The configured retention in days, for the texts about it. */
export async function keptDays(): Promise<{ days: number; records: number; audit: number; live: number }> {
  const { retention } = await organisation()
  return { days: retention.anonymous, records: retention.records, audit: retention.audit, live: config().LIVE_KEEP_DAYS }
}
