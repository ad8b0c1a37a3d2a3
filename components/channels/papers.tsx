import { useTranslations } from 'use-intl'
import type { ArtefactOf } from '@/scenarios/engine/play/play'
import { Sentence, Sentences } from './segments'
import { Words } from '../ui/words'

interface PaperProps {
  title: string
  sub?: string
  form?: boolean
  children: React.ReactNode
}
/** Something with a title: a sheet, a form, a card, a notice, a place. */
export const Paper = ({ title, sub, form, children }: PaperProps) => (
  <div className="desk-top">
    <div className={form ? 'paper form' : 'paper'}>
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

/** Labelled values: a profile, an invitation, the header of an email. */
export const Rows = ({ rows }: { rows: ArtefactOf<'profile'>['rows'] }) => (
  <dl className="rows">
    {rows.map((row) => (
      <div key={row.id}>
        <dt>
          <Words>{row.label}</Words>
        </dt>
        <dd>
          <Sentence segment={row} />
        </dd>
      </div>
    ))}
  </dl>
)

/** The row that names a time of day stands on the leaf of the calendar, where it is no card. */
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

/** Whether a clause brings its own number, which then stands in place of ours. */
export const isNumber = (heading: string | undefined): boolean => /^\d+[.)]?$/.test(heading ?? '')

/** A document whose every part has a heading is filled in or looked up like a form. */
export const isForm = (clauses: ArtefactOf<'document'>['clauses']): boolean =>
  clauses.every(({ heading }) => heading !== undefined && !isNumber(heading))

export const Clauses = ({ clauses }: { clauses: ArtefactOf<'document'>['clauses'] }) => (
  <ol className="clauses">
    {clauses.map((clause, i) => (
      <li key={clause.id}>
        <span className="number" aria-hidden={!isNumber(clause.heading)}>
          {isNumber(clause.heading) ? clause.heading : i + 1}
        </span>
        <div>
          {clause.heading && !isNumber(clause.heading) && (
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

/** The sizes of an itinerary, by where it is shown. */
export interface ItineraryLook {
  table: string
  head: string
  heading: string
  cell: string
  space: string
  /** The class of who pays. */
  payer?: string
  /** The class of a cell with such a text. */
  wrap?: (text?: string) => string
}
const CARD: ItineraryLook = {
  table: 'timetable',
  head: '',
  heading: '',
  cell: '',
  space: '',
  payer: 'payer',
}

/** When, what, and who pays for it. */
export function Itinerary({ lines, look = CARD }: { lines: ArtefactOf<'itinerary'>['lines']; look?: ItineraryLook }) {
  const t = useTranslations('channels')
  const { table, head, heading, cell, space, payer, wrap = () => '' } = look
  return (
    <table className={table}>
      <thead className={head}>
        <tr className="border-b border-line-2">
          {(['at', 'what', 'payer'] as const).map((column) => (
            <th key={column} scope="col" className={`${heading} text-start font-medium last:pe-0`}>
              {t(`itinerary.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.id} className="border-b border-line align-top last:border-0">
            <td className={`${cell} ${space} text-ink-2 ${wrap(line.at)}`.trimEnd()}>
              <Words>{line.at}</Words>
            </td>
            <td className={`${cell} ${space}`}>
              <Sentence segment={line} />
            </td>
            <td className={`${cell} text-ink-2 ${wrap(line.payer)}`.trimEnd()}>
              {line.payer ? (
                <span className={payer}>
                  <Words>{line.payer}</Words>
                </span>
              ) : (
                '–'
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
