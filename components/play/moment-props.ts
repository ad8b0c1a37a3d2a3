import type { Step } from '@/scenarios/engine/play/journal'
import type { PlayState, StagedPlay } from '@/scenarios/engine/play/play'

export interface MomentProps {
  play: StagedPlay
  state: PlayState
  steps: readonly Step[]
}
