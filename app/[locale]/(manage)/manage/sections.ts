import type { Person } from '@/server/accounts/people'
import { READERS } from '@/server/courses/owners'
import { has } from '@/server/nextjs/current-person'
import type { Role } from '@/server/platform/role'

/** The sections of management, and which roles open them. */
export const SECTIONS = {
  courses: READERS,
  compliance: READERS,
  people: ['administrator'],
  scenarios: ['author', 'administrator'],
  organisation: ['administrator'],
  data: ['administrator'],
  audit: ['auditor', 'administrator'],
} as const satisfies Record<string, readonly Role[]>
export type Section = keyof typeof SECTIONS
export const sectionsOf = (person: Person): Section[] => (Object.keys(SECTIONS) as Section[]).filter((s) => has(person, ...SECTIONS[s]))
