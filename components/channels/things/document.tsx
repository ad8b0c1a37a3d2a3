import { Words } from '../../ui/words'
import { ActsOn } from '../acts'
import type { DrawingProps } from '../drawings'
import { Sentences } from '../segments'

export const Document = ({ artefact: { id, look, head, title, clauses, stamp, signature }, cast }: DrawingProps<'document'>) => (
  <div className="desk">
    <article className={`paper paper-${look}`}>
      {head && (
        <p className="letterhead">
          <Words>{[head.name, head.unit, head.ref].filter(Boolean).join(' · ')}</Words>
        </p>
      )}
      <h3>
        <Words>{title}</Words>
      </h3>
      {clauses.map(({ id, heading, segments }) => (
        <p key={id}>
          {heading && <Words>{heading}</Words>} <Sentences segments={segments} />
        </p>
      ))}
      {stamp && <Words>{`${stamp.ring} ${stamp.middle}`}</Words>}
      {signature && <Words>{`${signature.by ? cast[signature.by]!.name : ''} ${signature.line}`}</Words>}
      <ActsOn artefact={id} className="acts-on" />
    </article>
  </div>
)
