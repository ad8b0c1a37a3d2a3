import { useId } from 'react'
import { useTranslations } from 'use-intl'
import type { Worth } from '@/scenarios/engine/live/option-worth'
import { Bar } from '../../ui/charts'

export interface OptionRow {
  id: string
  letter?: string
  text: string
  /** Null if too few have voted to show a number; undefined if there is no vote. */
  count?: number | null
  /** The count in the previous vote; null if there was none. */
  before?: number | null
  why?: string | undefined
  /** `least` and `most`: minutes until the end of the session. */
  leadsTo?: { title: string; least: number; most: number }
  worth?: Worth | undefined
  tag?: string
  pick?: { kind: 'radio' | 'checkbox'; on: boolean; change: (on: boolean) => void }
  /** A field for hands. `alone`: nobody has a phone, so hands are all that counts. */
  field?: React.ReactNode
  alone?: boolean
  more?: React.ReactNode
}

const NONE = '–'
/** On a low screen, of acts to choose from, only the one that is chosen says what it means: all of them have to be in sight. */
const isBeside = ({ pick, field }: OptionRow): boolean => pick !== undefined && !pick.on && !field
const BRIEFLY = 'lg:[@media(height<54rem)]:hidden'

export function Options({ caption, rows, total, name }: { caption: string; rows: OptionRow[]; total: number; name?: string }) {
  const t = useTranslations('liveCockpit')
  const id = useId()
  const picks = rows.some((r) => r.pick)
  const counted = rows.some((r) => r.count !== undefined)
  const fields = rows.some((r) => r.field)
  return (
    <table className="mt-3 w-full border-collapse text-note">
      <caption className="sr-only">{caption}</caption>
      <thead className="sr-only">
        <tr>
          {picks && <th scope="col">{t('choose.way')}</th>}
          <th scope="col">{t('option')}</th>
          {counted && <th scope="col">{t('now')}</th>}
          {fields && <th scope="col">{t('hands.title')}</th>}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id} className={row.pick?.on ? 'bg-accent-soft/60' : undefined}>
            {picks && (
              <td className="w-9 rounded-s-lg py-2.5 ps-2 align-top">
                {row.pick && (
                  <input
                    id={`${id}-${row.id}`}
                    type={row.pick.kind}
                    name={row.pick.kind === 'radio' ? name : undefined}
                    checked={row.pick.on}
                    className="mt-0.5 block size-5 accent-(--accent)"
                    onChange={(e) => row.pick!.change(e.currentTarget.checked)}
                  />
                )}
              </td>
            )}
            <th scope="row" className="py-2.5 pe-2 text-start font-normal leading-normal">
              <Named row={row} htmlFor={row.pick ? `${id}-${row.id}` : undefined} />
              {row.count !== undefined && (
                <Bar
                  share={shareOf(row.count, total)}
                  mark={row.before ? shareOf(row.before, total) : null}
                  className="mt-1.5 h-2 rounded-full"
                />
              )}
              {row.why && <p className={`mt-1.5 text-small leading-normal text-ink-2 ${isBeside(row) ? BRIEFLY : ''}`}>{row.why}</p>}
              {row.leadsTo && <LeadsTo {...row.leadsTo} />}
              {row.more}
            </th>
            {counted && (
              <td className="w-16 py-2.5 pe-2 text-end align-top tabular-nums last:rounded-e-lg">
                {row.count !== undefined && <Count {...row} />}
              </td>
            )}
            {fields && <td className="w-20 py-1 align-top last:rounded-e-lg">{row.field}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
function LeadsTo({ title, ...span }: NonNullable<OptionRow['leadsTo']>) {
  const t = useTranslations('liveCockpit.ways')
  const [least, most] = [Math.round(span.least), Math.round(span.most)]
  return <p className="mt-0.5 text-fine text-ink-3">{t(least === most ? 'leadsToIn' : 'leadsTo', { title, least, most })}</p>
}

const shareOf = (count: number | null, total: number): number => (total > 0 ? Math.min(1, (count ?? 0) / total) : 0)

const WORTH: Record<Worth, string> = {
  sound: 'bg-good-soft text-good',
  partly: 'bg-signal-soft text-signal',
  costly: 'bg-risk-soft text-risk',
}

function Named({ row: { letter, text, tag, worth }, htmlFor }: { row: OptionRow; htmlFor: string | undefined }) {
  const t = useTranslations('liveCockpit.worth')
  const name = (
    <>
      {letter && <b className="me-2 font-semibold text-ink-2">{letter}</b>}
      {text}
    </>
  )
  return (
    <>
      {htmlFor ? <label htmlFor={htmlFor}>{name}</label> : name}
      {tag && <span className="chip ms-2 bg-sunken py-0 text-ink-2">{tag}</span>}
      {worth && <span className={`chip ms-2 py-0 ${WORTH[worth]}`}>{t(worth)}</span>}
    </>
  )
}

function Count({ count, before, alone }: Pick<OptionRow, 'count' | 'before' | 'alone'>) {
  const t = useTranslations('liveCockpit')
  return (
    <>
      {typeof before === 'number' && (
        <span className="text-ink-2">
          <span className="sr-only">{t('before')} </span>
          {before}
          <span aria-hidden="true"> → </span>
          {!alone && <span className="sr-only">, {t('now')} </span>}
        </span>
      )}
      {!alone && <b className="font-semibold">{count ?? NONE}</b>}
    </>
  )
}
