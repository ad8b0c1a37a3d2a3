import type { AskedCommand } from '@/scenarios/engine/live/schema'
import type { Counts } from '@/scenarios/engine/live/facilitator'
import type { RoomView } from '@/scenarios/engine/live/view'
import type { FacilitatorChoices, NextCommand } from './next-command'
import type { Autosave } from './autosave'
import type { HandCounts } from './hands'

export interface VotingProps {
  view: RoomView
  counts: Counts | null
  busy: boolean
  send: (command: AskedCommand) => void
  /** Fields for hands, if they are open. */
  hands: Autosave<HandCounts> | null
  /** Nobody has a phone, so hands are all that counts. */
  alone: boolean
  /** Whether the facilitator chooses the way on here. */
  choosing: boolean
  way: NextCommand
  picked: FacilitatorChoices
  onPick: (picked: FacilitatorChoices) => void
}
