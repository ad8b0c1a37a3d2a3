import { Check, Minus, TriangleAlert } from 'lucide-react'
import type { Moment } from '@/scenarios/engine/debrief/moment'

export const MARKS = {
  sound: { Icon: Check, tone: 'bg-good-soft text-good' },
  partly: { Icon: Minus, tone: 'bg-signal-soft text-signal' },
  costly: { Icon: TriangleAlert, tone: 'bg-risk-soft text-risk' },
} as const

/** How a decision came out: in points for a learner, in a word for a room. */
export function Mark({ quality, children }: { quality: Moment['quality']; children: React.ReactNode }) {
  const { Icon, tone } = MARKS[quality]
  return (
    <span className={`chip whitespace-nowrap tabular-nums ${tone}`}>
      <Icon className="icon" aria-hidden="true" />
      {children}
    </span>
  )
}
