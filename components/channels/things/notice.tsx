import { Words } from '../../ui/words'
import { ActsOn } from '../acts'
import type { DrawingProps } from '../drawings'
import { Sentences } from '../segments'

export const Notice = ({ artefact: { id, look, device, title, segments } }: DrawingProps<'notice'>) => (
  <div className={`notice-${look}`}>
    <p>
      <Words>{device}</Words>
    </p>
    <h3>
      <Words>{title}</Words>
    </h3>
    <p>
      <Sentences segments={segments} />
    </p>
    <ActsOn artefact={id} className="acts-on" />
  </div>
)
