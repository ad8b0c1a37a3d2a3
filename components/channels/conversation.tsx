import { History } from '../ui/icons'
import { useTranslations } from 'use-intl'
import type { ArtefactOf } from '@/scenarios/engine/play/play'
import type { EarlierMessage } from '@/scenarios/engine/play/history'
import { type Cast, useSpeaker } from './kind'
import { Counterpart, Disc } from './person'
import { Said } from './segments'
import { Words } from '../ui/words'

export function Conversation({ thread, cast, earlier }: { thread: ArtefactOf<'messages'>; cast: Cast; earlier: EarlierMessage[] }) {
  const t = useTranslations('channels')
  const speaker = useSpeaker(cast)
  const bubble = ({ id, from, at }: { id: string; from: string; at: string }, words: React.ReactNode) => (
    <div key={id} className={from === 'you' ? 'message mine' : 'message'}>
      <Disc person={cast[from]!} className="size-8" />
      <p className="who">
        <span className={from === thread.with ? 'peer' : undefined}>{speaker(from)}, </span>
        {at}
      </p>
      <div className="bubble">{words}</div>
    </div>
  )
  return (
    <div>
      <Counterpart person={cast[thread.with]!} />
      <div className="thread">
        {earlier.length > 0 && (
          <details className="group">
            <summary className="btn btn-ghost mx-auto flex min-h-9 w-fit text-small font-medium">
              <History className="icon" />
              {t('earlier', { count: earlier.length })}
            </summary>
            <div className="earlier">{earlier.map((message) => bubble(message, <Words>{message.texts.join(' ')}</Words>))}</div>
          </details>
        )}
        {thread.messages.map((message) => bubble(message, <Said {...message} />))}
      </div>
    </div>
  )
}
