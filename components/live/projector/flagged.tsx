import { createContext, useContext } from 'react'
import { useTranslations } from 'use-intl'
import type { Segment } from '@/scenarios/engine/play/play'
import type { FlagTotals } from '@/scenarios/engine/live/shown'

/** What the room flagged, once that may be seen. */
export const FlaggedContext = createContext<FlagTotals | null>(null)

/** What only one person flagged would point at that person. */
const MARKED_FROM = 2

/** A sentence, with the number of people who flagged it. */
export function FlaggedSentence({ segment: { id, text } }: { segment: Segment }) {
  const t = useTranslations('liveProjector')
  const flags = useContext(FlaggedContext)
  const n = flags?.counts[id] ?? 0
  if (!flags || n < MARKED_FROM) return text
  // A quarter of everybody who flagged anything: what fewer flagged is marked less strongly.
  const many = n * 4 >= flags.by
  return (
    <>
      <mark
        className={`rounded-[.2em] box-decoration-clone px-[.12em] text-inherit ${many ? 'bg-signal-mark shadow-[inset_0_-.1em_0_var(--signal-line)]' : 'bg-transparent shadow-[inset_0_-.08em_0_var(--control)]'}`}
      >
        {text}
      </mark>
      <span
        className={`ms-[.25em] inline-grid h-[1.3em] min-w-[1.35em] place-items-center rounded-full px-[.35em] font-semibold leading-none tabular-nums ${many ? 'bg-signal text-surface' : 'border border-control text-ink-2'}`}
      >
        <span aria-hidden="true">{n}</span>
        <span className="sr-only">{t('flaggedBy', { count: n })}</span>
      </span>
    </>
  )
}
