import type { Artefact } from '@/scenarios/engine/play/play'
import { ArtefactCard, type ChannelProps } from './artefact'
import { saidOnce } from './person'

interface Props extends ChannelProps {
  main: Artefact[]
  aside: Artefact | undefined
  tools?: React.ReactNode
}

/** Says once that all is simulated. A role that the profile shows is shown nowhere else. */
export function Artefacts({ main, aside, tools, ...channel }: Props) {
  const cast = aside?.kind === 'profile' ? saidOnce(channel.cast, aside.of) : channel.cast
  return (
    <div className={aside ? 'moment-view moment-view-aside' : 'moment-view'}>
      <div>
        {main.map((artefact, i) => (
          <ArtefactCard key={artefact.id} artefact={artefact} {...channel} cast={cast} first={i === 0} tools={i === 0 && tools} />
        ))}
      </div>
      {aside && <ArtefactCard artefact={aside} {...channel} />}
    </div>
  )
}
