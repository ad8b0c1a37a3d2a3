import { useTranslations } from 'use-intl'
import type { FollowingLine } from '@/scenarios/engine/play/prose'
import type { Conversation } from '@/scenarios/engine/play/submission-view'
import { Words } from '../ui/words'
import { BubbleGroup, Written } from './bubble'
import { Caption } from './caption'
import { type Cast, useSpeaker } from './kind'
import { Disc, roleOf } from './person'

export interface FollowingProps {
  /** Where it happens; null where nobody was spoken or written to. */
  conversation: Conversation | null
  cast: Cast
  /** What the learner said or wrote, and when. */
  words: string | null
  at: string
  lines: readonly FollowingLine[]
}

/** What follows an act, in the channel: the learner's words, the answers, and between them what is told. */
export function Following({ words, at, lines, conversation, cast }: FollowingProps) {
  const all: FollowingLine[] = [...(words ? [{ from: 'you', at, text: words }] : []), ...lines]
  const Said = conversation ? SAID[conversation.kind] : Spoken
  return (
    <ol className={conversation?.kind === 'messages' ? 'thread following' : 'following'}>
      {all.map((line, i) =>
        line.from ? (
          <Said key={i} from={line.from} at={line.at ?? at} cast={cast}>
            {line.text}
          </Said>
        ) : (
          <li key={i} className="told">
            <Words>{line.text}</Words>
          </li>
        ),
      )}
    </ol>
  )
}

type SaidProps = { from: string; at: string; cast: Cast; children: string }
const Bubbles = ({ children, ...group }: SaidProps) => (
  <BubbleGroup {...group}>
    <Written>{children}</Written>
  </BubbleGroup>
)

function Mail({ from, at, cast, children }: SaidProps) {
  const t = useTranslations('channels')
  const person = cast[from]!
  return (
    <li className={from === 'you' ? 'mail mine' : 'mail'}>
      <p className="role">
        {!person.name ? (
          t('youWrote', { at })
        ) : (
          <>
            <b>{person.name}</b> <Words>{[roleOf(person), at].filter(Boolean).join(' · ')}</Words>
          </>
        )}
      </p>
      <Written>{children}</Written>
    </li>
  )
}

function Spoken({ from, cast, children }: SaidProps) {
  const speaker = useSpeaker(cast)
  return (
    <li>
      <Caption name={speaker(from)} mine={from === 'you'} disc={<Disc person={cast[from]!} className="writer" />}>
        <Words>{children}</Words>
      </Caption>
    </li>
  )
}
const SAID = { messages: Bubbles, email: Mail, transcript: Spoken }
