/** `new PATTERN`: creates a folder in the library; never overwrites one. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { PatternId } from '@/scenarios/engine/format/schema'
import { skeleton } from '@/scenarios/library/skeleton'
import { LIBRARY } from './files'
import { Misuse, type Output, readWords } from './verb'

export function newPattern(words: string[], { out }: Output, library = LIBRARY): number {
  const [id, ...more] = readWords(words, {}).positionals
  if (id === undefined || more.length > 0 || !PatternId.safeParse(id).success)
    throw new Misuse('give one pattern id of letters, digits and hyphens, such as P18')
  const folder = join(library, id)
  if (existsSync(folder)) throw new Misuse(`${relative(process.cwd(), folder)} exists already: nothing was written`)
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'story.yaml')
  writeFileSync(file, skeleton(id))
  out(relative(process.cwd(), file))
  out('Every text that begins with “Write:” is yours to write; check lists them as unwritten.')
  return 0
}
