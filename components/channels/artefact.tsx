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
export function ArtefactCard({ artefact, first, state, children, ...channel }: CardProps) {
  const t = useTranslations('channels')
  const Icon = iconOf(artefact)
  const label = useLabel(artefact)
  return (
    <section className={`channel ${styleOf(artefact)}`}>
      <div className="appbar">
        {artefact.kind === 'messages' ? (
          <Counterpart person={channel.cast[artefact.with]!} channel={label} />
        ) : (
          <>
            <Icon className="icon" />
            <h2>
              <Words>{label}</Words>
            </h2>
          </>
        )}
        {first && <span className="simulated">{t('simulated')}</span>}
      </div>
      <Drawn artefact={resolved(artefact, state)} {...channel} />
      {children}
    </section>
  )
}
