import type { AskedCommand } from '@/scenarios/engine/live/schema'
import type { Counts } from '@/scenarios/engine/live/facilitator'
import type { RoomView } from '@/scenarios/engine/live/view'
import type { FacilitatorChoices, NextCommand } from './way-on'
import type { Autosave } from './autosave'
import type { HandCounts } from './hands'

export interface VotingProps {
  view: RoomView
  counts: Counts | null
  busy: boolean
  send: (command: AskedCommand) => void
  /** Where hands are entered, if they are. */
  hands: Autosave<HandCounts> | null
  /** Nobody has a phone: hands are all there is to count. */
  alone: boolean
  /** Whether the way on is chosen here, and what was. */
  choosing: boolean
  way: NextCommand
  picked: FacilitatorChoices
  onPick: (picked: FacilitatorChoices) => void
}
