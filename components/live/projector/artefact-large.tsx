import { MapPin } from 'lucide-react'
import type { Artefact, ArtefactOf, Segment } from '@/scenarios/engine/play/play'
import { type ByKind, type Cast, iconOf, useLabel } from '../../channels/kind'
import { Itinerary } from '../../channels/papers'
import { roleOf } from '../../channels/person'
import { SentenceContext, Sentences } from '../../channels/segments'
import { Clauses, Letter, Page, Rows } from './large-papers'
import { Lines, Talk } from './large-talk'
import { DISC, Head, PAPER, Paper, WhoHead } from './paper'

interface LargeProps {
  cast: Cast
  label: string
}

/** The words of each channel in one size, in em, so that a box can scale them. */
const LARGE: ByKind<LargeProps> = {
  messages: ({ artefact, cast, label }) => (
    <Talk head={<WhoHead person={cast[artefact.with]!} kind={label} />} lines={artefact.messages} cast={cast} other={artefact.with} />
  ),
  email: ({ artefact, cast, label }) => {
    const from = cast[artefact.from]!
    return (
      <Paper head={<Head person={from} title={artefact.subject} sub={inOne(from.name, roleOf(from), label, artefact.at)} />}>
        <Letter email={artefact} />
      </Paper>
    )
  },
  profile: ({ artefact, cast, label }) => (
    <Paper head={<WhoHead person={cast[artefact.of]!} kind={label} />}>
      <Rows rows={artefact.rows} />
    </Paper>
  ),
  invitation: ({ artefact, label }) => (
    <Paper head={<Head icon={iconOf(artefact)} title={artefact.title} sub={label} />}>
      <Rows rows={artefact.rows} />
    </Paper>
  ),
  document: ({ artefact, label }) => (
    <Paper head={<Head icon={iconOf(artefact)} title={artefact.title} sub={label} />}>
      <Clauses clauses={artefact.clauses} />
    </Paper>
  ),
  itinerary: ({ artefact, label }) => (
    <Paper head={<Head icon={iconOf(artefact)} title={artefact.title} sub={label} />}>
      <Itinerary lines={artefact.lines} className="timetable-large" />
    </Paper>
  ),
  transcript: ({ artefact, cast, label }) => {
    const person = cast[artefact.with]!
    return (
      <Paper head={<Head person={person} title={person.name} sub={inOne(roleOf(person), label, artefact.at)} />}>
        <Lines lines={artefact.lines} cast={cast} />
      </Paper>
    )
  },
  place: ({ artefact }) => <Place place={artefact} />,
  notice: ({ artefact }) => (
    <Paper head={<Head icon={iconOf(artefact)} title={artefact.title} sub={inOne(artefact.label, artefact.device)} />}>
      <p>
        <Sentences segments={artefact.segments} />
      </p>
    </Paper>
  ),
  page: ({ artefact, label }) => (
    <Paper head={<Head icon={iconOf(artefact)} title={artefact.title} sub={label} />}>
      <Page page={artefact} />
    </Paper>
  ),
}
const inOne = (...parts: (string | undefined)[]): string => parts.filter(Boolean).join(' · ')

const Plainly = ({ segment }: { segment: Segment }) => segment.text

export function LargeArtefact({ artefact, cast }: { artefact: Artefact; cast: Cast }) {
  const label = useLabel(artefact)
  const Large = LARGE[artefact.kind] as (props: LargeProps & { artefact: Artefact }) => React.ReactNode
  return (
    <SentenceContext value={Plainly}>
      <Large artefact={artefact} cast={cast} label={label} />
    </SentenceContext>
  )
}

const Place = ({ place: { title, segments, label } }: { place: ArtefactOf<'place'> }) => (
  <section className={`flex items-start gap-[.55em] ${PAPER}`}>
    <span aria-hidden="true" className={DISC}>
      <MapPin className="size-[.95em]" />
    </span>
    <div className="min-w-0 flex-1 pt-[.1em]">
      <h2 className="inline font-semibold">{title}. </h2>
      {label && <p className="inline text-ink-2">{label}. </p>}
      <p className="inline">
        <Sentences segments={segments} />
      </p>
    </div>
  </section>
)
