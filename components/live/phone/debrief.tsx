import { ChevronDown, CircleCheck, ShieldAlert } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { Ballot } from '@/scenarios/engine/live/ballot'
import { LOOKS } from '@/scenarios/engine/play/events'
import type { RoomDebrief } from '@/scenarios/engine/live/debrief'
import type { RoomView } from '@/scenarios/engine/live/view'
import { Cite, Sources } from '../../debrief/sources'
import { PageTitle } from '../../ui/page-title'
import { CurveTable } from '../shared/curve'
import { Decision } from './debrief-decision'
import { type Numbers, SamePage, Reporting, ToKeep } from './debrief-parts'
import { InShort } from './debrief-short'
import { Signs } from './debrief-signs'
import { FollowRoom } from './follow-room'
import { Afterwards, type Contact } from './states'
import { Options } from './totals'
import { usePhoneQuestions } from './phone-questions'

interface Props {
  view: RoomView & { debrief: RoomDebrief }
  judged: Ballot | null
  draft: boolean
  home: string
  contacts: Contact[]
}

/**
 * What the wall has shown so far, for people to read at their own pace: a short version first, then the part that the room is at, and the
 * rest folded. After the close everything is there.
 */
export function PhoneDebrief({ view: { debrief, title, phase, shownFrom, crowd, ...view }, judged, draft, home, contacts }: Props) {
  const t = useTranslations('livePhone.debrief')
  const closed = useTranslations('livePhone.closed')
  const numbers: Numbers = new Map(debrief.sources.map((s, i) => [s.id, i + 1]))
  const over = phase === 'closed'
  const part = over ? AFTER : view.part
  const told = partsOf({ debrief, judged, numbers, shownFrom, crowd })
  const now = told.find(({ id }) => id === part)
  return (
    <>
      <div className="pt-5">
        <PageTitle size="narrow" eyebrow={title} lead={over ? closed('stays') : t('before')} focusable>
          {over ? closed('title') : t('title')}
        </PageTitle>
      </div>
      <InShort debrief={debrief} />
      {over && (
        <Part id={AFTER} label="after-h">
          <Afterwards home={home} contacts={contacts} />
        </Part>
      )}
      {now && (
        <Part id={now.id} on label={now.label}>
          {now.content}
        </Part>
      )}
      <Folded title={t(over ? 'title' : 'soFar')} parts={told.filter((one) => one !== now)}>
        {debrief.sources.length > 0 && <Sources sources={debrief.sources} draft={draft} />}
      </Folded>
      <FollowRoom id={placeOf(part)} over={over} />
    </>
  )
}

interface Told {
  id: string
  /** The id of its heading. */
  label: string
  content: React.ReactNode
}
interface Source extends Pick<Props['view'], 'debrief' | 'shownFrom' | 'crowd'>, Pick<Props, 'judged'> {
  numbers: Numbers
}
/** What may be read, in the order of the wall. */
function partsOf({ debrief, judged, numbers, shownFrom, crowd }: Source): Told[] {
  const { verdict, ending, reporting, signs, decisions, pages, keep } = debrief
  const part = (id: string, content: React.ReactNode): Told[] => (content ? [{ id, label: `${id}-h`, content }] : [])
  return [
    ...part('ratings', <Ratings debrief={debrief} judged={judged} shownFrom={shownFrom} />),
    ...part('verdict', verdict && <Verdict verdict={verdict} numbers={numbers} />),
    ...part('ending', ending && <Ending ending={ending} />),
    ...part('reporting', verdict && reporting && <Reporting reporting={reporting} variant={verdict.variant} numbers={numbers} />),
    ...part('signs', signs && <Signs signs={signs} numbers={numbers} shownFrom={shownFrom} crowd={crowd} />),
    ...decisions.map((decision) => ({
      ...{ id: decision.scene, label: `d-${decision.scene}` },
      content: <Decision decision={decision} numbers={numbers} />,
    })),
    ...part('pages', verdict && pages && <SamePage pages={pages} variant={verdict.variant} />),
    ...part('keep', keep && <ToKeep keep={keep} numbers={numbers} />),
  ]
}

const Folded = ({ title, parts, children }: { title: string; parts: Told[]; children: React.ReactNode }) =>
  parts.length > 0 && (
    <details className="group mt-5">
      <summary className="card flex min-h-12 items-center justify-between gap-3 px-4 py-2 sm:px-6">
        <h2 className="text-h3">{title}</h2>
        <ChevronDown className="icon group-open:rotate-180" />
      </summary>
      {parts.map(({ id, label, content }) => (
        <Part key={id} id={id} label={label}>
          {content}
        </Part>
      ))}
      {children}
    </details>
  )

const AFTER = 'after'
const placeOf = (part: string): string => `part-${part}`

function Part({ id, on = false, label, children }: { id: string; on?: boolean; label: string; children: React.ReactNode }) {
  const t = useTranslations('livePhone.debrief')
  return (
    <section
      id={placeOf(id)}
      aria-labelledby={label}
      aria-current={on ? 'true' : undefined}
      className={`mt-5 scroll-mt-3 rounded-2xl border p-4 sm:p-6 ${on ? 'border-accent bg-surface ring-1 ring-accent' : 'border-line bg-surface'}`}
    >
      {on && <p className="chip mb-3 bg-accent-soft text-accent">{t('now')}</p>}
      {children}
    </section>
  )
}

function Ratings({ debrief, judged, shownFrom }: Pick<Source, 'debrief' | 'judged' | 'shownFrom'>) {
  const t = useTranslations('livePhone.debrief')
  return (
    <>
      <h2 id="ratings-h" className="text-h3">
        {t('ratings')}
      </h2>
      {debrief.ratings.length > 0 && <CurveTable ratings={debrief.ratings} caption={t('ratings')} />}
      <Judged debrief={debrief} judged={judged} shownFrom={shownFrom} />
    </>
  )
}

function Ending({ ending: { outcome, title, text } }: { ending: NonNullable<RoomDebrief['ending']> }) {
  const t = useTranslations('liveOutcome')
  return (
    <>
      <h2 id="ending-h" className="text-h3">
        {outcome ? `${t(outcome)}: ${title}` : title}
      </h2>
      <p className="mt-1.5 leading-relaxed text-ink-2">{text}</p>
    </>
  )
}

function Verdict({
  verdict: { variant, line, reasons, cites },
  numbers,
}: {
  verdict: NonNullable<RoomDebrief['verdict']>
  numbers: Numbers
}) {
  const t = useTranslations('livePhone.debrief')
  const genuine = variant === 'genuine'
  return (
    <>
      <h2 id="verdict-h" className="flex items-center gap-2 text-h3">
        {genuine ? <CircleCheck className="icon text-good" /> : <ShieldAlert className="icon text-signal" />}
        {t(genuine ? 'wasGenuine' : 'wasApproach')}
      </h2>
      {line && <p className="mt-2 text-lead leading-relaxed">{line}</p>}
      {reasons.length > 0 && (
        <ol className="mt-3 space-y-2.5 leading-relaxed">
          {reasons.map((reason, i) => (
            <li key={reason} className="flex gap-3">
              <b aria-hidden="true" className="w-4 shrink-0 font-semibold text-accent tabular-nums">
                {i + 1}
              </b>
              <p>
                {reason}
                {i === reasons.length - 1 && <Cite ids={cites} numbers={numbers} />}
              </p>
            </li>
          ))}
        </ol>
      )}
    </>
  )
}

function Judged({ debrief, judged, shownFrom }: Pick<Source, 'debrief' | 'judged' | 'shownFrom'>) {
  const t = useTranslations('livePhone.debrief')
  const results = useTranslations('livePhone.results')
  const [looks] = usePhoneQuestions({ kind: 'judge', looks: LOOKS })
  return (
    <div className="mt-4 border-t border-line pt-4">
      <h3 className="font-semibold">{results('judged')}</h3>
      {!debrief.judged && <p className="mt-1 text-note text-ink-2">{t('judgedTooFew', { few: shownFrom })}</p>}
      {(debrief.judged || judged) && (
        <Options
          asked={looks!}
          own={judged?.kind === 'judge' ? LOOKS.indexOf(judged.looks) : -1}
          row={debrief.judged && (debrief.judged.counts.looks ?? {})}
          first={null}
        />
      )}
    </div>
  )
}
