import 'server-only'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Draft, DraftBase, readDraft } from '@/scenarios/authoring/draft/read-draft'
import { type WrittenText, textsOf } from '@/scenarios/authoring/draft/write-text'
import type { Scenario } from '@/scenarios/engine/format/schema'
import { ORIGINAL } from '@/scenarios/engine/play/language'
import { type Names, drawNames } from '@/scenarios/engine/play/names'
import { loadNames } from '@/scenarios/library/load'
import { readFiles } from '../library/files'
import { NAMES, foldersOf, poolsFor } from '../library/folders'
import { evidenceIn } from '../library/library'
import { config, draftsFolder } from '../platform/config'
import { readStaying } from '../platform/read-apart'
import { shared } from '../platform/shared'
import type { DraftFile } from './folder'

/** How many readings are kept: authors go back and forth between a few pages of a few drafts. */
const KEPT = 24
interface Reading {
  draft: Promise<Draft | null>
  done: boolean
}
const kept = () => shared('read drafts', () => new Map<string, Reading>())
type Text = Pick<DraftFile, 'id' | 'text' | 'version'>

/** What a draft says, and what is wrong with it. Null if reading it takes too long or too much memory. */
export const readingOf = async (file: Text): Promise<Draft | null> => (await begun(file)).draft

/** What can be said at once. Unless it is `whole`, findings that need every way through the scenario are still being looked for. */
export async function firstReadingOf(file: Text): Promise<{ draft: Draft | null; whole: boolean }> {
  // One after the other, because a draft is read in one process, and the quick one should not wait.
  const quick = await begun(file, true)
  const whole = await begun(file)
  if (whole.done) return { draft: await whole.draft, whole: true }
  const draft = await Promise.race([quick.draft, whole.draft])
  return whole.done ? { draft: await whole.draft, whole: true } : { draft, whole: false }
}

/** Changes when the file does, and once its reading is whole. */
export async function stateOf(file: Text): Promise<string> {
  return `${file.version} ${(await begun(file)).done}`
}

const writtenTexts = () => shared('written texts', () => new Map<string, WrittenText[]>())
/** The texts in the file, in its order. */
export function textsIn({ id, text, version }: Text): WrittenText[] {
  const all = writtenTexts()
  const key = `${id} ${version}`
  const texts = all.get(key) ?? textsOf(text)
  all.set(key, texts)
  for (const old of [...all.keys()].slice(0, -KEPT)) all.delete(old)
  return texts
}

async function begun({ id, text, version }: Text, quick = false): Promise<Reading> {
  const base = await baseOf(id)
  const key = `${id} ${version} ${quick} ${createHash('sha256')
    .update(JSON.stringify([base.names, [...base.evidence.sources]]))
    .digest('hex')}`
  const all = kept()
  const known = all.get(key)
  if (known) return known
  const reading: Reading = { draft: readStaying<typeof readDraft>('draft', text, { ...base, quick }).catch(() => null), done: false }
  all.set(key, reading)
  for (const old of [...all.keys()].slice(0, -KEPT)) all.delete(old)
  void reading.draft.then((draft) => {
    reading.done = true
    if (!draft) all.delete(key)
  })
  return reading
}

/** A draft draws the names that its scenario would draw in the last folder of the library, or those beside it. */
async function baseOf(id: string): Promise<DraftBase> {
  const places = poolsFor(resolve(draftsFolder(config())), foldersOf(config().LIBRARY_DIR))
  const found = places.map((place) => join(place, NAMES)).filter((path) => existsSync(path))
  const pools = (await readFiles(found)).map((file) => loadNames(file.bytes, file.path))
  const pool = pools.find((read) => read.ok)
  return { names: pool?.ok ? pool.value : {}, evidence: (await evidenceIn(ORIGINAL)).citable, file: `${id}/scenario.yaml` }
}

/** The names that people in a draft have on its pages: the same each time, so that an author recognises them. */
export async function namesIn(id: string, scenario: Scenario): Promise<Names> {
  const { names } = await baseOf(id)
  return drawNames(names, Object.keys(scenario.cast), 1)
}

/** How many errors keep a draft from being published. One that could not be read has at least one. */
export const errorsOf = (draft: Draft | null): number => draft?.findings.filter(({ level }) => level === 'error').length ?? 1
