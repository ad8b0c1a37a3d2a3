import { History } from '../ui/icons'
import { useTranslations } from 'use-intl'
import type { ArtefactOf } from '@/scenarios/engine/play/play'
import type { Earlier } from '@/scenarios/engine/play/history'
import { type Cast, useSpeaker } from './kind'
import { Counterpart } from './person'
import { Said } from './segments'
import { Words } from '../ui/words'

/** A thread of messages. Those of earlier moments are folded away above it. */
export function Conversation({ thread, cast, earlier }: { thread: ArtefactOf<'messages'>; cast: Cast; earlier: Earlier[] }) {
  const t = useTranslations('channels')
  const speaker = useSpeaker(cast)
  return (
    <div>
      <Counterpart person={cast[thread.with]!} />
      <div className="space-y-3.5 px-4 py-4 sm:px-5">
        {earlier.length > 0 && (
          <details className="group">
            <summary className="btn btn-ghost mx-auto flex min-h-9 w-fit text-small font-medium">
              <History className="icon" />
              {t('earlier', { count: earlier.length })}
            </summary>
            <div className="mt-3 space-y-3.5">
              {earlier.map((message) => (
                <Bubble key={message.id} mine={message.from === 'you'} who={speaker(message.from)} at={message.at}>
                  <Words>{message.texts.join(' ')}</Words>
                </Bubble>
              ))}
            </div>
          </details>
        )}
        {thread.messages.map((message) => (
          <Bubble key={message.id} mine={message.from === 'you'} who={speaker(message.from)} at={message.at}>
            <Said {...message} />
          </Bubble>
        ))}
      </div>
    </div>
  )
}

function Bubble({ mine, who, at, children }: { mine: boolean; who: string; at: string; children: React.ReactNode }) {
  return (
    <div className={mine ? 'ms-auto w-fit max-w-lg' : 'w-fit max-w-lg'}>
      <div
        className={`bubble rounded-2xl px-4 py-3 leading-relaxed ${mine ? 'rounded-se-md bg-me' : 'rounded-ss-md bg-surface-2 ring-1 ring-line'}`}
      >
        {children}
      </div>
      <p className={`mt-1 px-1 text-fine text-ink-3 ${mine ? 'text-end' : ''}`}>
        {who}, {at}
      </p>
    </div>
  )
}
