import {
  ArrowRight,
  Check,
  Eye,
  FileText,
  Flag,
  ListChecks,
  MessageSquareQuote,
  Play,
  RotateCcw,
  Search,
  Timer,
  Undo2,
  Vote,
} from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { AskedCommand } from '@/scenarios/engine/live/schema'
import type { NextStep } from './next-step'

/** Skip links lead here, and a lost focus comes here. */
export const NEXT_ID = 'next'
const THEN_ID = 'then'

const ICONS: Partial<Record<AskedCommand['type'], typeof Eye>> = {
  start: Play,
  vote: Vote,
  askChecks: Search,
  check: Check,
  discuss: Timer,
  reveal: Eye,
  word: MessageSquareQuote,
  decide: ArrowRight,
  continue: ArrowRight,
  conclude: Flag,
  show: ArrowRight,
  resume: Play,
  reopen: RotateCcw,
}
const UNDO: AskedCommand = { type: 'undo' }
const KINDS = { choose: ListChecks, close: Flag, summary: FileText } as const

/** Always within reach: at the bottom of the screen, or of the visible part of the card. On very low screens it stays in the flow. */
const BAR =
  'border-t border-line bg-surface px-4 pt-3 pb-[calc(.75rem+env(safe-area-inset-bottom))] lg:px-5 ' +
  'max-lg:inset-x-0 max-lg:bottom-0 max-lg:z-20 max-lg:mt-4 max-lg:[@media(height>=34rem)]:fixed ' +
  'lg:-mx-5 lg:mt-5 lg:rounded-b-2xl lg:[@media(height>=34rem)]:sticky lg:bottom-0'
const PRIMARY =
  'btn btn-primary min-h-12 min-w-0 px-5 text-base aria-disabled:opacity-70 aria-disabled:delay-500 aria-disabled:transition-opacity'

interface Props {
  next: NextStep
  others: AskedCommand[]
  undo: boolean
  again: boolean
  busy: boolean
  label: (command: AskedCommand) => string
  onStep: (step: NextStep) => void
  summary: string
  /** What the wall shows then. */
  then: string
  asking: React.ReactNode
  children?: React.ReactNode
}

export function Steps({ next, others, undo, again, busy, label, onStep, summary, then, asking, children }: Props) {
  const t = useTranslations('liveCockpit')
  const wide = 'max-lg:grow'
  const Icon = next.kind === 'send' ? (ICONS[next.command.type] ?? ArrowRight) : KINDS[next.kind]
  // On a phone Undo is beside the big button if two others fill the row below.
  const isBeside = undo && others.length > 1
  const width = isBeside ? 'max-lg:basis-3/4 max-lg:grow' : others.length > 0 ? 'max-lg:basis-full' : wide
  const back = undo && (
    <button
      type="button"
      aria-disabled={busy}
      className="btn btn-ghost max-lg:border-control max-lg:px-3 lg:order-last lg:ms-auto lg:min-h-12 lg:shrink-0"
      title={label(UNDO)}
      aria-label={label(UNDO)}
      onClick={() => onStep({ kind: 'send', command: UNDO })}
    >
      <Undo2 className="icon" />
      <span className={others.length > 1 ? 'max-xl:sr-only' : undefined}>{others.length > 1 ? t('step.undo') : label(UNDO)}</span>
    </button>
  )
  return (
    <div className={BAR}>
      {asking}
      <div className="flex flex-wrap gap-2.5 lg:flex-nowrap">
        {next.kind === 'summary' ? (
          <a id={NEXT_ID} href={summary} className={`${PRIMARY} ${width}`}>
            <Icon className="icon" />
            {t('choose.summary')}
          </a>
        ) : (
          <button
            id={NEXT_ID}
            type="button"
            aria-disabled={busy}
            aria-describedby={then ? THEN_ID : undefined}
            onClick={() => onStep(next)}
            className={`${PRIMARY} ${width}`}
          >
            <Icon className="icon" />
            <span className="min-w-0 text-start">
              {next.kind === 'send' ? label(next.command) : t(`choose.${next.kind === 'close' ? 'close' : next.among}`)}
            </span>
          </button>
        )}
        {isBeside && back}
        {others.map((command) => {
          const Other = command.type === 'vote' && again ? RotateCcw : (ICONS[command.type] ?? ArrowRight)
          return (
            <button
              key={command.type}
              type="button"
              aria-disabled={busy}
              className={`btn btn-quiet max-lg:px-3 lg:min-h-12 lg:shrink-0 ${wide}`}
              onClick={() => onStep({ kind: 'send', command })}
            >
              <Other className="icon" />
              {label(command)}
            </button>
          )
        })}
        {children}
        {!isBeside && back}
      </div>
      {then && (
        <p id={THEN_ID} className="mt-2 text-small leading-normal text-ink-2">
          {then}
        </p>
      )}
    </div>
  )
}
