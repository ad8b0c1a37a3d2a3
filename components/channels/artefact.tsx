import { useTranslations } from 'use-intl'
import { resolved } from '@/scenarios/engine/play/artefacts'
import type { Artefact, ArtefactOf, Person, PlayState } from '@/scenarios/engine/play/play'
import { Conversation } from './conversation'
import { Email } from './email'
import { type ByKind, type Cast, iconOf, useLabel } from './kind'
import type { Earlier } from '@/scenarios/engine/play/history'
import { Clauses, Itinerary, Rows } from './papers'
import { Disc, roleOf } from './person'
import { Sentences } from './segments'
import { Transcript } from './transcript'
import { Words } from '../ui/words'

export interface ChannelProps {
  cast: Cast
  /** The state that the guards of its parts read. */
  state: Pick<PlayState, 'facts' | 'checks'>
  earlier: (artefact: ArtefactOf<'messages'>) => Earlier[]
}

/** An artefact of a scene in the style of its channel: generic, unbranded, marked as simulated. */
export function ArtefactCard({ artefact, tools, state, ...channel }: ChannelProps & { artefact: Artefact; tools?: React.ReactNode }) {
  const t = useTranslations('channels')
  const Icon = iconOf(artefact)
  const label = useLabel(artefact)
  const Body = BODIES[artefact.kind] as (props: BodyProps & { artefact: Artefact }) => React.ReactNode
  return (
    <section>
      <div className="flex min-h-12 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line bg-surface-2 px-4 py-1.5 sm:px-5">
        <h2 className="flex items-center gap-2 text-note font-semibold">
          <Icon className="icon text-ink-3" />
          <Words>{label}</Words>
        </h2>
        <span className="chip border border-line-2 text-ink-2">{t('simulated')}</span>
        <div className="ms-auto">{tools}</div>
      </div>
      <Body artefact={resolved(artefact, state)} {...channel} />
    </section>
  )
}

type BodyProps = Pick<ChannelProps, 'cast' | 'earlier'>
/** The body of each kind, below its heading. */
const BODIES: ByKind<BodyProps> = {
  messages: ({ artefact, cast, earlier }) => <Conversation cast={cast} thread={artefact} earlier={earlier(artefact)} />,
  email: ({ artefact, cast }) => <Email email={artefact} from={cast[artefact.from]!} />,
  profile: ({ artefact, cast }) => <Profile rows={artefact.rows} person={cast[artefact.of]!} />,
  invitation: ({ artefact }) => (
    <Paper title={artefact.title}>
      <Rows rows={artefact.rows} />
    </Paper>
  ),
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
      <p className="leading-relaxed">
        <Sentences segments={artefact.segments} />
      </p>
    </Paper>
  ),
  notice: ({ artefact }) => (
    <Paper title={artefact.title}>
      <p className="-mt-1.5 mb-2 text-small text-ink-3">
        <Words>{artefact.device}</Words>
      </p>
      <p className="leading-relaxed">
        <Sentences segments={artefact.segments} />
      </p>
    </Paper>
  ),
}

const Paper = ({ title, children }: { title: string; children: React.ReactNode }) => (
  <div className="px-4 py-4 sm:px-5">
    <h3 className="mb-2.5 font-semibold">
      <Words>{title}</Words>
    </h3>
    {children}
  </div>
)

function Profile({ person, rows }: { person: Person; rows: ArtefactOf<'profile'>['rows'] }) {
  return (
    <div className="px-4 py-4 sm:px-5">
      <div className="flex items-center gap-3">
        <Disc person={person} />
        <div className="min-w-0">
          <h3 className="text-lead font-semibold leading-6">{person.name}</h3>
          <p className="text-note leading-5 text-ink-2">
            <Words>{roleOf(person)}</Words>
          </p>
        </div>
      </div>
      <div className="mt-4">
        <Rows rows={rows} />
      </div>
    </div>
  )
}
