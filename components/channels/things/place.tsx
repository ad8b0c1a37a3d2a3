import { Words } from '../../ui/words'
import { ActsOn } from '../acts'
import type { DrawingProps } from '../drawings'
import { Sentences } from '../segments'

export const Place = ({ artefact: { id, title, segments } }: DrawingProps<'place'>) => (
  <div className="scenery">
    <h3>
      <Words>{title}</Words>
    </h3>
    <p>
      <Sentences segments={segments} />
    </p>
    <ActsOn artefact={id} className="acts-on" />
  </div>
)
