import { CircleCheck, ShieldAlert } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { Ballot } from '@/scenarios/engine/live/ballot'
import type { RoomDebrief } from '@/scenarios/engine/live/debrief'
import { LOOKS } from '@/scenarios/engine/play/events'
import { Cite } from '../../debrief/sources'
import { Paragraphs } from '../../ui/paragraphs'
import { CurveTable } from '../shared/curve'
import type { Numbers } from './debrief-parts'
import { usePhoneQuestions } from './phone-questions'
import { Options } from './totals'

interface RatingsProps {
  debrief: RoomDebrief
  judged: Ballot | null
  shownFrom: number
}

export function Ratings(props: RatingsProps) {
  const t = useTranslations('livePhone.debrief')
  return (
    <>
      {props.debrief.ratings.length > 0 && <CurveTable ratings={props.debrief.ratings} caption={t('ratings')} />}
      <Judged {...props} />
    </>
  )
}

function Judged({ debrief, judged, shownFrom }: RatingsProps) {
  const t = useTranslations('livePhone.debrief')
  const results = useTranslations('livePhone.results')
  const [looks] = usePhoneQuestions({ kind: 'judge', looks: LOOKS })
  return (
    <div className="mt-4 border-t border-line pt-4">
      <h3 className="font-semibold">{results('judged')}</h3>
      {!debrief.judged && <p className="mt-1 text-note text-ink-2">{t('judgedTooFew', { few: shownFrom })}</p>}
      {(debrief.judged || judged) && (
        <Options
          asked={looks!}
          own={judged?.kind === 'judge' ? LOOKS.indexOf(judged.looks) : -1}
          row={debrief.judged && (debrief.judged.counts.looks ?? {})}
          first={null}
        />
      )}
    </div>
  )
}

type EndingView = NonNullable<RoomDebrief['ending']>
export function EndingTitle({ outcome, title }: EndingView) {
  const t = useTranslations('liveOutcome')
  return outcome ? `${t(outcome)}: ${title}` : title
}
export const Ending = ({ paragraphs }: EndingView) => (
  <div className="space-y-2 leading-normal text-ink-2">
    <Paragraphs texts={paragraphs} />
  </div>
)

type VerdictView = NonNullable<RoomDebrief['verdict']>
export function VerdictTitle({ variant }: VerdictView) {
  const t = useTranslations('livePhone.debrief')
  const genuine = variant === 'genuine'
  return (
    <span className="flex items-center gap-2">
      {genuine ? <CircleCheck className="icon text-good" /> : <ShieldAlert className="icon text-signal" />}
      {t(genuine ? 'wasGenuine' : 'wasApproach')}
    </span>
  )
}
export const Verdict = ({ verdict: { line, reasons, cites }, numbers }: { verdict: VerdictView; numbers: Numbers }) => (
  <>
    {line && <p className="text-lead leading-relaxed">{line}</p>}
    {reasons.length > 0 && (
      <ol className="mt-3 space-y-2.5 leading-normal">
        {reasons.map((reason, i) => (
          <li key={reason} className="flex gap-3">
            <b aria-hidden="true" className="w-4 shrink-0 font-semibold text-accent tabular-nums">
              {i + 1}
            </b>
            <p>
              {reason}
              {i === reasons.length - 1 && <Cite ids={cites} numbers={numbers} />}
            </p>
          </li>
        ))}
      </ol>
    )}
  </>
)
