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

/** Finds a day of a month, in the words of a language: “4 April”, “Sunday, 4. Apr.”, “April 4”. */
function dayIn(locale: string): RegExp {
  const names = (['long', 'short'] as const).flatMap((month) => {
    const format = new Intl.DateTimeFormat(locale, { day: 'numeric', month, timeZone: 'UTC' })
    return Array.from({ length: 12 }, (_, i) => format.formatToParts(Date.UTC(2026, i, 15)).find(({ type }) => type === 'month')!.value)
  })
  const name = `(?:${names.map((one) => one.replace('.', '')).join('|')})(?!\\p{L})`
  return new RegExp(`\\d\\.? ?(?:de )?${name}|(?<!\\p{L})${name} \\d`, 'iu')
}

/** An invitation in a calendar. The row that names a day, or else a time of day, stands on a leaf. */
export function Calendar({ artefact: { id, title, issuer, rows } }: Props) {
  const day = dayIn(useLocale())
  const when = rows.find(({ text }) => day.test(text)) ?? rows.find(namesTime)
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
