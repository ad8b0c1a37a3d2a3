import 'server-only'
import { delimiter, resolve } from 'node:path'

export const OUR_FOLDER = './scenarios/library'
export const NAMES = 'names.yaml'
export const OWN_EVIDENCE = 'evidence.yaml'

/** The folders that `LIBRARY_DIR` lists, separated as in PATH. */
export const foldersOf = (setting: string): string[] =>
  setting
    .split(delimiter)
    .filter(Boolean)
    .map((folder) => resolve(folder))

/** The folders whose names a folder's scenarios draw from, best first: its own, the first folder, ours. */
export const poolsFor = (folder: string, folders: readonly string[]): string[] => [folder, ...folders.slice(0, 1), resolve(OUR_FOLDER)]
