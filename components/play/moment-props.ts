import type { Step } from '@/scenarios/engine/play/journal'
import type { PlayState, StagedPlay } from '@/scenarios/engine/play/play'

/** What every view of a moment is made from. */
export interface MomentProps {
  play: StagedPlay
  state: PlayState
  steps: readonly Step[]
}
