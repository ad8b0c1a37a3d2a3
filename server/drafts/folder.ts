import 'server-only'
import { type FileHandle, constants, lstat, mkdir, open, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { writeText } from '@/scenarios/authoring/draft/write-text'
import { ScenarioId } from '@/scenarios/engine/format/schema'
import { versionOf } from '../library/published'
import { config, draftsFolder } from '../platform/config'

/** Bytes. `check` refuses longer files, too. */
export const MOST_BYTES = 512 * 1024
const FILE = 'scenario.yaml'

export interface DraftFile {
  id: string
  text: string
  /** Names these bytes, so that nobody saves over what somebody else has written since. */
  version: string
  /** Milliseconds since 1970. */
  modified: number
}
/** `changed`: the file has another version. `text`: what is to be saved is no text of a scenario; `says` tells why. */
export type Saved = { ok: true; version: string } | { ok: false; why: 'gone' | 'changed' | 'long' | 'text'; says?: string }

export const folderOf = (id: string): string => join(resolve(draftsFolder(config())), id)
const isId = (id: string): boolean => ScenarioId.safeParse(id).success

/** The ids of all drafts. A folder that is not there holds none. */
export async function listDrafts(): Promise<string[]> {
  const found = await readdir(resolve(draftsFolder(config())), { withFileTypes: true }).catch(() => [])
  const ids = found.filter((entry) => entry.isDirectory() && isId(entry.name)).map((entry) => entry.name)
  const there = await Promise.all(
    ids.map((id) =>
      lstat(join(folderOf(id), FILE)).then(
        (file) => file.isFile(),
        () => false,
      ),
    ),
  )
  return ids.filter((_, i) => there[i]).sort()
}

/** Null if there is no such draft, or if its file is too long or a link: a link could lead to any file of the server. */
export async function readDraftFile(id: string): Promise<DraftFile | null> {
  const file = isId(id) ? await opened(join(folderOf(id), FILE)) : null
  if (!file) return null
  try {
    const { size, mtimeMs } = await file.stat()
    if (size > MOST_BYTES) return null
    const bytes = await file.readFile()
    return { id, text: bytes.toString('utf8'), version: versionOf(bytes), modified: mtimeMs }
  } finally {
    await file.close()
  }
}
async function opened(path: string): Promise<FileHandle | null> {
  const folder = await lstat(join(path, '..')).catch(() => null)
  if (!folder?.isDirectory()) return null
  return open(path, constants.O_RDONLY | constants.O_NOFOLLOW).catch(() => null)
}

/** Replaces the whole file, if it still is the version that was seen. */
export async function saveDraft(id: string, text: string, seen: string): Promise<Saved> {
  const now = await readDraftFile(id)
  if (!now) return { ok: false, why: 'gone' }
  if (now.version !== seen) return { ok: false, why: 'changed' }
  return write(id, text)
}

/** Replaces one text and keeps every other byte. `path` as `textsOf` gives it. */
export async function saveText(id: string, path: string, value: string, seen: string): Promise<Saved> {
  const now = await readDraftFile(id)
  if (!now) return { ok: false, why: 'gone' }
  if (now.version !== seen) return { ok: false, why: 'changed' }
  try {
    return await write(id, writeText(now.text, path, value))
  } catch (error) {
    return { ok: false, why: 'text', says: (error as Error).message }
  }
}

/** A new draft. Never replaces one: `false` if the id is taken or no id. */
export async function addDraft(id: string, text: string): Promise<boolean> {
  if (!isId(id) || Buffer.byteLength(text) > MOST_BYTES) return false
  const folder = folderOf(id)
  await mkdir(resolve(draftsFolder(config())), { recursive: true })
  if (
    !(await mkdir(folder).then(
      () => true,
      () => false,
    ))
  )
    return false
  await writeFile(join(folder, FILE), text)
  return true
}

async function write(id: string, text: string): Promise<Saved> {
  if (Buffer.byteLength(text) > MOST_BYTES) return { ok: false, why: 'long' }
  const file = join(folderOf(id), FILE)
  const whole = `${file}.${process.pid}.new`
  // Written beside it and renamed, so that nobody reads half a file.
  try {
    await writeFile(whole, text, { flag: 'wx' })
    await rename(whole, file)
  } catch (error) {
    await rm(whole, { force: true })
    throw error
  }
  return { ok: true, version: versionOf(text) }
}
