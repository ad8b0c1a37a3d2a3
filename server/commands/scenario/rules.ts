/** `rules`: lists what `check` looks for. */
import { RULES } from '@/scenarios/engine/inspect'
import { type Output, readWords } from './verb'

export function rules(words: string[], { out }: Output): number {
  readWords(words, {})
  const width = Math.max(...RULES.map((r) => r.id.length))
  for (const { id, severity, about } of RULES) out(`${id.padEnd(width)}  ${severity.padEnd(7)}  ${about}`)
  return 0
}
