import 'server-only'
import type { Settings } from '../platform/config'
import type { Role } from '../platform/role'

export function isDemanded(roles: readonly Role[], who: Settings['SECOND_FACTOR']): boolean {
  if (who === 'managers') return roles.some((role) => role !== 'learner')
  return who === 'everybody' || (who === 'administrators' && roles.includes('administrator'))
}
