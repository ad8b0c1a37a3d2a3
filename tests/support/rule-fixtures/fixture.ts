import type { Outcome } from '@/scenarios/engine/format/outcomes'
import type { Overlay, Scenario, Variant } from '@/scenarios/engine/format/schema'
import type { Size } from '../sound-scenario'

export type Scene = Scenario['scenes'][string]
export type Decision = Scene['decisions'][number]
export type Option = Decision['options'][number]
export type Segment = {
  id: string
  text?: string
  when?: object
  cue?: string
  indicator?: string
  why?: string
  cites?: string[]
  about?: 'origin'
  hostile?: Segment
  genuine?: Segment
}

/** A sound scenario, with a change that one rule must report. `sound` is a similar change that must pass. */
export interface ScenarioFixture {
  rule: string
  of?: string
  size?: Size
  spoil(scenario: Scenario): void
  sound?(scenario: Scenario): void
  /** The place the finding points at, as keys joined by dots. */
  at?: string
}
export interface OverlayFixture {
  rule: string
  of?: string
  spoil(parts: { scenario: Scenario; overlay: Overlay }): void
  sound?(parts: { scenario: Scenario; overlay: Overlay }): void
  at?: string
}

export const scene = (s: Scenario, i: number): Scene => s.scenes[`s${i}`]!
export const act = (s: Scenario, i: number): Decision => scene(s, i).decisions.find((d) => d.id === `act${i}`)!
export const option = (s: Scenario, i: number, id: string): Option => act(s, i).options.find((o) => o.id === id)!
/** A plain one, one that forks (except in the first scene), and a decoy. */
export function segments(s: Scenario, i: number): Segment[] {
  const [artefact] = scene(s, i).show
  switch (artefact!.kind) {
    case 'messages':
      return artefact!.messages[0]!.segments as Segment[]
    case 'email':
      return artefact!.paragraphs[0]! as Segment[]
    case 'document':
      return artefact!.clauses[0]!.segments as Segment[]
    case 'place':
      return artefact!.segments as Segment[]
    default:
      throw new Error('no other kind is built')
  }
}
/** The first sign of the scenario: its hostile side, and what the genuine variant has in its place. */
export const sign = (s: Scenario): Segment => segments(s, 3)[1]!.hostile!
export const decoy = (s: Scenario): Segment => segments(s, 3)[1]!.genuine!
export const words = (n: number): string => `${'word '.repeat(n - 1)}word.`
export const everyDecision = (s: Scenario): Decision[] => Object.values(s.scenes).flatMap((x) => x.decisions)
export const everyOption = (s: Scenario): Option[] => everyDecision(s).flatMap((d) => d.options)

type Endings = Extract<Scenario['endings'], { hostile: unknown }>
type Sentences = Extract<NonNullable<Endings['hostile']['held']>['text'], readonly unknown[]>
export const ending = (s: Scenario, outcome: Outcome, variant: Variant = 'hostile'): Sentences =>
  (s.endings as Endings)[variant][outcome]!.text as Sentences
export const lead = (s: Scenario, i: number): Sentences => scene(s, i).lead as Sentences
