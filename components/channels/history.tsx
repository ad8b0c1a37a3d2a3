import { useTranslations } from 'use-intl'
import type { EarlierMessage } from '@/scenarios/engine/play/history'
import { Words } from '../ui/words'
import { BubbleGroup, Voice, Written } from './bubble'
import { Files } from './files'
import type { Cast } from './kind'

/** Starts at its end, as a thread does; the newest messages stay in sight above what is new. It can be scrolled by keyboard. */
export function History({ messages, cast }: { messages: readonly EarlierMessage[]; cast: Cast }) {
  const t = useTranslations('channels')
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <div className="history" role="region" aria-label={t('earlier', { count: messages.length })} tabIndex={0}>
        <ol className="thread">
          {messages.map(({ id, from, at, day, text, voice, files }) => [
            day && (
              <li key={`${id}-day`} className="day">
                <Words>{day}</Words>
              </li>
            ),
            <BubbleGroup key={id} from={from} at={at} cast={cast}>
              <Voice length={voice} />
              {text && <Written>{text}</Written>}
              <Files files={files} />
            </BubbleGroup>,
          ])}
        </ol>
      </div>
      <p className="new">{t('new')}</p>
    </>
  )
}
