/** Copies in IndexedDB, because Moodle clears `localStorage` when somebody signs in. */
import type { Copy, CopyStore } from './copy'

const NAME = 'second-look'
const TABLE = 'copies'
const DAYS = 30
const DAY = 24 * 3600_000
/** Milliseconds that the page waits for it. */
const PATIENCE = 2_000

/** Without storage, as in some private windows, nothing is kept, and `write` says so. */
export function browserCopies(now: () => number = Date.now): CopyStore {
  const opened = openDatabase().then(async (database) => {
    await sweep(database, now() - DAYS * DAY)
    return database
  })
  const attempt = <T>(act: (database: IDBDatabase) => Promise<T>, otherwise: T): Promise<T> => {
    const acted = opened.then(act).catch((fault) => {
      console.warn(fault)
      return otherwise
    })
    return Promise.race([acted, new Promise<T>((late) => setTimeout(() => late(otherwise), PATIENCE))])
  }
  return {
    read: (key) => attempt(async (database) => copyIn(await done(tableOf(database, 'readonly').get(key))), null),
    write: (key, copy) =>
      attempt(async (database) => {
        const table = tableOf(database, 'readwrite')
        await (copy ? done(table.put(copy, key)) : done(table.delete(key)))
        return true
      }, false),
  }
}

const tableOf = (database: IDBDatabase, mode: IDBTransactionMode): IDBObjectStore => database.transaction(TABLE, mode).objectStore(TABLE)

/** Throws where storage is forbidden. */
async function openDatabase(): Promise<IDBDatabase> {
  const request = indexedDB.open(NAME, 1)
  request.onupgradeneeded = () => request.result.createObjectStore(TABLE)
  return done(request)
}

const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })

/** Copies whose learner never came back. */
async function sweep(database: IDBDatabase, before: number): Promise<void> {
  const table = tableOf(database, 'readwrite')
  const keys = await done(table.getAllKeys())
  for (const key of keys) {
    const copy = copyIn(await done(table.get(key)))
    if (!copy || copy.at < before) await done(table.delete(key))
  }
}

function copyIn(value: unknown): Copy | null {
  const { suspended, follows, at } = (value ?? {}) as Partial<Copy>
  return typeof suspended === 'string' && Array.isArray(follows) && typeof at === 'number' ? { suspended, follows, at } : null
}
