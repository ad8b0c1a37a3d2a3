import { createContext, useContext, useId } from 'react'
import { useTranslations } from 'use-intl'
import { FIELD } from '@/scenarios/engine/play/moment-form'
import type { Segment } from '@/scenarios/engine/play/play'
import { Flag } from '../ui/icons'
import { Words } from '../ui/words'
import { Link } from './link'

export interface FlaggingState {
  /** Whether sentences can be flagged now. */
  on: boolean
  flags: readonly string[]
  onFlag?: (segment: string, flagged: boolean) => void
}
export const FlaggingContext = createContext<FlaggingState>({ on: false, flags: [] })

interface SentenceProps {
  segment: Segment
  /** Draws the flag beside the words, where a sentence stands alone: in a bubble, on a line. */
  alone?: boolean
  /** What is drawn instead of the words, which are then only heard. */
  drawing?: React.ReactNode
}

/** One sentence that can be flagged: its words are a label, and the box is heard after them. */
export function Sentence({ segment: { id, text, link, was }, alone = false, drawing }: SentenceProps) {
  const t = useTranslations('play')
  const { on, flags, onFlag } = useContext(FlaggingContext)
  const box = useId()
  const words = (
    <>
      {drawing && <span className="drawn">{drawing}</span>}
      <span className={drawing ? 'sr-only' : undefined}>
        {was && (
          <>
            <del>
              <Words>{was}</Words>
            </del>{' '}
          </>
        )}
        {was ? (
          <ins>
            <Words>{text}</Words>
          </ins>
        ) : (
          <Words>{text}</Words>
        )}
      </span>
    </>
  )
  const shape = `segment${alone ? ' segment-alone' : ''}${drawing ? ' segment-drawn' : ''}`
  const after = link && <Link {...link} />
  if (!on) {
    return flags.includes(id) ? (
      <mark className={shape} data-flagged>
        {words}
        {after}
      </mark>
    ) : (
      <span className={shape}>
        {words}
        {after}
      </span>
    )
  }
  return (
    <span className={shape}>
      <label htmlFor={box} id={`${box}-words`}>
        {words}
      </label>
      <input
        id={box}
        type="checkbox"
        name={FIELD.flag}
        value={id}
        defaultChecked={flags.includes(id)}
        aria-label={t('flag')}
        aria-describedby={`${box}-words`}
        onChange={(e) => onFlag?.(id, e.currentTarget.checked)}
      />
      <Flag className="flag" />
      {after}
    </span>
  )
}

export const Sentences = ({ segments, alone }: { segments: readonly Segment[]; alone?: boolean }) =>
  segments.map((segment, i) => (
    <span key={segment.id}>
      {i > 0 && ' '}
      <Sentence segment={segment} alone={alone} />
    </span>
  ))
