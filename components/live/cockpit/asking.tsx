import { useTranslations } from 'use-intl'
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
  const { answered = 0, joined = 0 } = counts ?? {}
  const [question, confirm] =
    step.kind === 'close'
      ? [t('more.closeAsk'), t('more.closeDo')]
      : [answered < few ? t('few.ask', { answered, of: Math.max(answered, joined), few }) : t('few.askGone', { few }), t('few.do')]
  return (
    <div className="mt-4">
      <ConfirmPanel question={question} confirm={confirm} {...panel} />
    </div>
  )
}
