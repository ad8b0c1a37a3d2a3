import type { Artefact } from '@/scenarios/engine/play/play'
import { ArtefactCard, type ChannelProps } from './artefact'
import { saidOnce } from './person'

interface Props extends ChannelProps {
  main: Artefact[]
  aside: Artefact | undefined
  /** What stands below an artefact: answers, and what follows. */
  below?: (artefact: Artefact) => React.ReactNode
  /** At the foot of all: Send. */
  children?: React.ReactNode
}

/**
 * The artefacts of a moment: what is answered last, what else there is before it, or beside it where there is room. Says once that all is
 * simulated. A role that the profile shows is shown nowhere else.
 */
export function Artefacts({ main, aside, below, children, ...channel }: Props) {
  const cast = aside?.kind === 'profile' ? saidOnce(channel.cast, aside.of) : channel.cast
  const first = aside ?? main[0]
  const card = (artefact: Artefact) => (
    <ArtefactCard
      key={artefact.id}
      artefact={artefact}
      {...channel}
      cast={artefact === aside ? channel.cast : cast}
      first={artefact === first}
    >
      {below?.(artefact)}
    </ArtefactCard>
  )
  const others = main.slice(0, -1)
  return (
    <div className={`window${others.length > 0 ? ' window-two' : aside ? ' window-aside' : ''}`}>
      {(aside || others.length > 0) && (
        <div className="others">
          {aside && card(aside)}
          {others.map(card)}
        </div>
      )}
      <div className="answered">{main.slice(-1).map(card)}</div>
      {children}
    </div>
  )
}
