import 'server-only'
import { database } from '../database'
import type { LibraryStory } from './story'

/** A version of a pattern that passed inspection, and where it came from. */
export interface Version {
  id: string
  folder: string
  digest: string
  story: LibraryStory
}

/** The last version of each pattern that passed, kept across restarts: it is served while the current files do not pass. */
export interface Past {
  list(): Promise<Pick<Version, 'id' | 'folder'>[]>
  version(id: string): Promise<Version | undefined>
  /** The version compiled from the same bytes by the same compiler. */
  ofDigest(digest: string): Promise<LibraryStory | undefined>
  /** Keeps these versions and drops all others. */
  keep(versions: Iterable<Version>): Promise<void>
}

const parsed = (body: string): LibraryStory => JSON.parse(body) as LibraryStory

export const pastInDatabase: Past = {
  list: () => database().selectFrom('served_pattern').select(['id', 'folder']).execute(),

  async version(id) {
    const row = await database().selectFrom('served_pattern').selectAll().where('id', '=', id).executeTakeFirst()
    return row && { id, folder: row.folder, digest: row.digest, story: parsed(row.body) }
  },

  async ofDigest(digest) {
    const row = await database().selectFrom('served_pattern').select('body').where('digest', '=', digest).executeTakeFirst()
    return row && parsed(row.body)
  },

  async keep(versions) {
    const rows = await database().selectFrom('served_pattern').select(['id', 'folder', 'digest']).execute()
    const kept = new Map(rows.map((row) => [row.id, row]))
    for (const { id, folder, digest, story } of versions) {
      const row = kept.get(id)
      kept.delete(id)
      if (row?.digest === digest && row.folder === folder) continue
      const change = { folder, digest, body: JSON.stringify(story), served_at: Date.now() }
      await database()
        .insertInto('served_pattern')
        .values({ id, ...change })
        .onConflict((c) => c.column('id').doUpdateSet(change))
        .execute()
    }
    // A pattern removed from the library must not come back later when a new file for it does not pass.
    if (kept.size > 0)
      await database()
        .deleteFrom('served_pattern')
        .where('id', 'in', [...kept.keys()])
        .execute()
  },
}
