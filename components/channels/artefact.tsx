import { useTranslations } from 'use-intl'
import { resolved } from '@/scenarios/engine/play/artefacts'
import type { EarlierMessage, Thread } from '@/scenarios/engine/play/history'
import type { Artefact, PlayFacts } from '@/scenarios/engine/play/play'
import { Words } from '../ui/words'
import { Drawn } from './drawings'
import { type Cast, iconOf, styleOf, useLabel } from './kind'
import { Counterpart } from './person'

export interface ChannelProps {
  cast: Cast
  /** The state that the guards of its parts read. */
  state: PlayFacts
  earlier: (thread: Thread) => EarlierMessage[]
}
interface CardProps extends ChannelProps {
  artefact: Artefact
  /** Says that all is simulated. */
  first?: boolean
  /** Below what is drawn: what was answered, and the answers to choose from. */
  children?: React.ReactNode
}

/** One artefact in the frame of its program or place. */
export const ArtefactCard = ({ artefact, first, state, children, ...channel }: CardProps) => (
  <Frame artefact={artefact} cast={channel.cast} first={first}>
    <Drawn artefact={resolved(artefact, state)} {...channel} />
    {children}
  </Frame>
)

export function Frame({ artefact, cast, first, children }: Pick<CardProps, 'artefact' | 'cast' | 'first' | 'children'>) {
  const t = useTranslations('channels')
  const Icon = iconOf(artefact)
  const label = useLabel(artefact)
  return (
    <section className={`channel ${styleOf(artefact)}`}>
      <div className="appbar">
        {artefact.kind === 'messages' ? (
          <Counterpart person={cast[artefact.with]!} channel={label} />
        ) : (
          <>
            <Icon className="icon" />
            <h2>
              <Words>{label}</Words>
            </h2>
            {artefact.kind === 'transcript' && (
              <time>
                <Words>{artefact.at}</Words>
              </time>
            )}
          </>
        )}
        {first && <span className="simulated">{t('simulated')}</span>}
      </div>
      {children}
    </section>
  )
}
