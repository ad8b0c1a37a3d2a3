import { Words } from '../../ui/words'
import { ActsOn } from '../acts'
import type { DrawingProps } from '../drawings'
import { Sentence, Sentences } from '../segments'
import { Rows } from './rows'

export const Site = ({ artefact: { id, address, title, maker, facts, segments, fields } }: DrawingProps<'page'>) => (
  <div className="browser">
    <p className="address">
      <Sentence segment={address} />
    </p>
    <h3>
      <Words>{title}</Words>
    </h3>
    {maker && (
      <p>
        <Words>{maker}</Words>
      </p>
    )}
    <Rows rows={facts} />
    <p>
      <Sentences segments={segments} />
    </p>
    {fields.map((field) => (
      <p key={field.id}>
        <Sentence segment={field} />
      </p>
    ))}
    <ActsOn artefact={id} className="acts-on" />
  </div>
)
