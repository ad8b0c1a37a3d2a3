/** The structure and the words of each language are stored separately, each named by its hash. */
import 'server-only'
import type { ExpressionBuilder } from 'kysely'
import type { Variant } from '@/scenarios/engine/format/schema'
import type { Identity } from '@/scenarios/engine/play/compiled'
import { type Structure, type Texts, putTogether, takeApart } from '@/scenarios/engine/play/identity'
import type { Language } from '@/scenarios/engine/play/language'
import { database } from '../database'
import type { Tables } from '../database/row-types/tables'
import type { BranchMap } from './branch-map'
import { type Variants, eachVariant, inLanguageOf } from './scenario'

export interface StructureBody {
  structure: Structure
  maps: Partial<Record<Variant, BranchMap>>
}
interface TextsBody {
  texts: Texts
  language: Language
}

/** How long we keep something that nobody uses, because a new archive entry is used only a moment later. */
const GRACE = 24 * 3600_000
/** How often the archive notes that a scenario is in use. Not more often, because SQLite rewrites a whole row to change one value. */
const NOTED = 3600_000

export async function archiveScenario(scenario: string, variants: Variants, now = Date.now()): Promise<void> {
  const [{ identity, language }] = Object.values(variants) as [NonNullable<Variants['hostile']>]
  if (await isNoted(identity, now)) return
  const { structure, texts } = takeApart(eachVariant(variants, ({ identity: _, map: __, language: ___, ...half }) => half))
  const maps = eachVariant(variants, ({ map }) => map)
  const db = database()
  await db
    .insertInto('scenario_structure')
    .values({ hash: identity.structure, scenario, body: JSON.stringify({ structure, maps } satisfies StructureBody), used_at: now })
    .onConflict((c) => c.column('hash').doUpdateSet({ used_at: now }))
    .execute()
  await db
    .insertInto('scenario_texts')
    .values({
      structure: identity.structure,
      hash: identity.texts,
      locale: language.locale,
      body: JSON.stringify({ texts, language } satisfies TextsBody),
      used_at: now,
    })
    .onConflict((c) => c.columns(['structure', 'hash']).doUpdateSet({ used_at: now }))
    .execute()
}

const isNoted = (identity: Identity, now: number): Promise<boolean> => isArchived(identity, now - NOTED)

/** @param since milliseconds: only if somebody has used it since */
export async function isArchived({ structure, texts }: Identity, since = 0): Promise<boolean> {
  const row = await database()
    .selectFrom('scenario_texts')
    .select('hash')
    .where('structure', '=', structure)
    .where('hash', '=', texts)
    .where('used_at', '>', since)
    .executeTakeFirst()
  return row !== undefined
}

/** @throws if it was never archived */
export async function archivedScenario({ structure, texts }: Identity): Promise<Variants> {
  const row = await database()
    .selectFrom('scenario_texts as t')
    .innerJoin('scenario_structure as s', 's.hash', 't.structure')
    .select(['s.body as structure', 't.body as texts'])
    .where('t.structure', '=', structure)
    .where('t.hash', '=', texts)
    .executeTakeFirstOrThrow()
  const body = JSON.parse(row.structure) as StructureBody
  const said = JSON.parse(row.texts) as TextsBody
  const halves = putTogether(body.structure, said.texts)
  return inLanguageOf(
    eachVariant(halves, (half) => ({ ...half, identity: { structure, texts } })),
    body.maps,
    said.language,
  )
}

const usedBy = (e: ExpressionBuilder<Tables, 'scenario_texts'>, what: 'attempt' | 'room' | 'sign_off') =>
  e
    .selectFrom(what)
    .select(`${what}.texts`)
    .whereRef(`${what}.structure`, '=', 'scenario_texts.structure')
    .whereRef(`${what}.texts`, '=', 'scenario_texts.hash')

export async function dropUnused(now: number): Promise<number> {
  const { numDeletedRows } = await database()
    .deleteFrom('scenario_texts')
    .where('used_at', '<', now - GRACE)
    .where((e) => e.not(e.exists(usedBy(e, 'attempt'))))
    .where((e) => e.not(e.exists(usedBy(e, 'room'))))
    .where((e) => e.not(e.exists(usedBy(e, 'sign_off'))))
    .executeTakeFirst()
  await database()
    .deleteFrom('scenario_structure')
    .where('used_at', '<', now - GRACE)
    .where((e) =>
      e.not(
        e.exists(
          e.selectFrom('scenario_texts').select('scenario_texts.hash').whereRef('scenario_texts.structure', '=', 'scenario_structure.hash'),
        ),
      ),
    )
    .execute()
  return Number(numDeletedRows)
}
