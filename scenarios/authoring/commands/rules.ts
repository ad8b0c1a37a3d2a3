/** `rules`: lists what `check` looks for, in the order in which a file meets it. */
import { LIBRARY_RULES } from '../../library/load'
import { SHAPE_RULES } from '../../library/parse'
import { YAML_RULES } from '../../library/yaml'
import { RULES } from '../inspect'
import { ADDRESS_RULES } from '../inspect/rules/addresses'
import { verb } from './verb'

type ListedRule = (typeof RULES)[number]
const errors = (all: Readonly<Record<string, string>>): ListedRule[] =>
  Object.entries(all).map(([id, about]) => ({ id, severity: 'error', about }))

export const ALL_RULES: readonly ListedRule[] = [
  ...errors(LIBRARY_RULES),
  ...errors(YAML_RULES),
  ...errors(SHAPE_RULES),
  ...RULES,
  ...errors(ADDRESS_RULES),
  { id: 'cannot-be-shown', severity: 'error', about: 'every text can be shown to a learner' },
]

export const rules = verb({
  options: {},
  run(_, { out }) {
    const width = Math.max(...ALL_RULES.map((r) => r.id.length))
    for (const { id, severity, about } of ALL_RULES) out(`${id.padEnd(width)}  ${severity.padEnd(7)}  ${about}`)
    return 0
  },
})
