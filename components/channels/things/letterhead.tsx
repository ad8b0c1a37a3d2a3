import { Words } from '../../ui/words'
import type { Paper } from './paper'
import shapes from './paper.svg'

/** Who has printed the paper. A form and a letter carry a mark made of shapes that belong to nobody. */
export const Letterhead = ({ head: { name, unit, ref }, look }: { head: NonNullable<Paper['head']>; look: Paper['look'] }) => (
  <div className="letterhead">
    {(look === 'form' || look === 'letter') && (
      <svg className="mark" viewBox="0 0 40 46" aria-hidden="true">
        <use href={`${shapes.src}#mark-${look === 'form' ? 'shield' : 'hexagon'}`} />
      </svg>
    )}
    <p className="of">
      <b>
        <Words>{name}</Words>
      </b>
      {unit && (
        <span>
          <Words>{unit}</Words>
        </span>
      )}
    </p>
    {ref && (
      <p className="ref">
        <Words>{ref}</Words>
      </p>
    )}
  </div>
)
