import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { gunzipSync, gzipSync } from 'node:zlib'
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { contentsOf, fillAll, referencesIn } from '@/tests/support/full-database'
import { type Address, madeByOther, onEachDatabase, onPostgres } from '@/tests/support/store'
import { type Database, type Store, migrate, openStore } from '../../database'
import { eraseUser, recordErasure } from '../erase-account'
import { eraseLearner } from '../../learning/learners'
import { newId } from '../../platform/tokens'
import { OtherSchema, migrations } from '../../database/migrations'
import { BadBackup } from './file'
import { readLedger } from './ledger'
import { makeBackup } from './make'
import { NotEmptyError, type RestoreResult, restore } from './restore'
import { tablesOf } from './shape'

const root = mkdtempSync(join(tmpdir(), 'second-look-backup-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))
const newDirectory = () => mkdtempSync(join(root, 'd-'))

const SIGN_INS = ['session', 'verification', 'lti_launch']
let references: Awaited<ReturnType<typeof referencesIn>>
beforeAll(async () => {
  const scratch = await open({ directory: newDirectory() })
  references = await referencesIn(scratch)
  await scratch.db.destroy()
})

async function open(address: Address): Promise<Store> {
  const store = openStore(address)
  await migrate(store)
  return store
}
const from = (path: string, store: Store, replace = false): Promise<RestoreResult> =>
  restore(store, path, { replace, erasures: readLedger(join(path, '..')) })
const backedUp = async (store: Store, directory = newDirectory(), now?: number) => (await makeBackup(store, directory, now))!.path

async function attempt(db: Database, learner: string, events: number) {
  const id = newId()
  await db
    .insertInto('scenario_structure')
    .values({ hash: 'h', scenario: 'P01', body: '{}', used_at: 0 })
    .onConflict((c) => c.doNothing())
    .execute()
  await db
    .insertInto('scenario_texts')
    .values({ structure: 'h', hash: 't', locale: 'en', body: '{}', used_at: 0 })
    .onConflict((c) => c.doNothing())
    .execute()
  await db
    .insertInto('attempt')
    .values({
      id,
      learner_id: learner,
      scenario: 'P01',
      variant: 'hostile',
      structure: 'h',
      texts: 't',
      names: '{}',
      locale: 'en',
      parent: null,
      purpose: 'learn',
      started_at: 0,
    })
    .execute()
  for (let seq = 0; seq < events; seq++) {
    await db
      .insertInto('event')
      .values({ attempt_id: id, seq, body: JSON.stringify({ type: 'flag', segment: `“s-${seq}” \u0000 ü` }), at: seq })
      .execute()
  }
  return id
}
const learner = async (db: Database, id = newId()) => {
  await db.insertInto('learner').values({ id, user_id: null, created_at: 0 }).execute()
  return id
}
const journal = async (db: Database, id: string) =>
  (await db.selectFrom('event').select('body').where('attempt_id', '=', id).orderBy('seq').execute()).map((r) => r.body)
const idsOf = async (db: Database, table: 'learner' | 'user') => (await db.selectFrom(table).select('id').execute()).map((r) => r.id).sort()

describe('a backup', () => {
  onEachDatabase((fresh) => {
    test('of every table comes back as it was, journals to the byte [p:backups]', async () => {
      const store = await open(await fresh())
      await fillAll(store, references)
      const played = await attempt(store.db, await learner(store.db), 450)
      const before = await contentsOf(store, SIGN_INS)
      const events = await journal(store.db, played)
      expect(Object.values(before).every((rows) => rows.length >= 3)).toBe(true)
      const path = await backedUp(store)

      for (const { name } of (await tablesOf(store.db, store.kind)).reverse()) await store.db.deleteFrom(name as 'learner').execute()
      const { rows } = await from(path, store)
      expect(await contentsOf(store, SIGN_INS)).toEqual(before)
      expect(await journal(store.db, played)).toEqual(events)
      expect(rows).toBe(Object.values(before).flat().length)
      expect(await migrate(store)).toEqual([])
      await store.db.destroy()
    })

    test('leaves out sign-ins, so that ended ones do not come back [p:backups]', async () => {
      const store = await open(await fresh())
      await fillAll(store, references)
      await from(await backedUp(store), store, true)
      for (const name of SIGN_INS) expect((await contentsOf(store))[name]).toEqual([])
      await store.db.destroy()
    })

    test('is a snapshot of one moment, made while others write', async () => {
      const address = await fresh()
      const [store, writing] = [await open(address), openStore(address)]
      const { db } = writing
      // A learner and an attempt are written together, so a backup holds both or neither.
      let going = true
      let written = 0
      const writes = (async () => {
        for (; going; written++) {
          await db.transaction().execute(async (trx) => void (await attempt(trx, await learner(trx), 1)))
          // SQLite's calls are synchronous, so this gives others a turn.
          await pause(2)
        }
      })()
      await expect.poll(() => written, { timeout: 20_000 }).toBeGreaterThan(20)
      const paths: string[] = []
      for (let i = 0; i < 5; i++) paths.push(await backedUp(store))
      const during = written
      going = false
      await writes
      expect(during).toBeGreaterThan(20)
      let last = 20
      for (const path of paths) {
        await from(path, store, true)
        const counts = Object.fromEntries(Object.entries(await contentsOf(store)).map(([name, rows]) => [name, rows.length]))
        expect(counts.attempt).toBe(counts.learner)
        expect(counts.event).toBe(counts.learner)
        expect(counts.learner).toBeGreaterThanOrEqual(last)
        last = counts.learner!
      }
      expect(last).toBeLessThanOrEqual(written)
      await Promise.all([store.db.destroy(), db.destroy()])
    })

    test('is readable by its own account only, and leaves no partial file behind [p:backups] [p:directory]', async () => {
      const directory = join(newDirectory(), 'deep')
      const store = await open(await fresh())
      const path = await backedUp(store, directory)
      expect(statSync(path).mode & 0o777).toBe(0o600)
      expect(statSync(directory).mode & 0o777).toBe(0o700)
      await store.db.insertInto('learner').values({ id: 'odd', user_id: null, created_at: 0 }).execute()
      await expect(makeBackup({ ...store, kind: store.kind === 'sqlite' ? 'postgres' : 'sqlite' }, directory)).rejects.toThrow()
      expect(readdirSync(directory)).toEqual([path.split('/').at(-1)])
      await store.db.destroy()
    })

    test('of a database without tables is not made', async () => {
      const store = openStore(await fresh())
      expect(await makeBackup(store, newDirectory())).toBeNull()
      await store.db.destroy()
    })

    test('of a database that another version made is refused', async () => {
      const [store, directory] = [await madeByOther(await fresh(), ['001-attempts']), newDirectory()]
      await expect(makeBackup(store, directory)).rejects.toThrow(OtherSchema)
      expect(readdirSync(directory)).toEqual([])
      await store.db.destroy()
    })
  })
})

describe('a restore', () => {
  onEachDatabase((fresh) => {
    test('into a database that holds data is refused without --replace', async () => {
      const store = await open(await fresh())
      const path = await backedUp(store)
      await learner(store.db, 'here')
      await expect(from(path, store)).rejects.toThrow(NotEmptyError)
      expect(await idsOf(store.db, 'learner')).toEqual(['here'])
      await from(path, store, true)
      expect(await idsOf(store.db, 'learner')).toEqual([])
      await store.db.destroy()
    })

    test('brings back nobody who has been erased, whichever ledger has them [p:erasure-ledger]', async () => {
      const address = await fresh()
      const store = await open(address)
      const { db } = store
      const directory = newDirectory()
      const people = await Promise.all(['after', 'lost', 'stays'].map((name) => learner(db, name)))
      for (const id of people) await attempt(db, id, 2)
      await db
        .insertInto('user')
        .values({
          id: 'user',
          name: 'Sam',
          email: 'sam@example.org',
          emailVerified: 0,
          createdAt: new Date(0).toISOString(),
          updatedAt: new Date(0).toISOString(),
        } as never)
        .execute()
      const old = await backedUp(store, directory, 1)
      // Erased before a later backup, which is lost with the database. The ledger next to the backups still has it.
      await recordErasure('lost', db)
      await eraseLearner('lost', db)
      const later = await backedUp(store, directory, 2)
      rmSync(later)
      // Erased after the last backup. The database being replaced still has it.
      await recordErasure('after', db)
      await eraseLearner('after', db)
      await recordErasure('user', db)
      await eraseUser('user', db)
      expect((await from(old, store, true)).erased).toBe(3)
      expect(await idsOf(db, 'learner')).toEqual(['stays'])
      expect(await idsOf(db, 'user')).toEqual([])
      expect((await contentsOf(store)).attempt).toHaveLength(1)

      const elsewhere = await open(await fresh())
      await from(old, elsewhere)
      expect(await idsOf(elsewhere.db, 'learner')).toEqual(['after', 'stays'])
      // Erasures learnt this way stay in the ledger.
      await from(await backedUp(store), elsewhere, true)
      expect((await contentsOf(elsewhere)).erasure).toHaveLength(3)
      await Promise.all([db.destroy(), elsewhere.db.destroy()])
    })

    test('of a faulty file explains what is wrong, and changes nothing', async () => {
      const store = await open(await fresh())
      await fillAll(store, references)
      const path = await backedUp(store)
      const before = await contentsOf(store)
      const bytes = readFileSync(path)
      const text = gunzipSync(bytes).toString('utf8')
      const cut = file(bytes)
      truncateSync(cut, bytes.length - 30)
      const half = text.slice(0, text.lastIndexOf('\n', text.length - 2) + 1)
      const orphan = (lines: string[]) => lines.slice(0, -1).filter((line) => !/^\["learner id 1 /.test(line))
      for (const [bad, why] of [
        [cut, /is cut off/],
        [file(gzipSync(half)), /is cut off/],
        [file(gzipSync(text.slice(0, 5_000))), /is damaged/],
        [file(gzipSync(text.replace('“Žemaitė’s”', '“Žemaite’s”'))), /is damaged/],
        [file(gzipSync(`${text}["more"]\n`)), /goes on after its end/],
        [changed(path, (lines) => lines.slice(0, -1), { table: 'nowhere' }), /another table nowhere/],
        [
          changed(path, (lines) => [JSON.stringify({ ...JSON.parse(lines[0]!), version: 2 }), ...lines.slice(1, -1)]),
          /newer Second Look\. Update/,
        ],
        [ofSchema(path, [...Object.keys(migrations), '999-later']), /newer Second Look\. Update/],
        [ofSchema(path, ['001-attempts', '002-rooms']), /never released\. Restore it with that version/],
        [file(gzipSync('{"format":"something else"}\n')), /is not a backup/],
        [file(Buffer.from('no gzip at all')), /is not a backup/],
        [file(Buffer.alloc(0)), /is cut off/],
        [join(root, 'nowhere.gz'), /There is no file/],
        [root, /is a directory/],
      ] as const) {
        const error = await from(bad, store, true).catch((e: unknown) => e)
        expect(error, String(why)).toBeInstanceOf(BadBackup)
        expect((error as Error).message).toMatch(why)
      }
      // Complete, with correct counts and hash, but no database accepts it, which shows only in the middle of the transaction.
      await expect(from(changed(path, orphan), store, true)).rejects.toThrow()
      expect(await contentsOf(store)).toEqual(before)
      expect(await migrate(store)).toEqual([])
      await store.db.destroy()
    })
  })
})

describe('between the two databases', () => {
  onPostgres((fresh) => {
    test('a backup of SQLite comes back in PostgreSQL, and the other way round', async () => {
      expect(inject('postgres')).not.toBeNull()
      const [sqlite, postgres, third] = [
        await open({ directory: newDirectory() }),
        await open(await fresh()),
        await open({ directory: newDirectory() }),
      ]
      await fillAll(sqlite, references)
      await fillAll(third, references, 1)
      const before = await contentsOf(sqlite, SIGN_INS)
      await from(await backedUp(sqlite), postgres)
      expect(await contentsOf(postgres, SIGN_INS)).toEqual(before)
      await from(await backedUp(postgres), third, true)
      expect(await contentsOf(third, SIGN_INS)).toEqual(before)
      await Promise.all([sqlite, postgres, third].map((s) => s.db.destroy()))
    })
  })
})

const file = (bytes: Buffer): string => {
  const path = join(newDirectory(), 'backup.jsonl.gz')
  writeFileSync(path, bytes)
  return path
}
const ofSchema = (path: string, names: string[]): string =>
  changed(path, (lines) => [JSON.stringify({ ...JSON.parse(lines[0]!), migrations: names }), ...lines.slice(1, -1)])
/** A backup with other lines and matching counts and hash, as somebody could make it on purpose. */
function changed(path: string, edit: (lines: string[]) => string[], more?: { table: string }): string {
  const lines = [
    ...edit(gunzipSync(readFileSync(path)).toString('utf8').trimEnd().split('\n')),
    ...(more ? [JSON.stringify({ ...more, columns: ['id'] }), '["x"]'] : []),
  ]
  const rows: Record<string, number> = {}
  let table = ''
  for (const line of lines.slice(1)) {
    const said = JSON.parse(line)
    if (Array.isArray(said)) rows[table]!++
    else rows[(table = said.table)] = 0
  }
  const text = lines.map((line) => `${line}\n`).join('')
  return file(gzipSync(`${text}${JSON.stringify({ rows, sha256: createHash('sha256').update(text).digest('hex') })}\n`))
}
