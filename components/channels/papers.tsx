import { useTranslations } from 'use-intl'
import type { ArtefactOf } from '@/scenarios/engine/play/play'
import { Sentence, Sentences } from './segments'
import { Words } from '../ui/words'

/** Labelled values: a profile, an invitation, the header of an email. */
export const Rows = ({ rows }: { rows: ArtefactOf<'profile'>['rows'] }) => (
  <dl className="grid gap-y-3 text-note leading-6">
    {rows.map((row) => (
      <div key={row.id} className="min-w-0">
        <dt className="text-fine leading-5 text-ink-3">
          <Words>{row.label}</Words>
        </dt>
        <dd className="wrap-anywhere">
          <Sentence segment={row} />
        </dd>
      </div>
    ))}
  </dl>
)

/** Whether a clause brings its own number, which then stands in place of ours. */
export const isNumber = (heading: string | undefined): boolean => /^\d+[.)]?$/.test(heading ?? '')

export const Clauses = ({ clauses }: { clauses: ArtefactOf<'document'>['clauses'] }) => (
  <ol className="space-y-3.5">
    {clauses.map((clause, i) => (
      <li key={clause.id} className="grid grid-cols-[1.5rem_1fr] leading-relaxed">
        <span className="text-ink-3 tabular-nums" aria-hidden={!isNumber(clause.heading)}>
          {isNumber(clause.heading) ? clause.heading : i + 1}
        </span>
        <div>
          {clause.heading && !isNumber(clause.heading) && (
            <p className="font-medium">
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
  /** The class of a cell with such a text. */
  wrap?: (text?: string) => string
}
const CARD: ItineraryLook = {
  table: 'w-full border-collapse text-note leading-6',
  head: 'text-start text-fine text-ink-3',
  heading: 'pb-1.5 pe-3',
  cell: 'py-2',
  space: 'pe-3',
}

/** When, what, and who pays for it. */
export function Itinerary({ lines, look = CARD }: { lines: ArtefactOf<'itinerary'>['lines']; look?: ItineraryLook }) {
  const t = useTranslations('channels')
  const { table, head, heading, cell, space, wrap = () => '' } = look
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
              <Words>{line.payer}</Words>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
