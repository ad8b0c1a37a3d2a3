import { useTranslations } from 'use-intl'
import { shown } from '@/scenarios/engine/live/ballot'
import type { AskedCommand } from '@/scenarios/engine/live/schema'
import type { Counts } from '@/scenarios/engine/live/facilitator'
import { ConfirmPanel } from './confirm'
import type { NextStep } from './next-step'

interface Props {
  step: NextStep | null
  counts: Counts | null
  few: number
  size: number
  busy: boolean
  label: (command: AskedCommand) => string
  onConfirm: () => void
  onCancel: () => void
}

/** Asks before a step that must not happen by mistake: closing, a reveal that would show nothing, and an undo by mistake. */
export function ConfirmStep({ step, counts, few, size, label, ...panel }: Props) {
  const t = useTranslations('liveCockpit')
  if (!step) return null
  const { answered = 0, joined = 0, facilitator } = counts ?? {}
  const of = Math.max(answered, joined)
  const ask = (): [question: string, confirm: string] => {
    if (step.kind === 'send' && step.command.type === 'undo') return [t('undo.ask', { step: label(step.command) }), label(step.command)]
    if (step.kind === 'close') return [t('more.closeAsk'), t('more.closeDo')]
    if (joined === 0 && answered > size) return [t('few.askHands', { answered, size }), t('few.doHands')]
    if (answered === 0 && facilitator?.totals.rounds.some((round) => shown(round))) return [t('few.askBefore'), t('few.doBefore')]
    return [answered < few ? t('few.ask', { answered, of, few }) : t('few.askGone', { few }), t('few.do')]
  }
  const [question, confirm] = ask()
  return (
    <div className="mb-3">
      <ConfirmPanel question={question} confirm={confirm} {...panel} />
    </div>
  )
}
