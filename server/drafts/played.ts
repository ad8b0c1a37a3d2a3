import 'server-only'
import { z } from 'zod'
import type { Draft } from '@/scenarios/authoring/draft/read-draft'
import type { Scenario, Variant } from '@/scenarios/engine/format/schema'
import type { CompiledPlay } from '@/scenarios/engine/play/compiled'
import { PlayEventSchema } from '@/scenarios/engine/play/event-schema'
import type { PlayEvent } from '@/scenarios/engine/play/events'
import { type Replay, goOn, replay } from '@/scenarios/engine/play/journal'
import { type Form, readForm } from '@/scenarios/engine/play/moment-form'
import { argumentsOf } from '@/scenarios/engine/play/names'
import type { StagedPlay } from '@/scenarios/engine/play/play'
import { format, stage } from '@/scenarios/engine/play/staging'
import { namesIn } from './reading'

export interface PlayedDraft {
  scenario: Scenario
  compiled: CompiledPlay
  play: StagedPlay
  fill: (text: string) => string
}

/** A draft, ready to be played. Null if it cannot be, or not in this variant. */
export async function playedDraft(id: string, { scenario, compiled }: Draft, variant: Variant): Promise<PlayedDraft | null> {
  const half = compiled?.[variant]
  if (!scenario || !half) return null
  const names = await namesIn(id, scenario)
  const args = argumentsOf(half.values, names)
  return { scenario, compiled: half, play: stage(half.play, names, args, 'en'), fill: (text) => format(text, args, 'en') }
}

/** How many events an address holds: more than the longest play has. */
const MOST = 120
const Journal = z.array(PlayEventSchema).max(MOST)

/** A journal in an address. Nothing of it is stored: a draft changes below it, and what no longer fits is left out. */
export const journalText = (events: readonly PlayEvent[]): string => Buffer.from(JSON.stringify(events)).toString('base64url')

export function journalIn(text: string): PlayEvent[] {
  try {
    const read = Journal.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')))
    return read.success ? read.data : []
  } catch {
    return []
  }
}

export interface Played extends Replay {
  /** The decision that has no answer yet. */
  missing: string | null
}

/** Plays on from what the address says with what was sent. */
export function playOn(play: StagedPlay, events: readonly PlayEvent[], form: Form | null): Played {
  let at = replay(play, [])
  for (const event of events) at = goOn(play, { ...at, refused: null }, [event])
  if (!form || at.state.phase === 'debrief') return { ...at, missing: null }
  const read = readForm(form, play, at.state)
  if (!read.ok) return { ...at, missing: read.missing }
  for (const event of read.events) at = goOn(play, { ...at, refused: null }, [event])
  return { ...at, missing: null }
}
