import 'server-only'
import type { Person } from '../accounts/people'
import { BUILDERS, READERS } from '../courses/owners'
import { has } from './current-person'
import type { Role } from '../platform/role'

export const SECTIONS = {
  courses: READERS,
  compliance: READERS,
  platforms: BUILDERS,
  people: ['administrator'],
  scenarios: ['author', 'administrator'],
  organisation: ['administrator'],
  data: ['administrator'],
  audit: ['auditor', 'administrator'],
} as const satisfies Record<string, readonly Role[]>
export type Section = keyof typeof SECTIONS
export const sectionsOf = (person: Person): Section[] => (Object.keys(SECTIONS) as Section[]).filter((s) => has(person, ...SECTIONS[s]))
