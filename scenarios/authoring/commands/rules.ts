/** `rules`: lists what `check` looks for. */
import { ALL_RULES } from './all-rules'
import { type Output, readWords } from './verb'

export function rules(words: string[], { out }: Output): number {
  readWords(words, {})
  const width = Math.max(...ALL_RULES.map((r) => r.id.length))
  for (const { id, severity, about } of ALL_RULES) out(`${id.padEnd(width)}  ${severity.padEnd(7)}  ${about}`)
  return 0
}
