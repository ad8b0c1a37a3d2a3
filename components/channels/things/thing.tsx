import { Words } from '../../ui/words'
import { ActsOn } from '../acts'
import type { DrawingProps } from '../drawings'
import { Sentence, Sentences } from '../segments'

export const Thing = ({ artefact: { id, look, title, print, segments } }: DrawingProps<'thing'>) => (
  <figure className={`thing-${look}`}>
    <figcaption>
      <Words>{title}</Words>
    </figcaption>
    {print && <Sentence segment={print} />}
    <p>
      <Sentences segments={segments} />
    </p>
    <ActsOn artefact={id} className="acts-on" />
  </figure>
)
