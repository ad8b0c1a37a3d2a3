import { Words } from '../../ui/words'
import { ActsOn } from '../acts'
import type { DrawingProps } from '../drawings'
import { Rows } from './rows'

export const Card = ({ artefact: { id, title, issuer, rows } }: DrawingProps<'card'>) => (
  <div className="desk">
    <article className="card-paper">
      {issuer && (
        <p>
          <Words>{issuer}</Words>
        </p>
      )}
      <h3>
        <Words>{title}</Words>
      </h3>
      <Rows rows={rows} />
      <ActsOn artefact={id} className="acts-on" />
    </article>
  </div>
)
export const Calendar = Card
