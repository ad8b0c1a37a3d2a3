import 'server-only'
import { database } from '../database'
import type { StoredScenario } from './scenario'

export interface Version {
  id: string
  folder: string
  digest: string
  scenario: StoredScenario
}

/** The last version of each scenario that passed, kept across restarts. It is served while the current files do not pass. */
export interface ServedVersions {
  list(): Promise<Pick<Version, 'id' | 'folder'>[]>
  version(id: string): Promise<Version | undefined>
  /** The version compiled from the same bytes by the same compiler. */
  ofDigest(digest: string): Promise<StoredScenario | undefined>
  /** Keeps these versions and drops all others. */
  keep(versions: Iterable<Version>): Promise<void>
}

const parsed = (body: string): StoredScenario => JSON.parse(body) as StoredScenario

export const pastInDatabase: ServedVersions = {
  list: () => database().selectFrom('served_scenario').select(['id', 'folder']).execute(),

  async version(id) {
    const row = await database().selectFrom('served_scenario').selectAll().where('id', '=', id).executeTakeFirst()
    return row && { id, folder: row.folder, digest: row.digest, scenario: parsed(row.body) }
  },

  async ofDigest(digest) {
    const row = await database().selectFrom('served_scenario').select('body').where('digest', '=', digest).executeTakeFirst()
    return row && parsed(row.body)
  },

  async keep(versions) {
    const rows = await database().selectFrom('served_scenario').select(['id', 'folder', 'digest']).execute()
    const kept = new Map(rows.map((row) => [row.id, row]))
    for (const { id, folder, digest, scenario } of versions) {
      const row = kept.get(id)
      kept.delete(id)
      if (row?.digest === digest && row.folder === folder) continue
      const change = { folder, digest, body: JSON.stringify(scenario), served_at: Date.now() }
      await database()
        .insertInto('served_scenario')
        .values({ id, ...change })
        .onConflict((c) => c.column('id').doUpdateSet(change))
        .execute()
    }
    // A scenario removed from the library must not come back later when a new file for it does not pass.
    if (kept.size > 0)
      await database()
        .deleteFrom('served_scenario')
        .where('id', 'in', [...kept.keys()])
        .execute()
  },
}
