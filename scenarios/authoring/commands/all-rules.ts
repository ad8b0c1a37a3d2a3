/** Every rule that `check` applies, in the order in which a file meets them. */
import { RULES } from '../inspect'
import type { Rule } from '../../library/finding'
import { ADDRESS_RULES } from '../inspect/addresses'
import { LIBRARY_RULES } from '../../library/load'
import { SHAPE_RULES } from '../../library/parse'
import { YAML_RULES } from '../../library/yaml'

type Listed = Pick<Rule<never>, 'id' | 'severity' | 'about'>
const errors = (rules: Readonly<Record<string, string>>): Listed[] =>
  Object.entries(rules).map(([id, about]) => ({ id, severity: 'error', about }))

export const ALL_RULES: readonly Listed[] = [
  ...errors(LIBRARY_RULES),
  ...errors(YAML_RULES),
  ...errors(SHAPE_RULES),
  ...RULES,
  ...errors(ADDRESS_RULES),
  { id: 'cannot-be-shown', severity: 'error', about: 'every text can be shown to a learner' },
]
