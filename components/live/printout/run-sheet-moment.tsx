import { useTranslations } from 'use-intl'
import type { PrintedMoment, PrintedOption, PrintedQuestion } from '@/scenarios/engine/live/printed-moments'
import type { Artefact } from '@/scenarios/engine/play/play'
import { type Cast, useLabel } from '../../channels/kind'
import { useReportWords } from '../shared/report-words'
import { quoted } from '../../ui/quote'
import { letterOf } from '../shared/letters'
import { useReadAloud } from './read-aloud'

/** `whole`: all of it, for a facilitator who narrates it. */
export function MomentText({ moment, cast, whole }: { moment: PrintedMoment; cast: Cast; whole: boolean }) {
  const t = useTranslations('liveRunSheet')
  const plan = useTranslations('livePlan')
  const { lead, show, checks } = moment
  return (
    <>
      {lead && <p className="text-ink-2">{lead}</p>}
      <Ways moment={moment} />
      {show.map((artefact) => (
        <ArtefactText key={artefact.id} artefact={artefact} cast={cast} whole={whole} />
      ))}
      {checks.length > 0 && (
        <div className="break-inside-avoid">
          <h3 className="font-semibold">{t('findings')}</h3>
          <ul className="list-disc ps-5">
            {checks.map(({ id, text, minutes, finding }) => (
              <li key={id}>
                {text} ({plan('minutes', { minutes })}): <span className="text-ink-2">{finding}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  )
}

const SUMMARY = 150
function begun([first = '', ...more]: string[]): string {
  let words = first
  for (const sentence of more) {
    if (words.length + sentence.length > SUMMARY) return `${words} …`
    words += ` ${sentence}`
  }
  return words
}

function ArtefactText({ artefact, cast, whole }: { artefact: Artefact; cast: Cast; whole: boolean }) {
  const label = useLabel(artefact)
  const words = useReadAloud(cast)(artefact)
  const who = 'with' in artefact ? artefact.with : 'from' in artefact ? artefact.from : 'of' in artefact ? artefact.of : undefined
  const name = who === undefined ? '' : cast[who]?.name
  const title = 'title' in artefact ? artefact.title : 'subject' in artefact ? artefact.subject : ''
  return (
    <p>
      <b className="font-semibold">{[label, name, title].filter(Boolean).join(', ')}:</b> {whole ? words.join(' ') : begun(words)}
    </p>
  )
}

function Ways({ moment: { after, otherwise } }: { moment: PrintedMoment }) {
  const t = useTranslations('liveRunSheet')
  if (after.length + otherwise.length === 0) return null
  return (
    <ul className="text-small text-ink-2">
      {after.length > 0 && <li>{t('after', { acts: after.map(({ at, act }) => t('actAt', { at, act: quoted(act) })).join('; ') })}</li>}
      {otherwise.map(({ text, reported }) => (
        <li key={text}>{t(reported ? 'ifReported' : 'otherwise', { text })}</li>
      ))}
    </ul>
  )
}

export function Question({ question: { ask, act, options, sometimes } }: { question: PrintedQuestion }) {
  const t = useTranslations('liveRunSheet')
  return (
    <div>
      <h3 className="break-after-avoid font-semibold">{act ? ask : t('sentence', { ask })}</h3>
      <ul className="mt-1 space-y-1">
        {options.map((option, place) => (
          <Option key={option.id} option={option} letter={letterOf(place)} />
        ))}
      </ul>
      {sometimes.length > 0 && (
        <>
          <p className="mt-1.5 break-after-avoid text-small text-ink-2">{t('sometimes')}</p>
          <ul className="mt-1 space-y-1">
            {sometimes.map((option) => (
              <Option key={option.id} option={option} letter="+" />
            ))}
          </ul>
        </>
      )}
    </div>
  )
}

function Option({ option: { text, harms, why, follows, to }, letter }: { option: PrintedOption; letter: string }) {
  const t = useTranslations('liveRunSheet')
  return (
    <li className="flex gap-2.5 break-inside-avoid">
      <span className="mt-px grid size-5 shrink-0 place-items-center rounded-sm border border-ink text-small font-semibold leading-none">
        {letter}
      </span>
      <span>
        <span className="font-medium">{text}</span>
        {harms && <span className="text-small"> ({t('harm')})</span>}
        {to.length > 0 && (
          <span className="text-small text-ink-2"> → {to.map((title) => title ?? t('toJudgement')).join(` ${t('or')} `)}</span>
        )}
        {follows && <span className="block text-small">{t('follows', { text: follows })}</span>}
        {why && <span className="block text-small text-ink-2">{why}</span>}
      </span>
    </li>
  )
}

export function Notes({ ask, avoid }: Pick<PrintedMoment, 'ask' | 'avoid'>) {
  const t = useTranslations('liveCockpit.notes')
  const b = (chunks: React.ReactNode) => <b className="font-semibold">{chunks}</b>
  return (
    <div className="break-inside-avoid space-y-1 border-s-4 border-ink ps-3">
      <p>{t.rich('ask', { b, text: ask })}</p>
      {avoid && <p>{t.rich('avoid', { b, text: avoid })}</p>}
    </div>
  )
}

export function Report({ report: { text, reply, why } }: Pick<PrintedMoment, 'report'>) {
  const t = useTranslations('liveRunSheet')
  const words = useReportWords({ report: text })
  return (
    <div className="break-inside-avoid">
      <h3 className="font-semibold">{words}</h3>
      <p>{t('report', { reply })}</p>
      <p className="text-small text-ink-2">{why}</p>
    </div>
  )
}
