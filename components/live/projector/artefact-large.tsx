import { BellRing, CalendarDays, FileText, type LucideIcon, Mail, MapPin, Paperclip, Phone, Route, UserRound, Users } from 'lucide-react'
import { createContext, useContext } from 'react'
import { useTranslations } from 'use-intl'
import type { Artefact, ArtefactOf, Person, Segment } from '@/scenarios/engine/play/play'
import type { FlagTotals } from '@/scenarios/engine/live/shown'
import { roleOf } from '../../channels/person'

/** What the room flagged, once that may be seen. */
export const FlaggedContext = createContext<FlagTotals | null>(null)

/** What one alone flagged would point at that one. */
const MARKED_FROM = 2

type Cast = Record<string, Person>

/**
 * An artefact for a whole room: the words of its channel, all in one size, in em, so that a box can size it. That it is simulated
 * stands once above all of them.
 */
export function LargeArtefact({ artefact, cast }: { artefact: Artefact; cast: Cast }) {
  const t = useTranslations('channels')
  const kind = artefact.label ?? (artefact.kind === 'messages' ? t(`channel.${artefact.channel}`) : t(`kind.${artefact.kind}`))
  switch (artefact.kind) {
    case 'messages':
      return (
        <Talk head={<WhoHead person={cast[artefact.with]!} kind={kind} />} lines={artefact.messages} cast={cast} other={artefact.with} />
      )
    case 'transcript':
      return <Transcript call={artefact} cast={cast} kind={kind} icon={artefact.label ? Users : Phone} />
    case 'email':
      return <LargeEmail email={artefact} from={cast[artefact.from]!} kind={kind} />
    case 'profile':
      return (
        <Paper head={<WhoHead person={cast[artefact.of]!} kind={kind} />}>
          <Rows rows={artefact.rows} />
        </Paper>
      )
    case 'invitation':
      return (
        <Paper head={<Head icon={CalendarDays} title={artefact.title} sub={kind} />}>
          <Rows rows={artefact.rows} />
        </Paper>
      )
    case 'document':
      return (
        <Paper head={<Head icon={FileText} title={artefact.title} sub={kind} />}>
          <Clauses clauses={artefact.clauses} />
        </Paper>
      )
    case 'itinerary':
      return (
        <Paper head={<Head icon={Route} title={artefact.title} sub={kind} />}>
          <Itinerary lines={artefact.lines} />
        </Paper>
      )
    case 'place':
      return <Place place={artefact} kind={artefact.label} />
    case 'notice':
      return (
        <Paper head={<Head icon={BellRing} title={artefact.title} sub={artefact.device} />}>
          <p>
            <Sentences segments={artefact.segments} />
          </p>
        </Paper>
      )
  }
}

/** A sentence, with the number of those who flagged it. */
function Sentence({ segment: { id, text } }: { segment: Segment }) {
  const t = useTranslations('liveProjector')
  const flags = useContext(FlaggedContext)
  const n = flags?.counts[id] ?? 0
  if (!flags || n < MARKED_FROM) return text
  // A quarter of those who flagged anything: what fewer did is marked as quietly as it was meant.
  const many = n * 4 >= flags.by
  return (
    <>
      <mark
        className={`rounded-[.2em] box-decoration-clone px-[.12em] text-inherit ${many ? 'bg-signal-mark shadow-[inset_0_-.1em_0_var(--signal-line)]' : 'bg-transparent shadow-[inset_0_-.08em_0_var(--control)]'}`}
      >
        {text}
      </mark>
      <span
        className={`ms-[.25em] inline-grid h-[1.3em] min-w-[1.35em] place-items-center rounded-full px-[.35em] font-semibold leading-none tabular-nums ${many ? 'bg-signal text-surface' : 'border border-control text-ink-2'}`}
      >
        <span aria-hidden="true">{n}</span>
        <span className="sr-only">{t('flaggedBy', { count: n })}</span>
      </span>
    </>
  )
}
const Sentences = ({ segments }: { segments: Segment[] }) =>
  segments.map((segment, i) => (
    <span key={segment.id}>
      {i > 0 && ' '}
      <Sentence segment={segment} />
    </span>
  ))

/** Whose or what it is, and of what kind. */
const Head = ({ icon: Icon, title, sub }: { icon: LucideIcon; title: string; sub: string }) => (
  <div className="flex items-start gap-[.55em]">
    <span aria-hidden="true" className={DISC}>
      <Icon className="size-[.95em]" />
    </span>
    <div className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-[.6em] pt-[.12em] leading-[1.3]">
      <h2 className="font-semibold">{title}</h2>
      <p className="text-ink-2">{sub}</p>
    </div>
  </div>
)
const DISC = 'grid size-[1.65em] shrink-0 place-items-center rounded-full border border-line-2 bg-sunken text-ink-2'
const WhoHead = ({ person, kind }: { person: Person; kind: string }) => (
  <Head icon={UserRound} title={person.name} sub={`${roleOf(person)} · ${kind}`} />
)

const PAPER = 'rounded-[.7em] border border-line-2 bg-surface px-[.75em] py-[.4em]'
const Paper = ({ head, children }: { head: React.ReactNode; children: React.ReactNode }) => (
  <section className={PAPER}>
    {head}
    <div className="mt-[.25em]">{children}</div>
  </section>
)

/** Where one is takes a line or two: its title runs into them. */
const Place = ({ place: { title, segments }, kind }: { place: ArtefactOf<'place'>; kind?: string }) => (
  <section className={`flex items-start gap-[.55em] ${PAPER}`}>
    <span aria-hidden="true" className={DISC}>
      <MapPin className="size-[.95em]" />
    </span>
    <div className="min-w-0 flex-1 pt-[.1em]">
      <h2 className="inline font-semibold">{title}. </h2>
      {kind && <p className="inline text-ink-2">{kind}. </p>}
      <p className="inline">
        <Sentences segments={segments} />
      </p>
    </div>
  </section>
)

type Message = ArtefactOf<'messages'>['messages'][number]

/** A thread. Who writes is said where it is not whom the thread is with. */
function Talk({ head, lines, cast, other }: { head: React.ReactNode; lines: Message[]; cast: Cast; other: string }) {
  const t = useTranslations('channels')
  return (
    <section>
      {head}
      <div className="mt-[.4em] flex flex-col items-start gap-[.45em]">
        {lines.map(({ id, from, at, segments }) => {
          const mine = from === 'you'
          return (
            <div
              key={id}
              className={`bubble max-w-[42em] rounded-[.9em] border px-[.85em] py-[.4em] ${mine ? 'self-end rounded-se-[.25em] border-transparent bg-me' : 'rounded-ss-[.25em] border-line-2 bg-surface'}`}
            >
              {from !== other && <b className="font-semibold">{mine ? t('you') : cast[from]!.name}: </b>}
              {mine ? segments.map((s) => s.text).join(' ') : <Sentences segments={segments} />}
              <span className="ms-[.6em] whitespace-nowrap text-ink-3">{at}</span>
            </div>
          )
        })}
      </div>
    </section>
  )
}

function Transcript({ call, cast, kind, icon }: { call: ArtefactOf<'transcript'>; cast: Cast; kind: string; icon: LucideIcon }) {
  const t = useTranslations('channels')
  const person = cast[call.with]!
  return (
    <Paper head={<Head icon={icon} title={person.name} sub={[roleOf(person), kind, call.at].join(' · ')} />}>
      <dl className="space-y-[.35em]">
        {call.lines.map(({ id, from, segments }) => (
          <div key={id} className={from === 'you' ? 'text-ink-2' : ''}>
            <dt className="inline font-semibold">{from === 'you' ? t('you') : cast[from]!.name}: </dt>
            <dd className="inline">{from === 'you' ? segments.map((s) => s.text).join(' ') : <Sentences segments={segments} />}</dd>
          </div>
        ))}
      </dl>
    </Paper>
  )
}

function LargeEmail({ email, from, kind }: { email: ArtefactOf<'email'>; from: Person; kind: string }) {
  const t = useTranslations('channels')
  return (
    <Paper head={<Head icon={Mail} title={email.subject} sub={[from.name, roleOf(from), kind, email.at].join(' · ')} />}>
      {email.headers.length > 0 && (
        <div className="mb-[.5em] border-b border-line pb-[.4em]">
          <Rows rows={email.headers} />
        </div>
      )}
      <div className="space-y-[.45em]">
        {email.paragraphs.map((paragraph) => (
          <p key={paragraph[0]!.id}>
            <Sentences segments={paragraph} />
          </p>
        ))}
      </div>
      {email.attachments.length > 0 && (
        <ul aria-label={t('attachments')} className="mt-[.5em] flex flex-wrap gap-[.5em]">
          {email.attachments.map((file) => (
            <li key={file.id} className="inline-flex items-center gap-[.35em] rounded-[.4em] border border-line-2 px-[.5em]">
              <Paperclip className="icon text-ink-3" />
              <span>
                <Sentence segment={file} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Paper>
  )
}

/** Labels and values, side by side where there is room. */
const Rows = ({ rows }: { rows: ArtefactOf<'profile'>['rows'] }) => (
  <dl className="grid grid-cols-[repeat(auto-fit,minmax(min(100%,16em),1fr))] gap-x-[1.2em] gap-y-[.15em]">
    {rows.map((row) => (
      <div key={row.id} className="min-w-0 wrap-anywhere">
        <dt className="inline text-ink-3">{row.label}: </dt>
        <dd className="inline">
          <Sentence segment={row} />
        </dd>
      </div>
    ))}
  </dl>
)

const Clauses = ({ clauses }: { clauses: ArtefactOf<'document'>['clauses'] }) => (
  <ol className="space-y-[.4em]">
    {clauses.map((clause, i) => (
      <li key={clause.id} className="grid grid-cols-[1.3em_1fr]">
        <span aria-hidden="true" className="text-ink-3 tabular-nums">
          {i + 1}
        </span>
        <p>
          {clause.heading && <b className="font-semibold">{clause.heading}: </b>}
          <Sentences segments={clause.segments} />
        </p>
      </li>
    ))}
  </ol>
)

function Itinerary({ lines }: { lines: ArtefactOf<'itinerary'>['lines'] }) {
  const t = useTranslations('channels')
  return (
    <table className="w-full border-collapse">
      <thead className="text-ink-3">
        <tr className="border-b border-line-2">
          {(['at', 'what', 'payer'] as const).map((column) => (
            <th key={column} scope="col" className="pe-[.8em] text-start font-medium last:pe-0">
              {t(`itinerary.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.id} className="border-b border-line align-top last:border-0">
            <td className={`py-[.08em] pe-[.8em] text-ink-2 ${wrapOf(line.at)}`}>{line.at}</td>
            <td className="py-[.08em] pe-[.8em]">
              <Sentence segment={line} />
            </td>
            <td className={`py-[.08em] text-ink-2 ${wrapOf(line.payer)}`}>{line.payer}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
/** Short cells stay on one line: the long ones leave them the room. */
const wrapOf = (text = ''): string => (text.length < 20 ? 'whitespace-nowrap' : '')
