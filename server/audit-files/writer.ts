import 'server-only'
import type { State } from '@/scenarios/engine/course/state'
import type { Evidence } from '../library/evidence'
import type { Library } from '../library/library'
import type { OrganisationContact } from '../organisation/organisation'
import type { translator } from '../platform/locales'
import type { Paper } from './pdf'

export interface Writer {
  paper: Paper
  t: ReturnType<typeof translator<'auditFile'>>
  state: (state: State) => string
  locale: string
  library: Library
  contacts: OrganisationContact[]
  evidence: Evidence
}
export const day = (at: number | null): string => (at === null ? '' : new Date(at).toISOString().slice(0, 10))
