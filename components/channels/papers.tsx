import { useTranslations } from 'use-intl'
import type { ArtefactOf } from '@/scenarios/engine/play/play'
import { Sentence, Sentences } from './segments'
import { Words } from '../ui/words'

interface PaperProps {
  title: string
  sub?: string
  children: React.ReactNode
}
export const Paper = ({ title, sub, children }: PaperProps) => (
  <div className="document-top">
    <div className="paper">
      {sub && (
        <p className="sub">
          <Words>{sub}</Words>
        </p>
      )}
      <h3>
        <Words>{title}</Words>
      </h3>
      {children}
    </div>
  </div>
)

export function Rows({ rows }: { rows: ArtefactOf<'profile'>['rows'] }) {
  const t = useTranslations('channels')
  return (
    <dl className="rows">
      {rows.map((row) => (
        <div key={row.id}>
          <dt>
            <Words>{row.label}</Words>
          </dt>
          <dd>
            {/* That a letter is addressed to the reader is nothing to flag. */}
            {row.text === t('you') ? <Words>{row.text}</Words> : <Sentence segment={row} />}
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** Without a label it is a leaf of a calendar, with the row that names a time of day on top. */
export function Invitation({ title, rows, label }: Pick<ArtefactOf<'invitation'>, 'title' | 'rows' | 'label'>) {
  const when = label ? undefined : rows.find(({ text }) => /\d[:.]\d\d/.test(text))
  return (
    <Paper title={title}>
      {when && (
        <div className="leaf">
          <Rows rows={[when]} />
        </div>
      )}
      <Rows rows={rows.filter((row) => row !== when)} />
    </Paper>
  )
}

type NumberedClause = ArtefactOf<'document'>['clauses'][number] & { number?: string | undefined; own?: boolean }

/** Clauses with their own numbers, if any has one; otherwise with ours, if there are several. */
export function numbered(clauses: ArtefactOf<'document'>['clauses']): NumberedClause[] {
  const isNumber = (heading: string | undefined) => /^\d+[.)]?$/.test(heading ?? '')
  if (!clauses.some(({ heading }) => isNumber(heading)))
    return clauses.length > 1 ? clauses.map((clause, i) => ({ ...clause, number: `${i + 1}` })) : clauses
  return clauses.map((clause) => (isNumber(clause.heading) ? { ...clause, number: clause.heading, own: true, heading: undefined } : clause))
}

export const Clauses = ({ clauses }: { clauses: ArtefactOf<'document'>['clauses'] }) => (
  <ol className="clauses">
    {numbered(clauses).map((clause) => (
      <li key={clause.id}>
        {clause.number && (
          <span className="number" aria-hidden={!clause.own}>
            {clause.number}
          </span>
        )}
        <div>
          {clause.heading && (
            <p className="heading">
              <Words>{clause.heading}</Words>
            </p>
          )}
          <p>
            <Sentences segments={clause.segments} />
          </p>
        </div>
      </li>
    ))}
  </ol>
)

/** Short cells stay on one line if that leaves room for the long ones. */
const sizeOf = (text = ''): string | undefined => (text.length < 20 ? 'short' : undefined)

export function Itinerary({ lines, className = 'timetable' }: { lines: ArtefactOf<'itinerary'>['lines']; className?: string }) {
  const t = useTranslations('channels')
  const isPaid = lines.some(({ payer }) => payer)
  return (
    <table className={className}>
      <thead>
        <tr>
          {(['at', 'what', ...(isPaid ? (['payer'] as const) : [])] as const).map((column) => (
            <th key={column} scope="col">
              {t(`itinerary.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.id}>
            <td className={sizeOf(line.at)}>
              <Words>{line.at}</Words>
            </td>
            <td>
              <Sentence segment={line} />
            </td>
            {isPaid && (
              <td className={sizeOf(line.payer)}>
                {line.payer ? (
                  <span className="payer">
                    <Words>{line.payer}</Words>
                  </span>
                ) : (
                  '–'
                )}
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

export const WebPage = ({ page: { address, title, segments, fields } }: { page: ArtefactOf<'page'> }) => (
  <>
    <p className="address">
      <Sentence segment={address} />
    </p>
    <Paper title={title}>
      <p>
        <Sentences segments={segments} />
      </p>
      {fields.length > 0 && (
        <ul>
          {fields.map((field) => (
            <li key={field.id}>
              <Sentence segment={field} />
            </li>
          ))}
        </ul>
      )}
    </Paper>
  </>
)
