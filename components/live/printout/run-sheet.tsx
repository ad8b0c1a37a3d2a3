'use client'
import { useTranslations } from 'use-intl'
import type { Brief } from '@/scenarios/engine/live/brief'
import type { OtherMoment, RunSheet } from '@/scenarios/engine/live/run-sheet'
import type { Treatment } from '@/scenarios/engine/live/treatments'
import type { PrintedDebrief } from '@/scenarios/engine/live/printed-debrief'
import type { PrintedMoment } from '@/scenarios/engine/live/printed-moments'
import type { Cast } from '../../channels/kind'
import { PageTitle } from '../../ui/page-title'
import { quoted } from '../../ui/quote'
import { NoteParagraphs } from '../shared/note-paragraphs'
import { clock } from '../shared/use-room'
import { PaperTitle } from '../shared/paper-title'
import { BriefPart } from './brief'
import { Notes, Question, MomentText, Report } from './run-sheet-moment'

export interface RunSheetPageProps {
  title: string
  you: string
  cast: Cast
  audience: 'phones' | 'tables' | 'hands'
  /** Whether reports are recorded. */
  measured: boolean
  variant: 'hostile' | 'genuine'
  sheet: RunSheet
  minutes: number
  opening: string
  closing: string
  debrief: PrintedDebrief
  brief: Brief
  moments: Record<string, PrintedMoment>
}

export function RunSheetPage(props: RunSheetPageProps) {
  const { title, you, cast, audience, measured, variant, sheet, minutes, moments, brief, debrief } = props
  const t = useTranslations('liveRunSheet')
  const parts = useParts(props)
  const { others, total, whole } = sheet
  return (
    <main id="main" data-paper className="mx-auto max-w-3xl px-4 pb-16 pt-8 leading-normal print:max-w-none print:p-0 print:leading-snug">
      <header data-brief className="print:break-after-page print:text-note print:leading-snug">
        <PaperTitle>{`${title} · ${t('eyebrow')}`}</PaperTitle>
        <PageTitle size="narrow" eyebrow={t('eyebrow')}>
          {title}
        </PageTitle>
        <p className="mt-2">
          <b className="font-semibold">{t(`variant.${variant}`)}</b> {t('secret')}{' '}
          <span className="text-ink-2">
            {t('takes', { total: Math.ceil(total), minutes })}
            {whole.most > whole.least && ` ${t('span', { least: Math.round(whole.least), most: Math.ceil(whole.most) })}`}
            {total > minutes && ` ${t('longer')}`}
          </span>
        </p>
        <BriefPart {...brief} {...{ variant, you, line: debrief.line }} />
        <Overview parts={parts} />
      </header>
      <p className="mt-3 text-note text-ink-2">{t('onePath')}</p>
      <p className="mt-2 text-note text-ink-2">{t(`reportNote.${measured ? audience : 'off'}`)}</p>
      {audience === 'hands' && <p className="mt-2 text-note text-ink-2">{t('handsNote')}</p>}
      {parts.map((part) => (
        <Part key={part.id} {...part} />
      ))}
      {others.length > 0 && <h2 className="mt-8 break-after-avoid border-t-2 border-ink pt-3 text-h2">{t('others')}</h2>}
      {others.map((other) => (
        <section key={other.scene} className="mt-4 border-t border-ink pt-2">
          <h3 className="break-after-avoid text-h3">{other.title}</h3>
          <Ways ways={other.ways} />
          <div className="mt-2 space-y-2">
            <Moment moment={moments[other.scene]!} cast={cast} whole />
          </div>
        </section>
      ))}
    </main>
  )
}

interface PartProps {
  id: string
  /** In minutes from the start. */
  from: number
  length: number
  title: string
  treatment?: Treatment
  children: React.ReactNode
}
function useParts({ variant, sheet: { rows, around }, cast, opening, closing, debrief, moments }: RunSheetPageProps): PartProps[] {
  const t = useTranslations('liveRunSheet')
  const plan = useTranslations('livePlan')
  const play = useTranslations('play')
  let from = 0
  const part = (length: number, given: Omit<PartProps, 'from' | 'length'>): PartProps => {
    from += length
    return { ...given, length, from: from - length }
  }
  return [
    part(around.opening, { id: 'opening', title: plan('opening'), children: <NoteParagraphs text={opening} /> }),
    ...rows.map(({ scene, title, minutes, treatment }) => {
      const children = <Moment moment={moments[scene]!} cast={cast} whole={treatment === 'narrate'} />
      return part(minutes, { id: scene, title, treatment, children })
    }),
    part(around.judgement, { id: 'judgement', title: play('judgement'), treatment: 'vote', children: <p>{t('judgementText')}</p> }),
    part(around.debrief, { id: 'debrief', title: plan('debrief'), children: <Debrief {...{ variant, debrief, closing }} /> }),
  ]
}

type DebriefProps = Pick<RunSheetPageProps, 'variant' | 'debrief' | 'closing'>
function Debrief({ variant, debrief: { line, reasons, endings, matters, business, rule }, closing }: DebriefProps) {
  const t = useTranslations('liveRunSheet')
  const outcomes = useTranslations('liveOutcome')
  const keep = useTranslations('debrief.keep')
  return (
    <>
      <NoteParagraphs text={closing} />
      <p className="text-small text-ink-2">{t('brackets')}</p>
      <h3 className="break-after-avoid font-semibold">{t('reasons')}</h3>
      {line && <p>{line}</p>}
      <ol className="list-decimal space-y-1 ps-5">
        {reasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ol>
      <h3 className="break-after-avoid font-semibold">{t('endings')}</h3>
      <dl className="space-y-2">
        {endings.map(({ outcome, named, title, text }) => (
          <div key={outcome} className="break-inside-avoid">
            <dt className="font-medium">{named ? `${outcomes(outcome)}: ${title}` : title}</dt>
            {endings.length > 1 && (
              <dd className="text-small text-ink-2">{outcomes(`when.${outcome}`, { variant, matters, business: String(business) })}</dd>
            )}
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <p className="break-inside-avoid">
        <b className="font-semibold">{keep('rule')}:</b> {rule}
      </p>
    </>
  )
}

function Moment({ moment, cast, whole }: { moment: PrintedMoment; cast: Cast; whole: boolean }) {
  return (
    <>
      <MomentText moment={moment} cast={cast} whole={whole} />
      <Notes ask={moment.ask} avoid={moment.avoid} />
      {moment.questions.map((question) => (
        <Question key={question.id} question={question} />
      ))}
      <Report report={moment.report} />
    </>
  )
}
const seconds = (minutes: number): string => clock(Math.round(minutes * 60))

function Overview({ parts }: { parts: PartProps[] }) {
  const t = useTranslations('liveRunSheet')
  const plan = useTranslations('livePlan')
  return (
    <table className="mt-5 w-full border-collapse text-note">
      <caption className="pb-1 text-start font-semibold">{t('overview')}</caption>
      <thead className="sr-only">
        <tr>
          <th scope="col">{t('at')}</th>
          <th scope="col">{plan('moment')}</th>
          <th scope="col">{plan('spent')}</th>
        </tr>
      </thead>
      <tbody>
        {parts.map(({ id, from, title, treatment }) => (
          <tr key={id} className="border-t border-line-2">
            <td className="w-16 py-1.5 align-top tabular-nums text-ink-2">{seconds(from)}</td>
            <th scope="row" className="py-1.5 pe-3 text-start font-normal">
              {title}
            </th>
            <td className="py-1.5 align-top text-ink-2">{treatment && plan(`how.${treatment}`)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Part({ from, length, title, treatment, children }: PartProps) {
  const t = useTranslations('liveRunSheet')
  const plan = useTranslations('livePlan')
  return (
    <section className="mt-7 border-t-2 border-ink pt-2.5">
      <h2 className="flex flex-wrap items-baseline gap-x-3 break-after-avoid text-h3">
        <span className="tabular-nums">{seconds(from)}</span>
        {title}
        <span className="ms-auto text-small font-normal text-ink-2">{plan('minutes', { minutes: length })}</span>
      </h2>
      {treatment && <p className="mt-0.5 break-after-avoid text-note text-ink-2">{t(`treatment.${treatment}`)}</p>}
      <div className="mt-2 space-y-2">{children}</div>
      <div className="mt-3 min-h-16 break-inside-avoid print:min-h-12 rounded-lg border border-dashed border-control px-3 py-1.5 text-fine text-ink-3">
        {t('own')}
      </div>
    </section>
  )
}

function Ways({ ways }: Pick<OtherMoment, 'ways'>) {
  const t = useTranslations('liveRunSheet')
  return (
    <ul className="text-small text-ink-2">
      {ways.map(({ at, act }) => (
        <li key={`${at} ${act}`}>{t('onlyIf', { at, act: quoted(act) })}</li>
      ))}
    </ul>
  )
}
