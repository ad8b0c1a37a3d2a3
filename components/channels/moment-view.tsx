import type { Artefact } from '@/scenarios/engine/play/play'
import { ArtefactCard, type ChannelProps } from './artefact'
import { styleOf } from './kind'
import { saidOnce } from './person'

interface Props extends ChannelProps {
  main: Artefact[]
  aside: Artefact | undefined
  /** What follows an act, below the artefact where it happened. */
  below?: (artefact: Artefact) => React.ReactNode
  /** What can be answered: below the last artefact, or beside what is said where there is room. */
  answers?: React.ReactNode
  /** At the foot of all: Send. */
  children?: React.ReactNode
}

/**
 * The artefacts of a moment: what is answered last, what else there is before it, or beside it where there is room. Says once that all is
 * simulated. A role that the profile shows is shown nowhere else.
 */
export function Artefacts({ main, aside, below, answers, children, ...channel }: Props) {
  const cast = aside?.kind === 'profile' ? saidOnce(channel.cast, aside.of) : channel.cast
  const first = aside ?? main[0]
  const last = main.at(-1)
  const others = main.slice(0, -1)
  const heard = others.length > 0 && main.find(({ kind }) => kind === 'transcript')
  const card = (artefact: Artefact) => (
    <ArtefactCard
      key={artefact.id}
      artefact={artefact}
      {...channel}
      cast={artefact === aside ? channel.cast : cast}
      first={artefact === first}
    >
      {below?.(artefact)}
      {artefact === last && !heard && answers}
    </ArtefactCard>
  )
  const two = heard ? ` window-two ${heard === last ? 'window-talk' : 'window-heard'}` : ' window-two'
  return (
    <div className={`window${others.length > 0 ? two : aside ? ' window-aside' : ''}`}>
      {(aside || others.length > 0) && (
        <div className="others">
          {aside && card(aside)}
          {others.map(card)}
        </div>
      )}
      <div className="answered">{main.slice(-1).map(card)}</div>
      {heard && answers && <div className={`asked channel ${heard === last ? styleOf(last) : ''}`}>{answers}</div>}
      {children}
    </div>
  )
}
