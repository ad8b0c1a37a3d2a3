import { Words } from '../../ui/words'
import type { DrawingProps } from '../kind'
import { Written } from './clauses'
import { Sheet } from './sheet'

/** Each clause is a slip of its own, held by tape. */
export const Slips = ({ artefact, cast }: DrawingProps<'document'>) => (
  <Sheet document={artefact} cast={cast}>
    <ul className="slip-row">
      {artefact.clauses.map((clause) => (
        <li key={clause.id}>
          {clause.heading && (
            <h4>
              <Words>{clause.heading}</Words>
            </h4>
          )}
          <Written clause={clause} byHand />
        </li>
      ))}
    </ul>
  </Sheet>
)
