import 'server-only'
import { readFile, readdir, stat } from 'node:fs/promises'
import { join, relative, resolve, sep } from 'node:path'
import { type LibraryFile, kindOf } from '@/scenarios/library/load'
import { NAMES, OUR_FOLDER, OWN_EVIDENCE } from './folders'

export interface FolderSurvey {
  folder: string
  problem: 'unreadable' | 'empty' | null
  names: string | null
  evidence: string | null
  /** Files that belong to no scenario. */
  loose: string[]
  /** The files of each scenario, by the name of its folder. */
  scenarios: Map<string, string[]>
}
export interface Survey {
  folders: FolderSurvey[]
  ourNames: string | null
  evidence: string[]
  /** Changes whenever any file changes. */
  stamp: string
}

const EVIDENCE = 'scenarios/evidence'
export const EVIDENCE_FILES = ['passages.json', 'guidance.json', 'indicators.yaml', 'patterns.yaml'].map((name) => join(EVIDENCE, name))
const evidenceFiles = async (): Promise<string[]> => [
  ...EVIDENCE_FILES,
  ...((await listed(EVIDENCE)) ?? []).filter((name) => kindOf(name) === 'overlay').map((name) => join(EVIDENCE, name)),
]

/** Lists every file without reading it. A file that cannot be listed counts as missing, whatever the cause. */
export async function survey(folders: readonly string[], mayBeEmpty?: string): Promise<Survey> {
  const ours = resolve(OUR_FOLDER)
  const [looked, shipped, beside] = await Promise.all([
    Promise.all(folders.map((folder) => surveyFolder(folder, folder === mayBeEmpty))),
    evidenceFiles(),
    listed(ours),
  ])
  const evidence = [...shipped, ...looked.flatMap((folder) => folder.evidence ?? [])]
  const ourNames = beside?.includes(NAMES) ? join(ours, NAMES) : null
  const stamps = await Promise.all([...looked.flatMap(filesOf), ...(ourNames ? [ourNames] : []), ...evidence].map(stampOf))
  return { folders: looked, ourNames, evidence, stamp: [...looked.map((f) => `${f.folder} ${f.problem}`), ...stamps].join('\n') }
}
const filesOf = ({ names, loose, scenarios }: FolderSurvey): string[] => [
  ...(names ? [names] : []),
  ...loose,
  ...[...scenarios.values()].flat(),
]

async function surveyFolder(folder: string, mayBeEmpty: boolean): Promise<FolderSurvey> {
  const found: FolderSurvey = { folder, problem: null, names: null, evidence: null, loose: [], scenarios: new Map() }
  const names = await listed(folder)
  if (!names) return { ...found, problem: mayBeEmpty ? null : 'unreadable' }
  for (const name of names) {
    const path = join(folder, name)
    if (name === NAMES) found.names = path
    else if (name === OWN_EVIDENCE) found.evidence = path
    else if (isYaml(name)) found.loose.push(path)
    else {
      const files = (await listed(path))?.filter(isYaml) ?? []
      if (files.length > 0)
        found.scenarios.set(
          name,
          files.map((file) => join(path, file)),
        )
    }
  }
  // A volume that is not mounted looks like an empty folder.
  return { ...found, problem: filesOf(found).length === 0 && !mayBeEmpty ? 'empty' : null }
}

const isYaml = (name: string): boolean => name.endsWith('.yaml')
/** Null if it is not a folder. Leaves out names that begin with a dot, because they belong to an editor or the system. */
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

/** A path as an operator would write it. */
export const asWritten = (path: string): string => {
  const near = relative(process.cwd(), path)
  return near === '' || near.startsWith(`..${sep}`) || near === '..' ? path : near
}

export const readFiles = (paths: readonly string[]): Promise<LibraryFile[]> =>
  Promise.all(paths.map(async (path) => ({ path: asWritten(path), bytes: await readFile(path) })))
