import { Words } from '../../ui/words'
import { ActsOn } from '../acts'
import type { DrawingProps } from '../drawings'
import { Sentence } from '../segments'

export const Timetable = ({ artefact: { id, title, lines } }: DrawingProps<'itinerary'>) => (
  <div className="desk">
    <article className="paper">
      <h3>
        <Words>{title}</Words>
      </h3>
      {lines.map((line) => (
        <p key={line.id}>
          <Words>{line.at}</Words> <Sentence segment={line} /> <Words>{line.payer}</Words>
        </p>
      ))}
      <ActsOn artefact={id} className="acts-on" />
    </article>
  </div>
)
