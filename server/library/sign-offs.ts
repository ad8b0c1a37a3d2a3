import 'server-only'
import { z } from 'zod'
import { Variant } from '@/scenarios/engine/format/schema'
import type { Identity } from '@/scenarios/engine/play/compiled'
import { database } from '../database'
import { type CompiledVariant, type LibraryScenario, libraryIn } from './library'

export interface SignOff extends Identity {
  expert: string
  note: string
  /** Milliseconds. */
  at: number
}
export interface ScenarioSize {
  signs: number
  decoys: number
  checks: number
  decisions: number
  endings: number
}
export interface SignedScenario {
  scenario: LibraryScenario
  variant: Variant
  version: Identity
  measured: ScenarioSize
  /** `changed`: only an older version is signed off. */
  standing: 'signed' | 'changed' | 'unsigned'
  last: SignOff | null
}

const variantsOf = (scenario: LibraryScenario): Variant[] => Variant.options.filter((variant) => scenario.variants[variant])

function measuredOf({ play, key }: CompiledVariant): ScenarioSize {
  const cues = Object.values(key.segments).map((segment) => segment.cue)
  const scenes = Object.values(play.scenes)
  return {
    signs: cues.filter((cue) => cue === 'sign').length,
    decoys: cues.filter((cue) => cue === 'decoy').length,
    checks: scenes.reduce((sum, scene) => sum + scene.checks.length, 0),
    decisions: scenes.reduce((sum, scene) => sum + scene.decisions.length, 0),
    endings: Object.keys(key.endings).length,
  }
}

/** A version as people compare it: its structure, then its words. */
export const shortVersion = ({ structure, texts }: Identity): string => `${structure.slice(0, 8)} · ${texts.slice(0, 8)}`

const isOf = ({ structure, texts }: Identity, row: Identity): boolean => row.structure === structure && row.texts === texts

/** Every variant in the library with its sign-off here, for the words in this language. */
export async function signedScenarios(locale: string): Promise<SignedScenario[]> {
  const rows = await database().selectFrom('sign_off').selectAll().orderBy('at').execute()
  const { scenarios } = await libraryIn(locale)
  return scenarios.flatMap((scenario) =>
    variantsOf(scenario).map((variant): SignedScenario => {
      const compiled = scenario.variants[variant]!
      const own = rows.filter((row) => row.scenario === scenario.id && row.variant === variant)
      const present = own.find((row) => isOf(compiled.identity, row))
      const last = present ?? own.at(-1) ?? null
      return {
        scenario,
        variant,
        version: compiled.identity,
        measured: measuredOf(compiled),
        last,
        standing: present ? 'signed' : last ? 'changed' : 'unsigned',
      }
    }),
  )
}

export const signedScenario = async (scenario: string, variant: string, locale: string): Promise<SignedScenario | null> =>
  (await signedScenarios(locale)).find((s) => s.scenario.id === scenario && s.variant === variant) ?? null

export async function signOff({ scenario, variant, ...said }: { scenario: string; variant: Variant } & SignOff): Promise<void> {
  const { structure: _, texts: __, ...latest } = said
  await database()
    .insertInto('sign_off')
    .values({ scenario, variant, ...said })
    .onConflict((c) => c.columns(['scenario', 'variant', 'structure', 'texts']).doUpdateSet(latest))
    .execute()
}

/** Withdraws every sign-off of a variant, for all versions. */
export const withdrawSignOff = (scenario: string, variant: Variant): Promise<unknown> =>
  database().deleteFrom('sign_off').where('scenario', '=', scenario).where('variant', '=', variant).execute()

/** Null unless all variants are signed off, so that it reveals nothing about one of them. */
export async function checkedBy(id: string, locale: string): Promise<{ experts: string[]; at: number } | null> {
  const scenario = (await libraryIn(locale)).scenario(id)
  const variants = scenario ? variantsOf(scenario) : []
  if (!scenario || variants.length === 0) return null
  const { identity } = scenario.variants[variants[0]!]!
  const rows = await database()
    .selectFrom('sign_off')
    .select(['variant', 'expert', 'at'])
    .where('scenario', '=', id)
    .where('structure', '=', identity.structure)
    .where('texts', '=', identity.texts)
    .execute()
  if (!variants.every((variant) => rows.some((row) => row.variant === variant))) return null
  return { experts: [...new Set(rows.map((row) => row.expert))].sort(), at: Math.max(...rows.map((row) => row.at)) }
}

export async function reviewed(locale: string): Promise<'none' | 'some' | 'all'> {
  const rows = await database().selectFrom('sign_off').select(['scenario', 'variant', 'structure', 'texts']).execute()
  if (rows.length === 0) return 'none'
  const { scenarios } = await libraryIn(locale)
  const signed = scenarios.filter((scenario) => {
    const variants = variantsOf(scenario)
    return variants.every((variant) =>
      rows.some((row) => row.scenario === scenario.id && row.variant === variant && isOf(scenario.variants[variant]!.identity, row)),
    )
  })
  return signed.length === 0 ? 'none' : signed.length < scenarios.length ? 'some' : 'all'
}

/** A day as `2026-03-31`, in UTC. In other time zones it may already be tomorrow. */
export const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10)
const LATEST = 14 * 3600_000
export const SignOffForm = z.object({
  structure: z.string().max(100),
  texts: z.string().max(100),
  expert: z.string().trim().min(1).max(120),
  note: z.string().trim().max(1000).default(''),
  date: z.iso.date().refine((date) => date >= '2000-01-01' && date <= dayOf(Date.now() + LATEST)),
})
