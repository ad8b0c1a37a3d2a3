import { Words } from '../../ui/words'
import type { DrawingProps } from '../kind'
import { Written } from './clauses'
import { Sheet } from './sheet'

/** A table that hangs on a door: a row for each clause, names by hand. What somebody has added by hand stands below it. */
export function Rota({ artefact, cast }: DrawingProps<'document'>) {
  const rows = artefact.clauses.filter(({ hand }) => !hand)
  const added = artefact.clauses.filter(({ hand }) => hand)
  return (
    <Sheet document={artefact} cast={cast}>
      {rows.length > 0 && (
        <table>
          <tbody>
            {rows.map((clause) => (
              <tr key={clause.id}>
                {clause.heading && (
                  <th scope="row">
                    <Words>{clause.heading}</Words>
                  </th>
                )}
                <td colSpan={clause.heading ? 1 : 2}>
                  <Written clause={clause} byHand />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {added.map((clause) => (
        <div key={clause.id} className="added">
          {clause.heading && (
            <h4 className="hand">
              <Words>{clause.heading}</Words>
            </h4>
          )}
          <Written clause={clause} />
        </div>
      ))}
    </Sheet>
  )
}
