/** Published scenarios are rows, so that all processes serve the same. Each process writes them into a folder that its library reads. */
import 'server-only'
import { createHash } from 'node:crypto'
import { mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { database } from '../database'
import { config } from '../platform/config'

/** Names these bytes, of a draft or of what was published of it. */
export const versionOf = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex').slice(0, 16)

export const publishedFolder = (): string => join(resolve(config().DATA_DIR), 'published')

export interface PublishedVersion {
  version: string
  publishedAt: number
  served: boolean
}

/** All versions of a scenario that were ever published, the newest first. */
export async function publishedVersions(id: string): Promise<PublishedVersion[]> {
  const rows = await database()
    .selectFrom('published_scenario')
    .select(['version', 'published_at', 'served'])
    .where('id', '=', id)
    .orderBy('published_at', 'desc')
    .execute()
  return rows.map(({ version, published_at, served }) => ({ version, publishedAt: published_at, served: served === 1 }))
}

export const servedVersion = async (id: string): Promise<string | undefined> =>
  (await publishedVersions(id)).find(({ served }) => served)?.version

export async function publish(id: string, text: string, now = Date.now()): Promise<void> {
  const version = versionOf(text)
  await database()
    .transaction()
    .execute(async (db) => {
      await db.updateTable('published_scenario').set({ served: 0 }).where('id', '=', id).execute()
      await db
        .insertInto('published_scenario')
        .values({ id, version, body: text, published_at: now, served: 1 })
        .onConflict((c) => c.columns(['id', 'version']).doUpdateSet({ published_at: now, served: 1 }))
        .execute()
    })
}

export const unpublish = async (id: string): Promise<void> => {
  await database().updateTable('published_scenario').set({ served: 0 }).where('id', '=', id).execute()
}

/** Serves again what was published before the version that is served. False if there is none. */
export async function serveEarlier(id: string): Promise<boolean> {
  const versions = await publishedVersions(id)
  const earlier = versions[versions.findIndex(({ served }) => served) + 1]
  if (!versions.some(({ served }) => served) || !earlier) return false
  await database()
    .transaction()
    .execute(async (db) => {
      await db.updateTable('published_scenario').set({ served: 0 }).where('id', '=', id).execute()
      await db.updateTable('published_scenario').set({ served: 1 }).where('id', '=', id).where('version', '=', earlier.version).execute()
    })
  return true
}

/** Brings the folder in line with the rows. Called before the library looks at its files. */
export async function writePublished(): Promise<void> {
  const folder = publishedFolder()
  const rows = await database().selectFrom('published_scenario').select(['id', 'version']).where('served', '=', 1).execute()
  const there = await readdir(folder).catch(() => [])
  for (const id of there) if (!rows.some((row) => row.id === id)) await rm(join(folder, id), { recursive: true, force: true })
  for (const { id, version } of rows) {
    const file = join(folder, id, 'scenario.yaml')
    const bytes = await readFile(file).catch(() => null)
    if (bytes && versionOf(bytes) === version) continue
    const { body } = await database()
      .selectFrom('published_scenario')
      .select('body')
      .where('id', '=', id)
      .where('version', '=', version)
      .executeTakeFirstOrThrow()
    await mkdir(join(folder, id), { recursive: true })
    const whole = `${file}.${process.pid}.new`
    await writeFile(whole, body)
    await rename(whole, file)
  }
}
