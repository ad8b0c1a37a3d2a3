/**
 * `schema [scenario|overlay|names]`: prints the JSON Schema for completion in an editor. The one for scenarios is kept as
 * scenarios/scenario.schema.json.
 */
import { z } from 'zod'
import { NamePool, Overlay, Scenario } from '../../engine/format/schema'
import { Misuse, verb } from './verb'

const SCHEMAS = { scenario: Scenario, overlay: Overlay, names: NamePool }

export const jsonSchemaOf = (name: keyof typeof SCHEMAS): string =>
  JSON.stringify(z.toJSONSchema(SCHEMAS[name], { target: 'draft-7', io: 'input', reused: 'ref' }), null, 2)

export const schema = verb({
  options: {},
  run({ words: [name = 'scenario', ...more] }, { out }) {
    if (!Object.hasOwn(SCHEMAS, name) || more.length > 0) throw new Misuse(`name one of ${Object.keys(SCHEMAS).join(', ')}`)
    out(jsonSchemaOf(name as keyof typeof SCHEMAS))
    return 0
  },
})
