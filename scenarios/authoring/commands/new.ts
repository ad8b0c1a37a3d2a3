/** `new PATTERN`: creates a folder in the last folder of the library; never overwrites one, nor takes an id that another has. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { PatternId } from '../../engine/format/schema'
import { skeleton } from './skeleton'
import { libraryFolders } from '@/server/commands/scenario/files'
import { Misuse, type Output, readWords } from './verb'

export function newPattern(words: string[], { out }: Output, folders = libraryFolders()): number {
  const [id, ...more] = readWords(words, {}).positionals
  if (id === undefined || more.length > 0 || !PatternId.safeParse(id).success)
    throw new Misuse('give one pattern id of letters, digits and hyphens, such as P18: LIBRARY_DIR says where it goes')
  const taken = folders.map((library) => join(library, id)).find((place) => existsSync(place))
  if (taken !== undefined) throw new Misuse(`${relative(process.cwd(), taken)} exists already: nothing was written`)
  const folder = join(folders.at(-1)!, id)
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'story.yaml')
  writeFileSync(file, skeleton(id))
  out(relative(process.cwd(), file))
  out('Every text that begins with “Write:” is yours to write; check lists them as unwritten.')
  return 0
}
