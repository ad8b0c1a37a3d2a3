import { createContext, useContext } from 'react'
import { FIELD } from '@/scenarios/engine/play/moment-form'
import type { Segment } from '@/scenarios/engine/play/play'
import { Words } from '../ui/words'

export interface FlaggingState {
  on: boolean
  flags: readonly string[]
  onFlag?: (segment: string, flagged: boolean) => void
}
export const FlaggingContext = createContext<FlaggingState>({ on: false, flags: [] })

type SegmentComponent = (props: { segment: Segment }) => React.ReactNode
const FlaggingSentence: SegmentComponent = ({ segment: { id, text } }) => {
  const { on, flags, onFlag } = useContext(FlaggingContext)
  const flagged = flags.includes(id)
  if (!on) {
    return flagged ? (
      <mark className="segment text-inherit" data-flagged>
        <Words>{text}</Words>
      </mark>
    ) : (
      <span className="segment">
        <Words>{text}</Words>
      </span>
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
      <Words>{text}</Words>
    </label>
  )
}

/** The projector shows sentences with its own component. */
export const SentenceContext = createContext<SegmentComponent>(FlaggingSentence)
export function Sentence({ segment }: { segment: Segment }) {
  const Showing = useContext(SentenceContext)
  return <Showing segment={segment} />
}

export const Sentences = ({ segments }: { segments: Segment[] }) =>
  segments.map((segment, i) => (
    <span key={segment.id}>
      {i > 0 && ' '}
      <Sentence segment={segment} />
    </span>
  ))

export const Said = ({ from, segments }: { from: string; segments: Segment[] }) =>
  from === 'you' ? <Words>{segments.map((s) => s.text).join(' ')}</Words> : <Sentences segments={segments} />
