'use client'
import { ChevronDown } from 'lucide-react'
import { useLocale, useTranslations } from 'use-intl'
import type { SummaryFlag, SummaryMoment, RoomSummary } from '@/scenarios/engine/live/summary'
import { nextStepOf, signsOf } from '@/scenarios/engine/live/summary-advice'
import { useBrand } from '../../ui/brand'
import { PageTitle } from '../../ui/page-title'
import { quoted } from '../../ui/quote'
import { type Crowd, MomentSummary, useCountWords } from './moment'
import { Path } from './path'
import { PaperTitle } from '../shared/paper-title'

/** To read and print. It holds nothing about any individual. */
export function Summary({ summary, children }: { summary: RoomSummary; children?: React.ReactNode }) {
  const t = useTranslations('liveSummary')
  const { moments, variant, audience } = summary
  const next = nextStepOf(summary)
  return (
    <main id="main" data-paper className="mx-auto max-w-broad px-4 pb-16 pt-8 lg:pt-12 print:max-w-none print:p-0">
      <PaperTitle>{`${summary.name || summary.title} · ${summary.day}`}</PaperTitle>
      <Head summary={summary} />
      {moments.length > 0 && (
        <>
          <Path {...summary} />
          {variant === 'hostile' ? <Signs moments={moments} crowd={audience} /> : <Harmless moments={moments} crowd={audience} />}
          <section
            aria-labelledby="next-h"
            className="mt-5 break-inside-avoid rounded-xl border border-accent-line bg-accent-soft p-4 print:mt-4 print:p-2.5"
          >
            <h2 id="next-h" className="font-semibold">
              {t('next')}
            </h2>
            <p className="mt-1 leading-normal">
              {t(`nextStep.${next.id}`, next.id === 'report' ? { ...next, most: String(next.most), alone: String(next.alone) } : {})}
            </p>
          </section>
          <details className="group mt-8 print:mt-0 print:break-before-page">
            <summary className="flex min-h-11 flex-wrap items-center justify-between gap-x-4 gap-y-2 border-t border-line-2 pt-4 print:border-0 print:pt-0">
              <h2 className="text-h2">{t('details')}</h2>
              <span className="btn btn-quiet noprint">
                <span className="group-open:hidden">{t('showDetails')}</span>
                <span className="not-group-open:hidden">{t('hideDetails')}</span>
                <ChevronDown className="icon group-open:rotate-180" />
              </span>
            </summary>
            <div className="print:columns-2 print:gap-8">
              {moments.map((moment) => (
                <MomentSummary key={moment.moment} moment={moment} crowd={audience} />
              ))}
            </div>
          </details>
        </>
      )}
      <p className="mt-6 text-small leading-normal text-ink-2">{t('private', { crowd: audience })}</p>
      {children}
    </main>
  )
}

function Head({ summary }: { summary: RoomSummary }) {
  const t = useTranslations('liveSummary')
  const brand = useBrand()
  const date = new Intl.DateTimeFormat(useLocale(), { dateStyle: 'medium', timeZone: 'UTC' })
  const { name, title, plot, day, ledBy, joined, minutes, variant, outcome, ending, moments, rehearsal, audience, measured } = summary
  const part = useCountWords()
  const judged = moments.find((moment) => moment.title === null && !moment.whatIf)
  const right = judged?.sound.at(-1)
  const lead = [
    t('held', { day: date.format(new Date(day)) }),
    name && t('scenario', { title }),
    ledBy && t('ledBy', { name: ledBy }),
  ].filter(Boolean)
  return (
    <>
      <PageTitle eyebrow={[brand?.name, t('eyebrow')].filter(Boolean).join(' · ')} lead={lead.join(' · ')}>
        {name || title}
      </PageTitle>
      {rehearsal && <p className="mt-3 rounded-xl border border-signal-line bg-signal-soft px-4 py-3 text-signal">{t('rehearsal')}</p>}
      {plot && <p className="mt-3 max-w-prose leading-normal">{t('plot', { plot })}</p>}
      <p className="mt-2 leading-normal">
        <b className="font-semibold">{t(`variant.${variant}`)}</b>{' '}
        {measured ? <Ended outcome={outcome} ending={ending} /> : t('unmeasured')}
      </p>
      <dl className="mt-4 grid grid-cols-3 gap-4 border-y border-line-2 py-3 print:mt-3 print:py-2">
        {[
          [t('people', { crowd: audience }), String(joined)],
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

/** In words first. A scenario that may be skipped names no outcome. */
function Ended({ outcome, ending }: Pick<RoomSummary, 'outcome' | 'ending'>) {
  const t = useTranslations('liveSummary')
  if (!ending) return null
  if (!outcome) return t('ended', { ending })
  return (
    <>
      <b className="font-semibold">{t(`outcome.${outcome}`)}:</b> {ending}
    </>
  )
}

interface FlaggedProps {
  moments: SummaryMoment[]
  crowd: Crowd
}
function Signs({ moments, crowd }: FlaggedProps) {
  const t = useTranslations('liveSummary')
  const { caught, missed } = signsOf(moments)
  const withheld = <Withheld moments={moments} />
  if (caught.length + missed.length === 0) return withheld
  return (
    <div className="mt-6 print:mt-4">
      <div className="grid gap-x-8 gap-y-4 sm:grid-cols-2 print:grid-cols-2">
        <FlagList title={t('caught')} flags={caught} none={t('none')} crowd={crowd} />
        <FlagList title={t('missed')} flags={missed} none={t('none')} crowd={crowd} />
      </div>
      <p className="mt-2 text-small text-ink-2">{t('seenNote', { crowd })}</p>
      {withheld}
    </div>
  )
}

function Withheld({ moments }: Pick<FlaggedProps, 'moments'>) {
  const t = useTranslations('liveFlags')
  return moments.some(({ withheld }) => withheld) && <p className="mt-2 text-small text-ink-2">{t('withheld')}</p>
}

/** In a genuine case there is nothing to catch, but people may have suspected something without reason. */
function Harmless({ moments, crowd }: FlaggedProps) {
  const t = useTranslations('liveSummary')
  const flags = moments
    .flatMap((moment) => moment.flags.map((flag) => ({ ...flag, of: moment.flaggedBy })))
    .filter(({ sign, question, flagged }) => !sign && !question && flagged !== null)
  const withheld = <Withheld moments={moments} />
  if (moments.every((moment) => moment.flags.length === 0)) return withheld
  return (
    <div className="mt-6 print:mt-4">
      <FlagList
        title={t('suspected')}
        flags={flags.toSorted((a, b) => b.flagged! - a.flagged!)}
        none={t('suspectedNone', { crowd })}
        crowd={crowd}
      />
      {withheld}
    </div>
  )
}

/** The most in a list; the details have them all. */
const MOST = 3
interface FlagListProps {
  title: string
  flags: (SummaryFlag & { of: number | null })[]
  none: string
  crowd: Crowd
}
function FlagList({ title, flags, none, crowd }: FlagListProps) {
  const t = useTranslations('liveSummary')
  const by = (n: number | null, of: number | null) =>
    n === null ? t('flaggedFew', { crowd }) : of === null ? t('flaggedBy', { n }) : t('flaggedByOf', { n, of })
  return (
    <section className="break-inside-avoid">
      <h2 className="font-semibold">{title}</h2>
      {flags.length === 0 && <p className="mt-1 text-ink-2">{none}</p>}
      <ul className="mt-1 space-y-1.5 text-note leading-snug">
        {flags.slice(0, MOST).map(({ quote, label, flagged, of }, i) => (
          <li key={`flag-${i + 1}`}>
            {quoted(quote)}
            <span className="block text-small text-ink-2">{[label !== quote && label, by(flagged, of)].filter(Boolean).join(' · ')}</span>
          </li>
        ))}
      </ul>
      {flags.length > MOST && <p className="mt-1 text-small text-ink-2">{t('more', { count: flags.length - MOST })}</p>}
    </section>
  )
}
