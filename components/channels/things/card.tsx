import { useLocale } from 'use-intl'
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

/** Whether a row names a day in the words of its language, as “4 April” and “4. Apr.” do: a number, then how a month begins. */
function useNamesDay(): (row: Row) => boolean {
  const month = new Intl.DateTimeFormat(useLocale(), { month: 'short', timeZone: 'UTC' })
  const months = Array.from({ length: 12 }, (_, i) =>
    month
      .format(Date.UTC(2026, i, 15))
      .slice(0, 3)
      .toLowerCase(),
  )
  return ({ text }) =>
    [...text.matchAll(/\d\.? (?:de )?(\p{L}+)/gu)].some(([, word]) => months.some((begins) => word!.toLowerCase().startsWith(begins)))
}

/** An invitation in a calendar. The row that names a day, or else a time of day, stands on a leaf. */
export function Calendar({ artefact: { id, title, issuer, rows } }: Props) {
  const when = rows.find(useNamesDay()) ?? rows.find(namesTime)
  const others = rows.filter((row) => row !== when)
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
          {others.length > 0 && <Rows rows={others} />}
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
