/** `schema [scenario|pattern|overlay|names]`: prints the JSON Schema for completion in an editor. */
import { z } from 'zod'
import { NamePool, Overlay, Pattern, Scenario } from '@/scenarios/engine/format/schema'
import { Misuse, type Output, readWords } from './verb'

const SCHEMAS = { scenario: Scenario, pattern: Pattern, overlay: Overlay, names: NamePool }

export function schema(words: string[], { out }: Output): number {
  const [name = 'scenario', ...more] = readWords(words, {}).positionals
  if (!Object.hasOwn(SCHEMAS, name) || more.length > 0) throw new Misuse(`name one of ${Object.keys(SCHEMAS).join(', ')}`)
  out(JSON.stringify(z.toJSONSchema(SCHEMAS[name as keyof typeof SCHEMAS], { target: 'draft-7', io: 'input' }), null, 2))
  return 0
}
