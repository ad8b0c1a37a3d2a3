'use client'
import { useTranslations } from 'use-intl'
import type { SafeCount } from '@/scenarios/engine/live/safe-counts'
import type { SummaryMoment, RoomSummary } from '@/scenarios/engine/live/summary'
import { Bar } from '../../ui/charts'
import { quoted } from '../../ui/quote'
import { useCountWords } from './moment'

export function Path({ moments, turns, audience, measured }: RoomSummary) {
  const t = useTranslations('liveSummary')
  const report = useTranslations('liveReporting')
  const crowd = audience !== 'hands' && moments.some(({ hands }) => hands) ? 'mixed' : audience
  return (
    <section aria-labelledby="path-h" className="mt-6 print:mt-4">
      <h2 id="path-h" className="text-h2">
        {t('path')}
      </h2>
      <table className="mt-1 block w-full border-collapse text-note leading-snug sm:table print:table">
        <thead className="max-sm:sr-only print:not-sr-only">
          <tr className="border-b border-line-2 text-start text-fine text-ink-2">
            {(['moment', 'sound', 'reported'] as const).map((column) => (
              <th key={column} scope="col" className={`py-1.5 pe-5 text-start font-medium ${WIDTHS[column]}`}>
                {column === 'reported' ? report('wouldTell', { first: 'true' }) : t(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="block sm:table-row-group print:table-row-group">
          {moments
            .filter(({ whatIf }) => !whatIf)
            .map((moment) => (
              <Row key={moment.moment} moment={moment} measured={measured} />
            ))}
        </tbody>
      </table>
      {turns.length > 0 && (
        <ul className="mt-2 text-note leading-snug">
          {turns.map(({ title, text }) => (
            <li key={`${title} ${text}`}>{t('turn', { title, text: quoted(text) })}</li>
          ))}
        </ul>
      )}
      <p className="mt-2 text-small leading-normal text-ink-2">{t('soundNote', { crowd })}</p>
    </section>
  )
}
const WIDTHS = { moment: '', sound: 'w-px whitespace-nowrap', reported: 'w-40 print:w-32' }
const CELL = 'block py-1 sm:table-cell sm:py-2 sm:pe-5 print:table-cell print:py-1.5 print:pe-5'
const Label = ({ children }: { children: string }) => (
  <span aria-hidden="true" className="block text-small text-ink-2 sm:hidden print:hidden">
    {children}
  </span>
)

function Row({
  moment: { title, asked, decided, voted, sound, reported, chance, early },
  measured,
}: {
  moment: SummaryMoment
  measured: boolean
}) {
  const t = useTranslations('liveSummary')
  const report = useTranslations('liveReporting')
  const part = useCountWords()
  const would = reported.at(-1)
  const votes = sound.map((n, i) => ({ n, of: voted[i] ?? 0 }))
  const shown = votes.length > 1 ? [votes[0]!, votes.at(-1)!] : votes
  const reports = title !== null && votes.length > 0
  return (
    <tr className="block break-inside-avoid border-b border-line py-1.5 align-top sm:table-row print:table-row">
      <th scope="row" className={`${CELL} text-start font-normal`}>
        <span className="font-semibold">{title ?? t('judgement')}</span>
        {asked && <span className="block text-small text-ink-2">{asked}</span>}
        {decided && <Did decided={decided} />}
      </th>
      <td className={CELL}>
        {votes.length > 0 ? <Label>{t('sound')}</Label> : <span className="text-ink-2">{t('noVote')}</span>}
        {shown.map(({ n, of }, i) => (
          <CountBar
            key={i === 0 ? 'first' : 'last'}
            label={shown.length > 1 ? t(i === 0 ? 'before' : 'after') : ''}
            n={n}
            of={of}
            last={i === shown.length - 1}
          />
        ))}
        {early && shown.length > 1 && <span className="mt-0.5 block whitespace-normal text-small text-ink-2">{t('afterTotals')}</span>}
      </td>
      <td className={reports ? CELL : `max-sm:hidden ${CELL}`}>
        {reports && (
          <>
            <Label>{report('wouldTell', { first: 'true' })}</Label>
            {would != null ? part(would, voted.at(-1)!) : t(!measured || voted.at(-1) != null ? 'notMeasured' : 'tooFew')}
            {!chance && (measured || would != null) && <span className="block text-small text-ink-2">{t('noChance')}</span>}
          </>
        )}
      </td>
    </tr>
  )
}

function Did({ decided: { text, by, reported, sent } }: { decided: NonNullable<SummaryMoment['decided']> }) {
  const t = useTranslations('liveSummary')
  return (
    <span className="mt-0.5 block">
      {text}
      {by === 'facilitator' && ` (${t('chosen')})`}
      {reported && ` · ${t('roomReported')}`}
      {sent && (
        <span className="block text-small">
          {t('sent', {
            parts: sent.parts
              .map(({ ask, text: part, n }) => {
                const said = ask ? t('field', { ask, text: quoted(part) }) : quoted(part)
                return n === null ? said : t('votedFor', { said, n, of: sent.of! })
              })
              .join(' · '),
          })}
          {sent.by === 'facilitator' && by !== 'facilitator' && ` (${t('chosen')})`}
        </span>
      )}
    </span>
  )
}

/** Certain votes in full colour, open ones lighter: for `few` and `most` the exact number is not kept. */
function CountBar({ label, n, of, last }: { label: string; n: SafeCount | null; of: number; last: boolean }) {
  const t = useTranslations('liveSummary')
  const part = useCountWords()
  const [least, most] = n === null ? [0, 0] : n === 'few' ? [0, 2] : n === 'most' ? [of - 2, of - 1] : [n, n]
  return (
    <div className="flex items-center gap-2.5 not-first:mt-1">
      {label && <span className="w-14 shrink-0 sm:w-20 print:w-12 text-small text-ink-2">{label}</span>}
      {n === null ? (
        <span className="text-ink-2">{t('tooFew')}</span>
      ) : (
        <>
          <span className="w-24 shrink-0 sm:w-32 print:w-16">
            <Bar
              share={least / of}
              most={most / of}
              tone={last ? 'fill-accent' : 'fill-ink-3'}
              mostTone={last ? 'fill-accent/45' : 'fill-ink-3/45'}
              className="h-3 rtl:-scale-x-100"
            />
          </span>
          <span className="tabular-nums sm:whitespace-nowrap">{part(n, of)}</span>
        </>
      )}
    </div>
  )
}
