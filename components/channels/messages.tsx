import { useTranslations } from 'use-intl'
import { Words } from '../ui/words'
import type { DrawingProps } from './drawings'
import { useSpeaker } from './kind'
import { Counterpart } from './person'
import { Sentences } from './segments'

export function Messages({ artefact: thread, cast }: DrawingProps<'messages'>) {
  const t = useTranslations('channels')
  const speaker = useSpeaker(cast)
  return (
    <div>
      <Counterpart person={cast[thread.with]!} />
      <ul aria-label={t('channel.forum')}>
        {thread.messages.map(({ id, from, at, segments }) => (
          <li key={id}>
            {speaker(from)} <Words>{at}</Words> <Sentences segments={segments} />
          </li>
        ))}
      </ul>
    </div>
  )
}
