/** Stories as they were when something began on them: the structure and the words of each language apart, both named by their hash. */
import 'server-only'
import type { ExpressionBuilder } from 'kysely'
import type { Nature } from '@/scenarios/engine/format/schema'
import type { Identity } from '@/scenarios/engine/play/compiled'
import { type Structure, type Texts, putTogether, takeApart } from '@/scenarios/engine/play/identity'
import type { Language } from '@/scenarios/engine/play/language'
import { database } from '../database'
import type { Tables } from '../database/tables'
import type { BranchMap } from './branch-map'
import { type Truths, eachTruth, inLanguageOf } from './story'

export interface StructureBody {
  structure: Structure
  maps: Partial<Record<Nature, BranchMap>>
}
interface TextsBody {
  texts: Texts
  language: Language
}

/** How long something that nobody uses is kept: whoever archives a story uses it a moment later. */
const GRACE = 24 * 3600_000
/** How often the archive notes that a story is in use: SQLite writes a row anew to change one value. */
const NOTED = 3600_000

/** Archives a story for what begins on it now. */
export async function archiveStory(pattern: string, truths: Truths, now = Date.now()): Promise<void> {
  const [{ identity, language }] = Object.values(truths) as [NonNullable<Truths['hostile']>]
  if (await isNoted(identity, now)) return
  const { structure, texts } = takeApart(eachTruth(truths, ({ identity: _, map: __, language: ___, ...half }) => half))
  const maps = eachTruth(truths, ({ map }) => map)
  const db = database()
  await db
    .insertInto('story_structure')
    .values({ hash: identity.structure, pattern, body: JSON.stringify({ structure, maps } satisfies StructureBody), used_at: now })
    .onConflict((c) => c.column('hash').doUpdateSet({ used_at: now }))
    .execute()
  await db
    .insertInto('story_texts')
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

async function isNoted({ structure, texts }: Identity, now: number): Promise<boolean> {
  const row = await database()
    .selectFrom('story_texts')
    .select('hash')
    .where('structure', '=', structure)
    .where('hash', '=', texts)
    .where('used_at', '>', now - NOTED)
    .executeTakeFirst()
  return row !== undefined
}

/** @throws if it was never archived */
export async function archivedStory({ structure, texts }: Identity): Promise<Truths> {
  const row = await database()
    .selectFrom('story_texts as t')
    .innerJoin('story_structure as s', 's.hash', 't.structure')
    .select(['s.body as structure', 't.body as texts'])
    .where('t.structure', '=', structure)
    .where('t.hash', '=', texts)
    .executeTakeFirstOrThrow()
  const body = JSON.parse(row.structure) as StructureBody
  const said = JSON.parse(row.texts) as TextsBody
  const halves = putTogether(body.structure, said.texts)
  return inLanguageOf(
    eachTruth(halves, (half) => ({ ...half, identity: { structure, texts } })),
    body.maps,
    said.language,
  )
}

/** The words of a structure that were used last. */
export async function lastTexts(structure: string): Promise<string | null> {
  const row = await database()
    .selectFrom('story_texts')
    .select('hash')
    .where('structure', '=', structure)
    .orderBy('used_at', 'desc')
    .orderBy('hash')
    .executeTakeFirst()
  return row?.hash ?? null
}

const usedBy = (e: ExpressionBuilder<Tables, 'story_texts'>, what: 'attempt' | 'room') =>
  e
    .selectFrom(what)
    .select('id')
    .whereRef(`${what}.structure`, '=', 'story_texts.structure')
    .whereRef(`${what}.texts`, '=', 'story_texts.hash')

/** Deletes what no attempt and no session uses any more. */
export async function dropUnused(now: number): Promise<number> {
  const { numDeletedRows } = await database()
    .deleteFrom('story_texts')
    .where('used_at', '<', now - GRACE)
    .where((e) => e.not(e.exists(usedBy(e, 'attempt'))))
    .where((e) => e.not(e.exists(usedBy(e, 'room'))))
    .executeTakeFirst()
  await database()
    .deleteFrom('story_structure')
    .where('used_at', '<', now - GRACE)
    .where((e) =>
      e.not(
        e.exists(e.selectFrom('story_texts').select('story_texts.hash').whereRef('story_texts.structure', '=', 'story_structure.hash')),
      ),
    )
    .execute()
  return Number(numDeletedRows)
}
