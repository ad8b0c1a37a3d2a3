import { useTranslations } from 'use-intl'
import type { Segment } from '@/scenarios/engine/play/play'
import { Words } from '../ui/words'
import { type Cast, useSpeaker } from './kind'
import { Disc } from './person'
import { Sentence } from './segments'

interface GroupProps {
  from: string
  at: string
  cast: Cast
  children: React.ReactNode
}
/** What one person wrote at one time. */
export function BubbleGroup({ from, at, cast, children }: GroupProps) {
  const speaker = useSpeaker(cast)
  return (
    <li className={from === 'you' ? 'bubbles mine' : 'bubbles'}>
      <Disc person={cast[from]!} className="writer" />
      <p className="who">
        <span>
          {speaker(from)}
          <span className="sr-only">, </span>
        </span>
        <time>
          <Words>{at}</Words>
        </time>
      </p>
      {children}
    </li>
  )
}

/** The learner's own words cannot be flagged. */
export const Bubble = ({ from, segment }: { from: string; segment: Segment }) =>
  from === 'you' ? <Written>{segment.text}</Written> : <Sentence segment={segment} alone />

/** A message to listen to. What is heard stands below it. */
export function Voice({ length }: { length: string | undefined }) {
  const t = useTranslations('channels')
  if (!length) return null
  return (
    <span className="voice">
      <span className="sr-only">{t('voice')} </span>
      <Words>{length}</Words>
    </span>
  )
}

const PICTURE = /^\p{Extended_Pictographic}️?$/u
/** A thumbs-up alone is drawn large, without a bubble. */
export const Written = ({ children: text }: { children: string }) => (
  <p className={PICTURE.test(text) ? 'reaction' : 'bubble'}>
    <Words>{text}</Words>
  </p>
)
