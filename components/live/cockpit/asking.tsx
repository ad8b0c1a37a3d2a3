import { useTranslations } from 'use-intl'
import { shown } from '@/scenarios/engine/live/ballot'
import type { Counts } from '@/scenarios/engine/live/host'
import { ConfirmPanel } from './confirm'
import type { NextStep } from './next-step'

interface Props {
  /** What is asked about; null for nothing. */
  step: NextStep | null
  counts: Counts | null
  few: number
  busy: boolean
  onConfirm: () => void
  onCancel: () => void
}

/** Asks before a step that is not to be taken by mistake: closing, and a reveal that would show nothing. */
export function Asking({ step, counts, few, ...panel }: Props) {
  const t = useTranslations('liveCockpit')
  if (!step) return null
  const { answered = 0, joined = 0, host } = counts ?? {}
  const of = Math.max(answered, joined)
  const [question, confirm] =
    step.kind === 'close'
      ? [t('more.closeAsk'), t('more.closeDo')]
      : answered === 0 && host?.totals.rounds.some((round) => shown(round))
        ? [t('few.askBefore'), t('few.doBefore')]
        : [answered < few ? t('few.ask', { answered, of, few }) : t('few.askGone', { few }), t('few.do')]
  return (
    <div className="mt-4">
      <ConfirmPanel question={question} confirm={confirm} {...panel} />
    </div>
  )
}
