import { useTranslations } from 'use-intl'
import { resolved } from '@/scenarios/engine/play/artefacts'
import type { Artefact, ArtefactOf, PlayFacts } from '@/scenarios/engine/play/play'
import { Conversation } from './conversation'
import { Decor } from './decor'
import { Email } from './email'
import { type ByKind, type Cast, iconOf, styleOf, useLabel } from './kind'
import type { EarlierMessage } from '@/scenarios/engine/play/history'
import { Clauses, Invitation, Itinerary, Paper, WebPage } from './papers'
import { Profile } from './profile'
import { Sentences } from './segments'
import { Transcript } from './transcript'
import { Words } from '../ui/words'

export interface ChannelProps {
  cast: Cast
  /** The state that the guards of its parts read. */
  state: PlayFacts
  earlier: (artefact: ArtefactOf<'messages'>) => EarlierMessage[]
}
interface CardProps extends ChannelProps {
  artefact: Artefact
  first?: boolean
  tools?: React.ReactNode
}

export function ArtefactCard({ artefact, first, tools, state, ...channel }: CardProps) {
  const t = useTranslations('channels')
  const Icon = iconOf(artefact)
  const label = useLabel(artefact)
  const style = styleOf(artefact)
  const Body = BODIES[artefact.kind] as (props: BodyProps & { artefact: Artefact }) => React.ReactNode
  return (
    <section className={`artefact-style ${style}`}>
      <div className="bar-top">
        <Icon className="icon" />
        <h2>
          <Words>{label}</Words>
        </h2>
        {(style === 'email' || style === 'professional-network') && <Decor of={style} />}
        {first && <span className="simulated">{t('simulated')}</span>}
        {tools}
      </div>
      <Body artefact={resolved(artefact, state)} {...channel} />
    </section>
  )
}
type BodyProps = Pick<ChannelProps, 'cast' | 'earlier'>
const BODIES: ByKind<BodyProps> = {
  messages: ({ artefact, cast, earlier }) => <Conversation cast={cast} thread={artefact} earlier={earlier(artefact)} />,
  email: ({ artefact, cast }) => <Email email={artefact} from={cast[artefact.from]!} />,
  profile: ({ artefact, cast }) => <Profile rows={artefact.rows} person={cast[artefact.of]!} />,
  invitation: ({ artefact }) => <Invitation {...artefact} />,
  document: ({ artefact }) => (
    <Paper title={artefact.title}>
      <Clauses clauses={artefact.clauses} />
    </Paper>
  ),
  itinerary: ({ artefact }) => (
    <Paper title={artefact.title}>
      <Itinerary lines={artefact.lines} />
    </Paper>
  ),
  transcript: ({ artefact, cast }) => <Transcript call={artefact} cast={cast} />,
  place: ({ artefact }) => (
    <Paper title={artefact.title}>
      <p>
        <Sentences segments={artefact.segments} />
      </p>
    </Paper>
  ),
  notice: ({ artefact }) => (
    <Paper title={artefact.title} sub={artefact.device}>
      <p>
        <Sentences segments={artefact.segments} />
      </p>
    </Paper>
  ),
  page: ({ artefact }) => <WebPage page={artefact} />,
}
