'use client'
import { useTranslations } from 'use-intl'
import type { SafeCount } from '@/scenarios/engine/live/safe-counts'
import type { SummaryMoment, SummaryQuestion, RoomSummary } from '@/scenarios/engine/live/summary'
import { LOOKS } from '@/scenarios/engine/play/events'
import { quoted } from '../../ui/quote'

export type Crowd = RoomSummary['audience']

export function useCountWords(): (part: SafeCount, of: number) => string {
  const t = useTranslations('liveSummary')
  return (part, of) => (typeof part === 'string' ? t(`part.${part}`, { of }) : t('part.number', { n: part, of }))
}

/** Options of the judgement are named by their id. */
function useWords(): (text: string) => string {
  const t = useTranslations('liveSummary')
  return (text) => {
    const looks = LOOKS.find((one) => one === text)
    return looks ? t(`looks.${looks}`) : text
  }
}

export function MomentSummary({ moment, crowd }: { moment: SummaryMoment; crowd: Crowd }) {
  const t = useTranslations('liveSummary')
  const play = useTranslations('play')
  const { title, when, minutes, voted, questions, checks, checked, looked, flags, withheld, note, whys, whatIf } = moment
  if (voted.length === 0 && flags.length === 0 && !checks && !checked && !withheld && !note) return null
  const id = `moment-${moment.moment}`
  const [first, ...others] = [
    ...questions.map((question) => <Question key={question.ask} question={question} />),
    ...(flags.length > 0 || withheld ? [<Flags key="flags" moment={moment} crowd={crowd} />] : []),
  ]
  return (
    <section aria-labelledby={id} className="mt-6 print:mt-3 print:first:mt-1">
      {/* On paper `break-after` alone does not keep a heading with its text in columns. */}
      <div className="break-inside-avoid">
        <h3 id={id} className="flex flex-wrap items-baseline gap-x-3 border-t border-line-2 pt-2 text-h3">
          {title ?? t('judgement')}
          <span className="text-small font-normal text-ink-2">
            {[when, t('minutes', { minutes: Math.max(1, Math.round(minutes)) }), whatIf && t('whatIf')].filter(Boolean).join(' · ')}
          </span>
        </h3>
        {first}
      </div>
      {others.slice(0, Math.max(0, questions.length - 1))}
      {checks && <Question question={{ ...checks, ask: play('checkNext') }} />}
      {checked && <p className="mt-1.5 text-note leading-snug">{t('checked', { checks: checked.map(quoted).join(' · ') })}</p>}
      <Reported moment={moment} />
      {looked && <Looked looked={looked} />}
      {others.slice(Math.max(0, questions.length - 1))}
      {whys && (
        <div className="mt-2 break-inside-avoid text-note">
          <p className="text-small text-ink-2">{t('whys')}</p>
          <ul className="leading-normal wrap-anywhere">
            {whys.map((text, i) => (
              <li key={`why-${i + 1}`} dir="auto">
                {quoted(text)}
              </li>
            ))}
          </ul>
        </div>
      )}
      {note && (
        <div className="mt-2 break-inside-avoid border-s-4 border-accent-line ps-4">
          <p className="text-small text-ink-2">{t('note')}</p>
          <p className="whitespace-pre-line leading-normal">{note}</p>
        </div>
      )}
    </section>
  )
}

function Question({ question: { ask, voted, options, most } }: { question: SummaryQuestion }) {
  const t = useTranslations('liveSummary')
  const words = useWords()
  const counted = voted.map((_, i) => options.some(({ counts }) => counts[i] != null))
  const rest = voted.flatMap((n, i) => {
    const isWhole = options.every(({ counts }) => counts[i] != null)
    if (isWhole) return []
    const most_ = most[i]
    const said = counted[i]
      ? t('voteSent')
      : n === null
        ? t('voteFew')
        : most_
          ? t('voteMost', { voted: n, option: words(most_) })
          : t('voteSplit', { voted: n })
    return [{ vote: i + 1, said: voted.length > 1 ? t('inVote', { n: i + 1, said }) : said }]
  })
  return (
    <div className="mt-2 break-inside-avoid text-note leading-snug">
      {ask && <p className="font-medium">{ask}</p>}
      {counted.includes(true) && (
        <table className="w-full border-collapse">
          <caption className="sr-only">{ask || t('judgement')}</caption>
          <thead>
            <tr className="border-b border-line-2 text-fine text-ink-2">
              <th scope="col" className="py-1 print:py-0.5 pe-4 text-start font-medium">
                {t('options')}
              </th>
              {voted.map(
                (n, i) =>
                  counted[i] && (
                    <th key={`vote-${i + 1}`} scope="col" className="w-16 py-1 print:py-0.5 text-end font-medium sm:w-24 print:w-16">
                      {voted.length > 1 && <span className="block">{t('vote', { n: i + 1 })}</span>}
                      <span className="font-normal">{t('voted', { voted: n ?? 0 })}</span>
                    </th>
                  ),
              )}
            </tr>
          </thead>
          <tbody>
            {options.map(({ text, counts }) => (
              <tr key={text} className="border-b border-line align-top">
                <th scope="row" className="py-1 print:py-0.5 pe-4 text-start font-normal">
                  {words(text)}
                </th>
                {counts.map(
                  (n, i) =>
                    counted[i] && (
                      <td key={`vote-${i + 1}`} className="py-1 print:py-0.5 text-end tabular-nums">
                        {n}
                      </td>
                    ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {rest.map(({ vote, said }) => (
        <p key={vote} className="mt-1 text-ink-2">
          {said}
        </p>
      ))}
    </div>
  )
}

function Looked({ looked: { of, counts, most } }: { looked: NonNullable<SummaryMoment['looked']> }) {
  const t = useTranslations('liveSummary')
  const part = useCountWords()
  const said = LOOKS.flatMap((look) => (counts?.[look] ? [t('field', { ask: t(`looks.${look}`), text: part(counts[look], of) })] : []))
  const half = LOOKS.find((look) => look === most)
  if (said.length === 0 && !half) return null
  const words = said.length > 0 ? said.join(', ') : t('lookedMost', { of, look: t(`looks.${half!}`) })
  return <p className="mt-1.5 text-note leading-snug">{t('ratings', { words })}</p>
}

function Reported({ moment: { reported, voted } }: { moment: SummaryMoment }) {
  const t = useTranslations('liveSummary')
  const part = useCountWords()
  const known = reported.flatMap((n, i) => (n === null ? [] : [{ i, said: part(n, voted[i]!) }]))
  if (known.length === 0) return null
  const said = known.map(({ i, said }) => (reported.length > 1 ? t('inVote', { n: i + 1, said }) : said))
  return <p className="mt-1.5 text-note leading-snug">{t('reportedRow', { said: said.join('; ') })}</p>
}

function Flags({ moment: { flags, flaggedBy, withheld }, crowd }: { moment: SummaryMoment; crowd: Crowd }) {
  const origin = useTranslations('liveFlags')
  return (
    <div>
      {flags.length > 0 && <FlagTable flags={flags} of={flaggedBy} crowd={crowd} />}
      {withheld && <p className="mt-1 text-note text-ink-2">{origin('withheld')}</p>}
    </div>
  )
}

function FlagTable({ flags, of, crowd }: { flags: SummaryMoment['flags']; of: number | null; crowd: Crowd }) {
  const t = useTranslations('liveSummary')
  return (
    <table className="mt-2 w-full border-collapse break-inside-avoid text-note leading-snug">
      <caption className="sr-only">{t('flags')}</caption>
      <thead>
        <tr className="border-b border-line-2 text-fine text-ink-2">
          <th scope="col" className="py-1 print:py-0.5 pe-4 text-start font-medium">
            {t('flags')}
          </th>
          <th scope="col" className="w-20 py-1 print:py-0.5 text-end font-medium sm:w-28 print:w-22">
            {of === null ? t('flagged') : t('flaggedOf', { of })}
          </th>
        </tr>
      </thead>
      <tbody>
        {flags.map(({ quote, label, sign, question, flagged }) => (
          <tr key={quote} className="break-inside-avoid border-b border-line align-top">
            <td className="py-1 print:py-0.5 pe-4">
              {quoted(quote)}{' '}
              <span className="text-ink-2">
                {t(sign ? 'sign' : question ? 'question' : 'harmless')}
                {label !== quote && `: ${label}`}
              </span>
            </td>
            <td className="py-1 print:py-0.5 text-end tabular-nums">{flagged ?? t('fewFlags', { crowd })}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
