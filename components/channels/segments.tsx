import { createContext, useContext } from 'react'
import { FIELD } from '@/scenarios/engine/play/form'
import type { Segment } from '@/scenarios/engine/play/play'

/** How sentences behave: read only, or each one a checkbox in words. */
export interface Flagging {
  on: boolean
  flags: readonly string[]
  onFlag?: (segment: string, flagged: boolean) => void
}
export const FlaggingContext = createContext<Flagging>({ on: false, flags: [] })

/** One sentence. In flagging mode it is a native checkbox, which wraps over lines as text does. */
export function Sentence({ segment: { id, text } }: { segment: Segment }) {
  const { on, flags, onFlag } = useContext(FlaggingContext)
  const flagged = flags.includes(id)
  if (!on) {
    return flagged ? (
      <mark className="segment text-inherit" data-flagged>
        {text}
      </mark>
    ) : (
      <span className="segment">{text}</span>
    )
  }
  return (
    <label className="segment relative">
      <input
        type="checkbox"
        name={FIELD.flag}
        value={id}
        defaultChecked={flagged}
        className="sr-only"
        onChange={(e) => onFlag?.(id, e.currentTarget.checked)}
      />
      {text}
    </label>
  )
}

export const Sentences = ({ segments }: { segments: Segment[] }) =>
  segments.map((segment, i) => (
    <span key={segment.id}>
      {i > 0 && ' '}
      <Sentence segment={segment} />
    </span>
  ))
