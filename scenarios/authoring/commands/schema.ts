/** `schema [story|overlay|names]`: prints the JSON Schema for completion in an editor. */
import { SCHEMAS, jsonSchemaOf } from './json-schema'
import { Misuse, type Output, readWords } from './verb'

export function schema(words: string[], { out }: Output): number {
  const [name = 'story', ...more] = readWords(words, {}).positionals
  if (!Object.hasOwn(SCHEMAS, name) || more.length > 0) throw new Misuse(`name one of ${Object.keys(SCHEMAS).join(', ')}`)
  out(jsonSchemaOf(name as keyof typeof SCHEMAS))
  return 0
}
