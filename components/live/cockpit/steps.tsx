import { ArrowRight, Check, Eye, Flag, ListChecks, Play, RotateCcw, Search, Timer, Undo2, Vote } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { AskedCommand } from '@/scenarios/engine/live/schema'
import type { NextStep } from './next-step'

/** Where a skip link and a lost focus go. */
export const NEXT_ID = 'next'

const ICONS: Partial<Record<AskedCommand['type'], typeof Eye>> = {
  start: Play,
  vote: Vote,
  askChecks: Search,
  check: Check,
  discuss: Timer,
  reveal: Eye,
  decide: ArrowRight,
  continue: ArrowRight,
  conclude: Flag,
  show: ArrowRight,
  resume: Play,
}

/** Always within reach: at the bottom of the screen, or of the visible part of the card. On very low screens they stay in the flow. */
const BAR =
  'flex flex-wrap gap-2.5 border-t border-line bg-surface px-4 pt-3 pb-[calc(.75rem+env(safe-area-inset-bottom))] lg:px-5 ' +
  'max-lg:inset-x-0 max-lg:bottom-0 max-lg:z-20 max-lg:mt-4 max-lg:[@media(height>=34rem)]:fixed ' +
  'lg:-mx-5 lg:mt-5 lg:rounded-b-2xl lg:[@media(height>=34rem)]:sticky lg:bottom-0'

interface Props {
  next: NextStep | null
  others: AskedCommand[]
  undo: boolean
  /** There has already been a vote in this moment. */
  again: boolean
  busy: boolean
  label: (command: AskedCommand) => string
  onStep: (step: NextStep) => void
}

/** The next step as one big button, then what else can be done now. On a narrow screen they stick to the bottom. */
export function Steps({ next, others, undo, again, busy, label, onStep }: Props) {
  const t = useTranslations('liveCockpit')
  const wide = 'max-lg:grow'
  const Icon =
    next === null ? null : next.kind === 'choose' ? ListChecks : next.kind === 'close' ? Flag : (ICONS[next.command.type] ?? ArrowRight)
  return (
    <div className={BAR}>
      {next && Icon && (
        <button
          id={NEXT_ID}
          type="button"
          aria-disabled={busy}
          onClick={() => onStep(next)}
          className={`btn btn-primary min-h-12 px-5 text-base aria-disabled:opacity-70 aria-disabled:delay-500 aria-disabled:transition-opacity ${others.length > 0 ? 'max-lg:basis-full' : wide}`}
        >
          <Icon className="icon" />
          {next.kind === 'send' ? label(next.command) : t(`choose.${next.kind === 'close' ? 'close' : next.among}`)}
        </button>
      )}
      {others.map((command) => {
        const Other = command.type === 'vote' && again ? RotateCcw : (ICONS[command.type] ?? ArrowRight)
        return (
          <button
            key={command.type}
            type="button"
            aria-disabled={busy}
            className={`btn btn-quiet max-lg:px-3 lg:min-h-12 ${wide}`}
            onClick={() => onStep({ kind: 'send', command })}
          >
            <Other className="icon" />
            {label(command)}
          </button>
        )
      })}
      {undo && (
        <button
          type="button"
          aria-disabled={busy}
          className="btn btn-ghost max-lg:border-control max-lg:px-3 lg:min-h-12"
          onClick={() => onStep({ kind: 'send', command: { type: 'undo' } })}
        >
          <Undo2 className="icon" />
          <span className={others.length > 1 ? 'max-lg:sr-only' : undefined}>{t('step.undo')}</span>
        </button>
      )}
    </div>
  )
}
