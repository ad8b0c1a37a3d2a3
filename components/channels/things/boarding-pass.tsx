import { Words } from '../../ui/words'
import { ActsOn } from '../acts'
import type { DrawingProps } from '../kind'
import { Issuer } from './card'
import { Rows } from './rows'
import { Shape } from './shape'

/** Its first two rows are from where and to where. Who pays is one row among the others. */
export const BoardingPass = ({ artefact: { id, title, issuer, rows } }: DrawingProps<'card'>) => (
  <div className="tableau">
    <article className="boarding">
      <div className="boarding-head">
        <h3>
          <Words>{title}</Words>
        </h3>
        <Issuer of={issuer} />
      </div>
      <div className="route">
        <Rows rows={rows.slice(0, 2)} />
        <Shape of="plane" box="0 0 96 40" className="plane" />
      </div>
      <div className="stub">
        {rows.length > 2 && <Rows rows={rows.slice(2)} />}
        <Shape of="bars" box="0 0 240 44" className="bars" stretched />
      </div>
    </article>
    <ActsOn artefact={id} className="acts-thing" />
  </div>
)
