import { Words } from '../../ui/words'
import { ActsOn } from '../acts'
import type { DrawingProps } from '../kind'
import { Sentence } from '../segments'
import { Shape } from './shape'

/** A thing on a table. What is printed on it is text, laid over the drawing; what else one sees of it stands below. */
export const Thing = ({ artefact: { id, look, title, print, segments } }: DrawingProps<'thing'>) => (
  <div className="tableau">
    <figure className="still">
      <h3>
        <Words>{title}</Words>
      </h3>
      <div className="still-life">
        <div className="object">
          <Shape of={look} />
          {print && (
            <p className="printed">
              <Sentence segment={print} />
            </p>
          )}
        </div>
      </div>
      <figcaption>
        {segments.map((segment) => (
          <p key={segment.id}>
            <Sentence segment={segment} alone />
          </p>
        ))}
        <ActsOn artefact={id} className="acts-thing" />
      </figcaption>
    </figure>
  </div>
)
