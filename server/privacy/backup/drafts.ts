import 'server-only'
import { existsSync } from 'node:fs'
import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { gunzipSync, gzipSync } from 'node:zlib'
import { z } from 'zod'
import { addDraft, listDrafts, readDraftFile } from '../../drafts/folder'
import { BadBackup } from './file'

/** Drafts are files, so they are kept in a file of their own beside the backup of the database. */
const besides = (backup: string): string => `${backup.replace(/\.jsonl\.gz$/, '')}.drafts.json.gz`
const Drafts = z.record(z.string(), z.string())

/** @returns how many there are; without drafts there is no file */
export async function backUpDrafts(backup: string): Promise<number> {
  const files = (await Promise.all((await listDrafts()).map(readDraftFile))).filter((file) => file !== null)
  if (files.length === 0) return 0
  const [path, half] = [besides(backup), `${besides(backup)}.part`]
  try {
    await writeFile(half, gzipSync(JSON.stringify(Object.fromEntries(files.map(({ id, text }) => [id, text])))), {
      flag: 'wx',
      mode: 0o600,
    })
    await rename(half, path)
  } catch (error) {
    await rm(half, { force: true })
    throw error
  }
  return files.length
}

/** Null if there is no file of drafts beside the backup. @throws BadBackup */
export async function readDrafts(backup: string): Promise<Record<string, string> | null> {
  const path = besides(backup)
  if (!existsSync(path)) return null
  try {
    return Drafts.parse(JSON.parse(gunzipSync(await readFile(path)).toString('utf8')))
  } catch {
    throw new BadBackup(`${path} is damaged. Copy it again from where it was made, or move it away to restore without drafts.`)
  }
}

/** Never replaces a draft that is there: it may be newer. @returns how many were written */
export async function restoreDrafts(drafts: Record<string, string>): Promise<number> {
  let written = 0
  for (const [id, text] of Object.entries(drafts)) if (await addDraft(id, text)) written++
  return written
}
