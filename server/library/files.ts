import 'server-only'
import { readFile, readdir, stat } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import type { LibraryFile } from '@/scenarios/library/load'

/** A folder of the library, and what was found in it: which files there are, not yet what they say. */
export interface Surveyed {
  folder: string
  /** Why nothing can be read of it. */
  problem: 'unreadable' | 'empty' | null
  names: string | null
  /** Files that are no pattern's. */
  loose: string[]
  /** The files of each pattern, by the name of its folder. */
  patterns: Map<string, string[]>
}
export interface Survey {
  folders: Surveyed[]
  /** Changes whenever a file does. */
  stamp: string
}

const EVIDENCE = 'scenarios/evidence'
export const EVIDENCE_FILES = ['passages.json', 'guidance.json', 'indicators.yaml'].map((name) => join(EVIDENCE, name))

/** Looks at every file without reading it. What cannot be looked at is not there, whatever the reason. */
export async function survey(folders: readonly string[]): Promise<Survey> {
  const looked = await Promise.all(folders.map(surveyFolder))
  const stamps = await Promise.all([...looked.flatMap(filesOf), ...EVIDENCE_FILES].map(stampOf))
  return { folders: looked, stamp: [...looked.map((f) => `${f.folder} ${f.problem}`), ...stamps].join('\n') }
}
const filesOf = ({ names, loose, patterns }: Surveyed): string[] => [...(names ? [names] : []), ...loose, ...[...patterns.values()].flat()]

async function surveyFolder(folder: string): Promise<Surveyed> {
  const found: Surveyed = { folder, problem: null, names: null, loose: [], patterns: new Map() }
  const names = await listed(folder)
  if (!names) return { ...found, problem: 'unreadable' }
  for (const name of names) {
    const path = join(folder, name)
    if (name === 'names.yaml') found.names = path
    else if (isYaml(name)) found.loose.push(path)
    else {
      const files = (await listed(path))?.filter(isYaml) ?? []
      if (files.length > 0)
        found.patterns.set(
          name,
          files.map((file) => join(path, file)),
        )
    }
  }
  // Where nothing is mounted there is an empty folder.
  return { ...found, problem: filesOf(found).length === 0 ? 'empty' : null }
}

const isYaml = (name: string): boolean => name.endsWith('.yaml')
/** What a folder holds, in order; null where it is none. Names that begin with a dot are an editor's, or the system's. */
const listed = (folder: string): Promise<string[] | null> =>
  readdir(folder).then(
    (names) => names.filter((name) => !name.startsWith('.')).sort(),
    () => null,
  )
const stampOf = (path: string): Promise<string> =>
  stat(path).then(
    ({ mtimeMs, ctimeMs, size, ino }) => `${path} ${mtimeMs} ${ctimeMs} ${size} ${ino}`,
    () => path,
  )

/** A path as whoever runs the server would write it. */
export const asWritten = (path: string): string => {
  const near = relative(process.cwd(), path)
  return near === '' || near.startsWith(`..${sep}`) || near === '..' ? path : near
}

export const readFiles = (paths: readonly string[]): Promise<LibraryFile[]> =>
  Promise.all(paths.map(async (path) => ({ path: asWritten(path), bytes: await readFile(path) })))
