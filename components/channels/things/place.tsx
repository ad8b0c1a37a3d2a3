import { Words } from '../../ui/words'
import { ActsOn } from '../acts'
import type { DrawingProps } from '../kind'
import { Sentences } from '../segments'
import { Shape } from './shape'

/** Where one is, in words below a strip of scenery that could be anywhere. Nothing of it is written, so it is no paper. */
export const Place = ({ artefact: { id, look, title, segments } }: DrawingProps<'place'>) => (
  <div className="scenery">
    <Shape of={look} box="0 0 400 110" className="horizon" />
    <h3>
      <Words>{title}</Words>
    </h3>
    <p>
      <Sentences segments={segments} />
    </p>
    <ActsOn artefact={id} className="acts-thing" />
  </div>
)
