'use client'
import { useTranslations } from 'use-intl'
import type { PrintedSlide } from '@/scenarios/engine/live/printout'
import { letterOf } from '../shared/letters'
import type { FollowUp } from './closed'
import { Fit } from './fit'
import { Wall, type WallProps } from './projector'
import { useDecisionQuestion } from './question'

interface Props extends Pick<WallProps, 'names'> {
  slides: PrintedSlide[]
  afterwards: FollowUp
}

export function Slides({ slides, ...wall }: Props) {
  return (
    <main id="main" className="slides">
      {slides.map((slide) => (
        <div key={slide.id} className="slide">
          {slide.kind === 'results' ? (
            <Results {...slide} />
          ) : slide.kind === 'reported' ? (
            <ReportReply {...slide} />
          ) : slide.kind === 'reasons' ? (
            <Reasons {...slide} />
          ) : slide.ending ? (
            <OneEnding {...slide.ending} />
          ) : (
            <Wall {...wall} audience="hands" view={slide.view} counts={null} join={null} skew={0} gone={false} lost={false} printed />
          )}
        </div>
      ))}
    </main>
  )
}

function ReportReply({ view: { followed } }: PrintedSlide) {
  const t = useTranslations('livePrintout')
  return (
    <div className="flex flex-col px-10 py-8 text-unit">
      <p className="text-ink-2">{t('ifReported')}</p>
      <Fit max={1.7} min={1} className="flex-1">
        <p className="flex min-h-full max-w-[44em] flex-col justify-center text-fit-lg leading-medium">{followed?.reply}</p>
      </Fit>
    </div>
  )
}

function Reasons({ view: { debrief } }: PrintedSlide) {
  const t = useTranslations('livePrintout')
  return (
    <div className="flex flex-col px-10 py-8 text-unit">
      <h2 className="text-fit-xl font-semibold leading-tight">{t('reasons')}</h2>
      <Fit max={1.5} min={0.8} className="flex-1">
        <ol className="flex min-h-full list-decimal flex-col justify-evenly ps-[1.5em] leading-snug">
          {debrief?.verdict?.reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ol>
      </Fit>
    </div>
  )
}

function OneEnding({ outcome, named, title, text }: NonNullable<PrintedSlide['ending']>) {
  const t = useTranslations('livePrintout')
  const outcomes = useTranslations('liveOutcome')
  return (
    <div className="flex flex-col px-10 py-8 text-unit">
      <p className="text-ink-2">{t('ending')}</p>
      <Fit max={1.7} min={0.8} className="flex-1">
        <div className="flex min-h-full flex-col justify-center">
          <h2 className="text-fit-2xl font-semibold leading-tight tracking-tight">{named ? outcomes(outcome) : title}</h2>
          {named && <p className="mt-[.2em] text-fit-lg font-semibold leading-snug">{title}</p>}
          <p className="mt-[.7em] max-w-[44em] leading-medium">{text}</p>
        </div>
      </Fit>
    </div>
  )
}

function Results({ view: { question }, votes }: PrintedSlide) {
  const t = useTranslations('livePrintout')
  const asked = useDecisionQuestion(question)
  if (!asked) return null
  const twice = votes === 2
  return (
    <div className="flex flex-col px-10 py-8 text-unit">
      <h2 className="text-fit-xl font-semibold leading-tight">{asked.ask}</h2>
      {twice && (
        <p className="flex justify-end gap-[1.5em] text-ink-2">
          <span className="w-[5em] text-center">{t('before')}</span>
          <span className="w-[5em] text-center">{t('after')}</span>
        </p>
      )}
      <Fit max={1.2} min={0.8} className="flex-1">
        <ol className="flex min-h-full flex-col leading-snug">
          {asked.options.map(({ id, text }, i) => (
            <li key={id} className="flex flex-1 items-center gap-[1em] border-t-2 border-line-2 py-[.25em]">
              <b className="w-[1.2em] font-semibold text-accent">{letterOf(i)}</b>
              <span className="flex-1">{text}</span>
              <Blank />
              {twice && <Blank />}
            </li>
          ))}
        </ol>
      </Fit>
    </div>
  )
}
const Blank = () => <span className="ms-[1.2em] h-[2em] w-[4em] rounded-[.3em] border-2 border-control" />
