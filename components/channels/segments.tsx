import { createContext, useContext } from 'react'
import { useTranslations } from 'use-intl'
import { FIELD } from '@/scenarios/engine/play/moment-form'
import type { Segment } from '@/scenarios/engine/play/play'
import { useLanguageOf, Words } from '../ui/words'
import { useFresh } from './fresh'
import { Link } from './link'

export interface FlaggingState {
  /** Whether sentences can be flagged now. */
  on: boolean
  flags: readonly string[]
  /** The sentences that came with a check or with telling. */
  fresh?: readonly string[]
  onFlag?: (segment: string, flagged: boolean) => void
}
export const FlaggingContext = createContext<FlaggingState>({ on: false, flags: [] })

/** One word with a dot or an @ in it: a hyphen of an address at the end of a line would look like a word that was divided. */
const ADDRESS = /^[^\s.@]+[.@]\S+$/

interface SentenceProps {
  segment: Segment
  /** It stands alone, in a bubble or on a line, with its flag at the end. */
  alone?: boolean
  /** Its words can be spelled letter by letter, as an address must be: they stand beside the box and not in its label. */
  spelled?: boolean
  /** What is drawn instead of the words, which are then only heard. */
  drawing?: React.ReactNode
}

/**
 * One sentence that can be flagged. Its words are the name of its box, and nothing else is in the label: so Orca says each sentence once, then
 * “flag, not checked”, in Chromium and in Firefox. With an element around the words, a name of its own for the box, a hidden box, or the box
 * after the words, one of them said it twice or not at all.
 */
export function Sentence({ segment: { id, text, link, was }, alone, spelled, drawing }: SentenceProps) {
  const { on, flags, fresh } = useContext(FlaggingContext)
  const { mark, described } = useFresh(fresh?.includes(id))
  const box = { ...useFlagBox(id), ...described }
  const shape = [
    'segment',
    alone && 'segment-alone',
    drawing && 'segment-drawn',
    spelled && 'segment-spelled',
    ADDRESS.test(text) && 'segment-address',
  ]
    .filter(Boolean)
    .join(' ')
  const language = useLanguageOf(text)
  const isPlain = !was && !drawing
  const words = isPlain ? text : <Marked {...{ text, was, drawing }} />
  const after = link && <Link {...link} />
  if (!on) {
    const Shown = flags.includes(id) ? 'mark' : 'span'
    return (
      <>
        <Shown className={shape} data-flagged={flags.includes(id) || undefined} {...mark} {...language}>
          {words}
        </Shown>
        {after}
      </>
    )
  }
  if (spelled) {
    return (
      <span className={shape} {...mark}>
        <Words>{text}</Words>
        <input {...box} aria-label={text} />
        {after}
      </span>
    )
  }
  return (
    <>
      <label className={shape} {...mark} {...language}>
        <input {...box} />
        {words}
      </label>
      {after}
    </>
  )
}

/** The properties of the box that flags a sentence. */
function useFlagBox(id: string) {
  const t = useTranslations('play')
  const { flags, onFlag } = useContext(FlaggingContext)
  return {
    type: 'checkbox',
    className: 'flag',
    name: FIELD.flag,
    value: id,
    defaultChecked: flags.includes(id),
    'aria-roledescription': t('flag'),
    onChange: (e: React.ChangeEvent<HTMLInputElement>) => onFlag?.(id, e.currentTarget.checked),
  }
}

/** Words with what was struck out before them, or with a drawing in their place. */
function Marked({ text, was, drawing }: { text: string; was?: string; drawing?: React.ReactNode }) {
  return (
    <>
      {drawing && <span className="drawn">{drawing}</span>}
      <span className={drawing ? 'sr-only' : undefined}>
        {was && (
          <>
            <del>{was}</del>{' '}
          </>
        )}
        {was ? <ins>{text}</ins> : text}
      </span>
    </>
  )
}

export const Sentences = ({ segments, alone }: { segments: readonly Segment[]; alone?: boolean }) =>
  segments.map((segment, i) => (
    <span key={segment.id}>
      {i > 0 && ' '}
      <Sentence segment={segment} alone={alone} />
    </span>
  ))
