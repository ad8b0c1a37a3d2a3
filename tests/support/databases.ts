/** Starts PostgreSQL once, and migrates databases to copy, which takes a tenth of the time of migrating each. */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { migrate, openStore } from '@/server/database'
import { command, databaseIn, openPostgres } from './postgres'

declare module 'vitest' {
  export interface ProvidedContext {
    sqlite: string
    /** Its account may create databases; `migrated` is the name of a migrated one. Null if there is no PostgreSQL. */
    postgres: { url: string; migrated: string } | null
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const directory = mkdtempSync(join(tmpdir(), 'second-look-migrated-'))
  await made({ directory })
  project.provide('sqlite', directory)
  const clear = () => rmSync(directory, { recursive: true, force: true })
  const postgres = await openPostgres()
  if (!postgres) {
    project.provide('postgres', null)
    return async () => clear()
  }
  const { url, stop } = postgres
  const migrated = `second_look_${randomBytes(6).toString('hex')}`
  await command(url, `create database ${migrated}`)
  await made({ url: databaseIn(url, migrated) })
  project.provide('postgres', { url, migrated })
  return async () => {
    await command(url, `drop database ${migrated} with (force)`)
    await stop()
    clear()
  }
}

async function made(address: Parameters<typeof openStore>[0]): Promise<void> {
  const store = openStore(address)
  await migrate(store)
  await store.db.destroy()
}
