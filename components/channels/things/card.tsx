import { Words } from '../../ui/words'
import { ActsOn } from '../acts'
import type { DrawingProps } from '../kind'
import { Rows } from './rows'
import { Shape } from './shape'

type Props = DrawingProps<'card'>
type Row = Props['artefact']['rows'][number]

/** An engraved card, as one sends it for an evening. */
export const Card = ({ artefact: { id, title, issuer, rows } }: Props) => (
  <div className="tableau">
    <article className="engraved">
      <Issuer of={issuer} />
      <h3>
        <Words>{title}</Words>
      </h3>
      <Shape of="flourish" box="0 0 120 16" className="flourish" />
      <Rows rows={rows} />
    </article>
    <ActsOn artefact={id} className="acts-thing" />
  </div>
)

const namesTime = ({ text }: Row): boolean => /\d[:.]\d\d/.test(text)

/** An invitation in a calendar. The row that names a time of day stands on a leaf. */
export function Calendar({ artefact: { id, title, issuer, rows } }: Props) {
  const when = rows.find(namesTime)
  return (
    <div className="tableau">
      <article className="invitation">
        {when && (
          <div className="leaf">
            <Rows rows={[when]} />
          </div>
        )}
        <div>
          <h3>
            <Words>{title}</Words>
          </h3>
          <Issuer of={issuer} />
          <Rows rows={rows.filter((row) => row !== when)} />
        </div>
        <ActsOn artefact={id} className="acts-thing" />
      </article>
    </div>
  )
}

export const Issuer = ({ of }: { of: string | undefined }) =>
  of && (
    <p className="issuer">
      <Words>{of}</Words>
    </p>
  )
