'use client'
import { useLocale, useTranslations } from 'use-intl'
import type { Part } from '@/scenarios/engine/live/kept'
import type { ReportedFlag, ReportedMoment, RoomReport } from '@/scenarios/engine/live/report'
import { nextStepOf, signsOf } from '@/scenarios/engine/live/report-read'
import { PageTitle } from '../../ui/page-title'
import { quoted } from '../../ui/quote'
import { MomentReport, usePart } from './report-moment'

/** What remains of a session, to read and print: a page for whoever asks how it went, then each moment; nothing about any individual. */
export function Report({ report }: { report: RoomReport }) {
  const t = useTranslations('liveReport')
  const { moments, nature } = report
  return (
    <main id="main" data-paper className="mx-auto max-w-broad px-4 pb-16 pt-8 lg:pt-12 print:max-w-none print:p-0">
      <Head report={report} />
      {moments.length > 0 && (
        <>
          <Path moments={moments} />
          {nature === 'hostile' ? <Signs moments={moments} /> : <Harmless moments={moments} />}
          <section
            aria-labelledby="next-h"
            className="mt-5 break-inside-avoid rounded-xl border border-accent-line bg-accent-soft p-4 print:mt-4 print:p-2.5"
          >
            <h2 id="next-h" className="font-semibold">
              {t('next')}
            </h2>
            <p className="mt-1 leading-normal">{t(`nextStep.${nextStepOf(report)}`)}</p>
          </section>
          <details className="mt-8 print:mt-0 print:break-before-page">
            <summary className="min-h-11 content-center text-h2">{t('details')}</summary>
            <div className="print:columns-2 print:gap-8">
              {moments.map((moment) => (
                <MomentReport key={moment.moment} moment={moment} />
              ))}
            </div>
          </details>
        </>
      )}
      <p className="mt-6 text-small leading-normal text-ink-2">{t('private')}</p>
    </main>
  )
}

function Head({ report }: { report: RoomReport }) {
  const t = useTranslations('liveReport')
  const held = new Intl.DateTimeFormat(useLocale(), { dateStyle: 'long', timeZone: 'UTC' })
  const { name, title, day, ledBy, joined, minutes, nature, ending, moments, rehearsal } = report
  const part = usePart()
  const judged = moments.find((moment) => moment.title === null && !moment.whatIf)
  const right = judged?.sound.at(-1)
  const lead = [held.format(new Date(day)), name && t('story', { title }), ledBy && t('ledBy', { name: ledBy })].filter(Boolean)
  return (
    <>
      <PageTitle eyebrow={t('eyebrow')} lead={lead.join(' · ')}>
        {name || title}
      </PageTitle>
      {rehearsal && <p className="mt-3 rounded-xl border border-signal-line bg-signal-soft px-4 py-3 text-signal">{t('rehearsal')}</p>}
      <p className="mt-3 leading-normal">
        <b className="font-semibold">{t(`nature.${nature}`)}</b> {ending && t('ended', { ending })}
      </p>
      <dl className="mt-4 grid grid-cols-3 gap-4 border-y border-line-2 py-3 print:mt-3 print:py-2">
        {[
          [t('people'), joined === null ? t('joinedFew') : String(joined)],
          [t('took'), t('minutes', { minutes: Math.round(minutes) })],
          [t('judgedRight'), right == null ? t('notSaid') : part(right, judged!.voted.at(-1)!)],
        ].map(([term, said]) => (
          <div key={term}>
            <dt className="text-small text-ink-2">{term}</dt>
            <dd className="text-h2">{said}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}

/** The room's own way and what-ifs, one row a moment. */
function Path({ moments }: { moments: ReportedMoment[] }) {
  const t = useTranslations('liveReport')
  return (
    <div className="mt-6 print:mt-4">
      <h2 id="path-h" className="text-h2">
        {t('path')}
      </h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls by keyboard */}
      <div className="mt-1 overflow-x-auto" role="region" aria-labelledby="path-h" tabIndex={0}>
        <table className="w-full min-w-[40rem] border-collapse text-note leading-snug">
          <thead>
            <tr className="border-b border-line-2 text-start text-fine text-ink-2">
              {(['moment', 'sound', 'told'] as const).map((column) => (
                <th key={column} scope="col" className={`py-1.5 pe-5 text-start font-medium ${WIDTHS[column]}`}>
                  {t(column)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {moments.map((moment) => (
              <Row key={moment.moment} moment={moment} />
            ))}
          </tbody>
        </table>
      </div>
      <p className="mt-2 text-small leading-normal text-ink-2">{t('soundNote')}</p>
    </div>
  )
}
const WIDTHS = { moment: '', sound: 'w-px whitespace-nowrap', told: 'w-40 print:w-32' }

function Row({ moment: { title, whatIf, decided, voted, sound, told, chance, early } }: { moment: ReportedMoment }) {
  const t = useTranslations('liveReport')
  const part = usePart()
  const would = told.at(-1)
  const votes = sound.map((n, i) => ({ n, of: voted[i] ?? 0 }))
  const shown = votes.length > 1 ? [votes[0]!, votes.at(-1)!] : votes
  return (
    <tr className="break-inside-avoid border-b border-line align-top">
      <th scope="row" className="py-2 print:py-1.5 pe-5 text-start font-normal">
        <span className="font-semibold">{title ?? t('judgement')}</span>{' '}
        {whatIf && <span className="chip border border-line-2 text-ink-2">{t('whatIf')}</span>}
        {decided && (
          <span className="block text-ink-2">
            {decided.text}
            {decided.by === 'facilitator' && ` (${t('chosen')})`}
            {decided.told && ` · ${t('roomTold')}`}
          </span>
        )}
      </th>
      <td className="py-2 print:py-1.5 pe-5">
        {votes.length === 0 && <span className="text-ink-2">{t('noVote')}</span>}
        {shown.map(({ n, of }, i) => (
          <Bar
            key={i === 0 ? 'first' : 'last'}
            label={shown.length > 1 ? t(i === 0 ? 'before' : early ? 'afterTotals' : 'after') : ''}
            n={n}
            of={of}
            last={i === shown.length - 1}
          />
        ))}
      </td>
      <td className="py-2">
        {title !== null && votes.length > 0 && (would == null ? t('tooFew') : part(would, voted.at(-1)!))}
        {title !== null && votes.length > 0 && !chance && <span className="block text-small text-ink-2">{t('noChance')}</span>}
      </td>
    </tr>
  )
}

/** What is certain in full colour, what is open lighter: of one or two, and of all but one or two, it is not said which. */
function Bar({ label, n, of, last }: { label: string; n: Part | null; of: number; last: boolean }) {
  const t = useTranslations('liveReport')
  const part = usePart()
  const [least, most] = n === null ? [0, 0] : n === 'few' ? [0, 2] : n === 'most' ? [of - 2, of - 1] : [n, n]
  return (
    <div className="flex items-center gap-2.5 not-first:mt-1">
      {label && <span className="w-20 shrink-0 whitespace-nowrap print:w-12 text-small text-ink-2">{label}</span>}
      {n === null ? (
        <span className="text-ink-2">{t('tooFew')}</span>
      ) : (
        <>
          <svg
            aria-hidden="true"
            viewBox={`0 0 ${of} 1`}
            preserveAspectRatio="none"
            className="h-3 w-32 shrink-0 print:w-16 rtl:-scale-x-100"
          >
            <rect width={of} height="1" className="fill-line" />
            <rect width={most} height="1" className={last ? 'fill-accent/45' : 'fill-ink-3/45'} />
            <rect width={least} height="1" className={last ? 'fill-accent' : 'fill-ink-3'} />
          </svg>
          <span className="whitespace-nowrap tabular-nums">{part(n, of)}</span>
        </>
      )}
    </div>
  )
}

function Signs({ moments }: { moments: ReportedMoment[] }) {
  const t = useTranslations('liveReport')
  const { caught, missed } = signsOf(moments)
  if (caught.length + missed.length === 0) return null
  return (
    <div className="mt-6 print:mt-4 grid gap-x-8 gap-y-4 sm:grid-cols-2 print:grid-cols-2">
      <FlagList title={t('caught')} flags={caught} none={t('caughtNone')} />
      <FlagList title={t('missed')} flags={missed} none={t('missedNone')} />
    </div>
  )
}

/** In a genuine case there is nothing to catch, but something to suspect for no reason. */
function Harmless({ moments }: { moments: ReportedMoment[] }) {
  const t = useTranslations('liveReport')
  const flags = moments.flatMap((moment) => moment.flags).filter(({ sign, question, flagged }) => !sign && !question && flagged !== null)
  if (moments.every((moment) => moment.flags.length === 0)) return null
  return (
    <div className="mt-6 print:mt-4">
      <FlagList title={t('suspected')} flags={flags.toSorted((a, b) => b.flagged! - a.flagged!).slice(0, 3)} none={t('suspectedNone')} />
    </div>
  )
}

function FlagList({ title, flags, none }: { title: string; flags: ReportedFlag[]; none: string }) {
  const t = useTranslations('liveReport')
  return (
    <section className="break-inside-avoid">
      <h2 className="font-semibold">{title}</h2>
      {flags.length === 0 && <p className="mt-1 text-ink-2">{none}</p>}
      <ul className="mt-1 space-y-1.5 text-note leading-snug">
        {flags.map(({ quote, label, flagged }) => (
          <li key={quote}>
            {quoted(quote)}
            <span className="block text-small text-ink-2">
              {[label, flagged === null ? t('flaggedFew') : t('flaggedBy', { n: flagged })].filter(Boolean).join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
