import type { Indicator, DebriefInput } from '../debrief/moment'
import type { CompiledPlay } from '../play/compiled'
import type { StagedPlay } from '../play/play'
import type { Crowd } from './ballot'
import type { RunSheet } from './run-sheet'

export type Screen = 'participant' | 'projector' | 'facilitator'

export interface RoomScript {
  title: string
  /** The room's role, “You are …”, and what the story is about. Empty if the library no longer has it. */
  you: string
  plot: string
  compiled: CompiledPlay
  play: StagedPlay
  other: DebriefInput['other']
  fill: (text: string) => string
  indicators: Record<string, Indicator>
  sourceOf: (id: string) => RoomSource | undefined
  sheet: RunSheet
  crowd: Crowd
  /** Whether reports are counted: a room without devices can do without, and then neither outcome nor blame is shown. */
  measured: boolean
  /** By `notedAt`: the facilitator's notes in the session that this one was made from. */
  notes?: Readonly<Record<string, string>>
}

export interface RoomSource {
  id: string
  kind: 'assessment' | 'guidance'
  text: string
  note?: string
  urls: string[]
}
