import { useTranslations } from 'use-intl'
import type { EarlierMessage } from '@/scenarios/engine/play/history'
import { Words } from '../ui/words'
import { BubbleGroup, Voice, Written } from './bubble'
import { Files } from './files'
import type { Cast } from './kind'

/** Of the day and hour of a moment the day: each message has an hour of its own, and some are earlier than their moment. */
const dayOf = (when: string): string => when.replace(/,? \d{1,2}[:.]\d{2}$/, '')

/** What was written before is folded, so that what is new is the first thing seen. It opens without script, too. */
export function History({ messages, cast }: { messages: readonly EarlierMessage[]; cast: Cast }) {
  const t = useTranslations('channels')
  return (
    <>
      <details className="history">
        <summary>{t('earlier', { count: messages.length })}</summary>
        <ol className="thread" aria-label={t('earlier', { count: messages.length })}>
          {messages.map(({ id, from, at, day, texts, voice, files }) => [
            day && (
              <li key={`${id}-day`} className="day">
                <Words>{dayOf(day)}</Words>
              </li>
            ),
            <BubbleGroup key={id} from={from} at={at} cast={cast}>
              <Voice length={voice} />
              {texts.map((text, i) => (
                <Written key={i}>{text}</Written>
              ))}
              <Files files={files} />
            </BubbleGroup>,
          ])}
        </ol>
      </details>
      <p className="new">{t('new')}</p>
    </>
  )
}
