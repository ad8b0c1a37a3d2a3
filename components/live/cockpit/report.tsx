'use client'
import { useLocale, useTranslations } from 'use-intl'
import type { ReportedMoment, RoomReport } from '@/scenarios/engine/live/report'
import { LOOKS } from '@/scenarios/engine/play/events'
import { PageTitle } from '../../ui/page-title'
import { quoted } from '../../ui/quote'
import { useLeanWords } from '../shared/curve'

/** What remains of a session, to read and print: totals, and nothing about any individual. */
export function Report({ report }: { report: RoomReport }) {
  const t = useTranslations('liveReport')
  const held = new Intl.DateTimeFormat(useLocale(), { dateStyle: 'long', timeZone: 'UTC' })
  const { day, minutes, joined, nature, ending, moments, rehearsal } = report
  return (
    <main id="main" className="mx-auto max-w-broad px-4 pb-16 pt-8 lg:pt-12">
      <PageTitle
        eyebrow={t('title')}
        lead={`${t('held', { day: held.format(new Date(day)), minutes })} · ${joined === null ? t('joinedFew') : t('joined', { joined })}`}
      >
        {report.title}
      </PageTitle>
      {rehearsal && <p className="mt-3 rounded-xl border border-signal-line bg-signal-soft px-4 py-3 text-signal">{t('rehearsal')}</p>}
      <p className="mt-3 leading-relaxed">
        <b className="font-semibold">{t(`nature.${nature}`)}</b> {ending && t('ended', { ending })}
      </p>
      {moments.length > 0 && <Summary moments={moments} />}
      {moments.map((moment) => (
        <MomentReport key={moment.moment} moment={moment} />
      ))}
      <p className="mt-10 text-note leading-relaxed text-ink-2">{t('private')}</p>
    </main>
  )
}

/** An option in words: those of the judgement are named by their id. */
function Words({ children }: { children: string }) {
  const t = useTranslations('liveReport')
  const looks = LOOKS.find((one) => one === children)
  return looks ? t(`looks.${looks}`) : children
}

const percent = (share: number): string => `${Math.round(100 * share)} %`

function Summary({ moments }: { moments: ReportedMoment[] }) {
  const t = useTranslations('liveReport')
  const words = useLeanWords()
  const columns = ['moment', 'firstVote', 'lastVote', 'gain', 'told', 'leaning', 'minutes', 'decided'] as const
  return (
    <div className="mt-10">
      <h2 id="summary-h" className="text-h2">
        {t('summary')}
      </h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls by keyboard */}
      <div className="mt-3 overflow-x-auto" role="region" aria-labelledby="summary-h" tabIndex={0}>
        <table className="w-full min-w-[40rem] border-collapse text-note leading-6">
          <thead>
            <tr className="border-b border-line-2 text-fine text-ink-3">
              {columns.map((c) => (
                <th key={c} scope="col" className="py-1.5 pe-4 text-start font-medium">
                  {t(c)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {moments.map(({ moment, title, whatIf, sound, gain, told, voted, leaning, minutes, decided, split }) => (
              <tr key={moment} className="border-b border-line align-top">
                <th scope="row" className="py-2 pe-4 text-start font-medium">
                  {title ?? t('judgement')} {whatIf && <span className="chip border border-line-2 text-ink-2">{t('whatIf')}</span>}{' '}
                  {split && <span className="chip bg-signal-soft text-signal">{t('split')}</span>}
                </th>
                <td className="whitespace-nowrap py-2 pe-4 tabular-nums">{sound ? percent(sound.first) : t('none')}</td>
                <td className="whitespace-nowrap py-2 pe-4 tabular-nums">{sound ? percent(sound.last) : t('none')}</td>
                <td className="whitespace-nowrap py-2 pe-4 tabular-nums">
                  {gain?.normalised == null ? t('none') : gain.normalised.toFixed(2)}
                </td>
                <td className="whitespace-nowrap py-2 pe-4 tabular-nums">
                  <Told told={told.at(-1)} voted={voted.at(-1)} />
                </td>
                <td className="py-2 pe-4">{leaning ? t('leaningOf', { words: words(leaning.mean), said: leaning.said }) : t('none')}</td>
                <td className="whitespace-nowrap py-2 pe-4 tabular-nums">{minutes}</td>
                <td className="py-2">
                  {decided ? `${decided.text} (${t(`by.${decided.by}`)})` : t('none')}
                  {decided?.told && ` ${t('toldToo')}`}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="mt-3 max-w-measure text-small leading-normal text-ink-2">{t('soundNote')}</p>
      <p className="mt-2 max-w-measure text-small leading-normal text-ink-2">{t('leaningNote')}</p>
    </div>
  )
}

/** How many of a vote would have told; `few` where that would point at few. */
function Told({ told, voted }: { told: number | null | undefined; voted: number | null | undefined }) {
  const t = useTranslations('liveReport')
  if (told === undefined || voted == null) return t('none')
  return told === null ? t('fewTold') : t('toldOf', { told, of: voted })
}

function MomentReport({ moment: { moment, title, when, voted, told, questions, flaggedBy, flags, note } }: { moment: ReportedMoment }) {
  const t = useTranslations('liveReport')
  const asked = voted.length > 0
  if (!asked && flags.length === 0 && !note) return null
  const id = `moment-${moment}`
  return (
    <section aria-labelledby={id} className="mt-10 break-inside-avoid-page">
      <p className="eyebrow">{when}</p>
      <h2 id={id} className="text-h2">
        {title ?? t('judgement')}
      </h2>
      {asked &&
        questions.map(({ ask, options, other }) => (
          <table key={ask} className="mt-3 w-full border-collapse text-note leading-6">
            <caption className="pb-1 text-start font-medium">{ask || t('judgement')}</caption>
            <thead>
              <tr className="border-b border-line-2 text-fine text-ink-3">
                <th scope="col" className="py-1.5 pe-4 text-start font-medium">
                  {t('options')}
                </th>
                {voted.map((n, i) => (
                  <th key={`round-${i + 1}`} scope="col" className="w-28 py-1.5 text-end font-medium">
                    {t('round', { n: i + 1 })}
                    <span className="block font-normal">{n === null ? t('few') : t('voted', { voted: n })}</span>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {options.map(({ text, counts }) => (
                <tr key={text} className="border-b border-line align-top">
                  <th scope="row" className="py-1.5 pe-4 text-start font-normal">
                    <Words>{text}</Words>
                  </th>
                  {counts.map((n, i) => (
                    <td key={`round-${i + 1}`} className="py-1.5 text-end tabular-nums">
                      {n ?? t('none')}
                    </td>
                  ))}
                </tr>
              ))}
              {other.some((n) => n > 0) && (
                <tr className="border-b border-line align-top text-ink-2">
                  <th scope="row" className="py-1.5 pe-4 text-start font-normal">
                    {t('merged')}
                  </th>
                  {other.map((n, i) => (
                    <td key={`round-${i + 1}`} className="py-1.5 text-end tabular-nums">
                      {n || t('none')}
                    </td>
                  ))}
                </tr>
              )}
            </tbody>
          </table>
        ))}
      {told.length > 0 && (
        <p className="mt-3 text-note leading-6">
          {t('toldRow')}:{' '}
          {told.map((n, i) => (
            <span key={`round-${i + 1}`} className="me-4 whitespace-nowrap tabular-nums">
              {t('round', { n: i + 1 })}: <Told told={n} voted={voted[i]} />
            </span>
          ))}
        </p>
      )}
      {flags.length > 0 && (
        <table className="mt-4 w-full border-collapse text-note leading-6">
          <caption className="pb-1 text-start font-medium">{t('flags', { by: flaggedBy ?? 0 })}</caption>
          <thead>
            <tr className="border-b border-line-2 text-fine text-ink-3">
              <th scope="col" className="py-1.5 pe-4 text-start font-medium">
                {t('what')}
              </th>
              <th scope="col" className="py-1.5 pe-4 text-start font-medium">
                {t('kind')}
              </th>
              <th scope="col" className="w-28 py-1.5 text-end font-medium">
                {t('flagged')}
              </th>
            </tr>
          </thead>
          <tbody>
            {flags.map(({ quote, label, sign, question, flagged }) => (
              <tr key={quote} className="border-b border-line align-top">
                <td className="py-1.5 pe-4">{quoted(quote)}</td>
                <td className="py-1.5 pe-4 text-ink-2">
                  {t(sign ? 'sign' : question ? 'question' : 'harmless')}
                  {label && `: ${label}`}
                </td>
                <td className="py-1.5 text-end tabular-nums">{flagged ?? t('fewFlags')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {note && (
        <div className="mt-4 border-s-4 border-accent-line ps-4">
          <p className="text-small text-ink-3">{t('note')}</p>
          <p className="whitespace-pre-line leading-relaxed">{note}</p>
        </div>
      )}
    </section>
  )
}
