import type { Scenario } from '@/scenarios/engine/format/truth'
import type { Overlay, Pattern } from '@/scenarios/engine/format/schema'
import type { Size } from '../synthetic-scenario'

export type Scene = Scenario['scenes'][string]
export type Decision = Scene['decisions'][number]
export type Option = Decision['options'][number]
export type Segment = {
  id: string
  text: string
  cue: string
  indicator?: string
  why?: string
  cites?: string[]
  about?: 'origin'
}

/** A sound scenario, and a change that one rule must find fault with. `sound` is a change that comes near, and must pass. */
export interface ScenarioFixture {
  rule: string
  /** What the change is about, where a rule has several fixtures. */
  of?: string
  size?: Size
  spoil(scenario: Scenario): void
  sound?(scenario: Scenario): void
  /** The place the finding points at, as keys joined by dots. */
  at?: string
}

export interface Parts {
  pattern: Pattern
  hostile?: Scenario
  genuine?: Scenario
  overlay?: Overlay
}
/** The same for a rule on a whole folder. */
export interface FolderFixture {
  rule: string
  of?: string
  spoil(parts: Parts): void
  sound?(parts: Parts): void
  at?: string
}

export const scene = (s: Scenario, i: number): Scene => s.scenes[`s${i}`]!
export const act = (s: Scenario, i: number): Decision => scene(s, i).decisions.find((d) => d.id === `act${i}`)!
export const option = (s: Scenario, i: number, id: string): Option => act(s, i).options.find((o) => o.id === id)!
/** The three segments of a scene: a plain one, the sign (a decoy in the genuine version), and a decoy. */
export function segments(s: Scenario, i: number): Segment[] {
  const [artefact] = scene(s, i).show
  switch (artefact!.kind) {
    case 'messages':
      return artefact!.messages[0]!.segments
    case 'email':
      return artefact!.paragraphs[0]!
    case 'document':
      return artefact!.clauses[0]!.segments
    case 'place':
      return artefact!.segments
    default:
      throw new Error('no other kind is built')
  }
}
export const words = (n: number): string => `${'word '.repeat(n - 1)}word.`
export const everyDecision = (s: Scenario): Decision[] => Object.values(s.scenes).flatMap((x) => x.decisions)
