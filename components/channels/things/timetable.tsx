import { useTranslations } from 'use-intl'
import { Words } from '../../ui/words'
import { ActsOn } from '../acts'
import type { DrawingProps } from '../kind'
import { Sentence } from '../segments'

/** A printed plan. It has a column for who pays only if somebody does. */
export function Timetable({ artefact: { id, title, lines } }: DrawingProps<'itinerary'>) {
  const t = useTranslations('channels.itinerary')
  const isPaid = lines.some(({ payer }) => payer)
  return (
    <div className="tableau">
      <article className="plan">
        <h3>
          <Words>{title}</Words>
        </h3>
        <table>
          <thead>
            <tr>
              {(['at', 'what', ...(isPaid ? (['payer'] as const) : [])] as const).map((column) => (
                <th key={column} scope="col">
                  {t(column)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr key={line.id}>
                <th scope="row">
                  <Words>{line.at}</Words>
                </th>
                <td>
                  <Sentence segment={line} />
                </td>
                {isPaid && <td>{line.payer ? <Words>{line.payer}</Words> : '–'}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      </article>
      <ActsOn artefact={id} className="acts-thing" />
    </div>
  )
}
