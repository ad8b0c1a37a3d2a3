import { Words } from '../../ui/words'
import { ActsOn } from '../acts'
import type { DrawingProps } from '../kind'
import { Issuer } from './card'
import { Rows } from './rows'
import { Shape } from './shape'

/** What a visitor wears on a ribbon. It has no photo, because nobody here has a face. */
export const Badge = ({ artefact: { id, title, issuer, rows } }: DrawingProps<'card'>) => (
  <div className="tableau">
    <div className="lanyard">
      <Shape of="ribbon" box="0 0 120 64" className="ribbon" />
      <article className="pass">
        <Issuer of={issuer} />
        <h3>
          <Words>{title}</Words>
        </h3>
        <Rows rows={rows} />
      </article>
    </div>
    <ActsOn artefact={id} className="acts-thing" />
  </div>
)
