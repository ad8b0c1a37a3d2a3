import { useTranslations } from 'use-intl'
import { Bubble, BubbleGroup, Voice } from './bubble'
import type { DrawingProps } from './kind'
import { Files } from './files'
import { History } from './history'

/** A thread. What was written in earlier moments is folded above what is new. */
export function Messages({ artefact: { messages }, cast, earlier, artefact }: DrawingProps<'messages'>) {
  const t = useTranslations('channels')
  const before = earlier(artefact)
  return (
    <div className="chat">
      {before.length > 0 && <History messages={before} cast={cast} />}
      <ol className="thread" aria-label={t('thread')}>
        {messages.map(({ id, from, at, voice, segments, attachments }) => (
          <BubbleGroup key={id} from={from} at={at} cast={cast}>
            <Voice length={voice} />
            {segments.map((segment) => (
              <Bubble key={segment.id} from={from} segment={segment} />
            ))}
            <Files files={attachments} />
          </BubbleGroup>
        ))}
      </ol>
    </div>
  )
}
