import { ChevronDown, CircleCheck, ShieldAlert } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { Ballot } from '@/scenarios/engine/live/ballot'
import { LOOKS } from '@/scenarios/engine/play/events'
import type { RoomDebrief, RoomDecision } from '@/scenarios/engine/live/debrief'
import type { RoomView } from '@/scenarios/engine/live/view'
import { Cite, Sources } from '../../debrief/sources'
import { PageTitle } from '../../ui/page-title'
import { CurveTable } from '../shared/curve'
import { Decision } from './debrief-decision'
import { type Numbers, SamePage, Reporting, ToKeep } from './debrief-parts'
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
 * What the wall has shown so far, for people to read at their own pace. The part that the room is at is marked. After the close everything
 * is shown, with what to remember first.
 */
export function PhoneDebrief({ view: { debrief, title, phase, shownFrom, crowd, ...view }, judged, draft, home, contacts }: Props) {
  const t = useTranslations('livePhone.debrief')
  const closed = useTranslations('livePhone.closed')
  const numbers: Numbers = new Map(debrief.sources.map((s, i) => [s.id, i + 1]))
  const { keep } = debrief
  const over = phase === 'closed'
  const part = over ? AFTER : view.part
  const toKeep = keep && (
    <Part id="keep" on={part === 'keep'} label="keep-h">
      <ToKeep keep={keep} numbers={numbers} />
    </Part>
  )
  const told = <Told {...{ debrief, part, judged, numbers, shownFrom, crowd }} />
  return (
    <>
      <div className="pt-5">
        <PageTitle size="narrow" eyebrow={title} lead={over ? closed('stays') : t('before')} focusable>
          {over ? closed('title') : t('title')}
        </PageTitle>
      </div>
      {over && toKeep}
      {over && (
        <Part id={AFTER} on={false} label="after-h">
          <Afterwards home={home} contacts={contacts} />
        </Part>
      )}
      {over ? <Again title={t('title')}>{told}</Again> : told}
      {!over && toKeep}
      {debrief.sources.length > 0 && <Sources sources={debrief.sources} draft={draft} />}
      <FollowRoom id={placeOf(over ? AFTER : view.part)} over={over} />
    </>
  )
}

interface ToldProps extends Pick<Props['view'], 'debrief' | 'part' | 'shownFrom' | 'crowd'>, Pick<Props, 'judged'> {
  numbers: Numbers
}
function Told({ debrief, part, judged, numbers, shownFrom, crowd }: ToldProps) {
  const t = useTranslations('livePhone.debrief')
  const { verdict, ending, reporting, signs, pages } = debrief
  return (
    <>
      <Part id="ratings" on={part === 'ratings'} label="ratings-h">
        <h2 id="ratings-h" className="text-h3">
          {t('ratings')}
        </h2>
        {debrief.ratings.length > 0 && <CurveTable ratings={debrief.ratings} caption={t('ratings')} />}
        <Judged debrief={debrief} judged={judged} shownFrom={shownFrom} />
      </Part>
      {verdict && (
        <Part id="verdict" on={part === 'verdict'} label="verdict-h">
          <Verdict verdict={verdict} numbers={numbers} />
        </Part>
      )}
      {ending && (
        <Part id="ending" on={part === 'ending'} label="ending-h">
          <h2 id="ending-h" className="text-h3">
            {ending.title}
          </h2>
          <p className="mt-1.5 leading-relaxed text-ink-2">{ending.text}</p>
        </Part>
      )}
      {verdict && reporting && (
        <Part id="reporting" on={part === 'reporting'} label="reporting-h">
          <Reporting reporting={reporting} variant={verdict.variant} numbers={numbers} />
        </Part>
      )}
      {signs && (
        <Part id="signs" on={part === 'signs'} label="signs-h">
          <Signs signs={signs} numbers={numbers} shownFrom={shownFrom} crowd={crowd} />
        </Part>
      )}
      <Decisions decisions={debrief.decisions} part={part} numbers={numbers} />
      {verdict && pages && (
        <Part id="pages" on={part === 'pages'} label="pages-h">
          <SamePage pages={pages} variant={verdict.variant} />
        </Part>
      )}
    </>
  )
}

/** All of it is long: what to remember and what to do come first, and the rest is there for people who want to read it. */
const Again = ({ title, children }: { title: string; children: React.ReactNode }) => (
  <details className="group mt-5">
    <summary className="card flex min-h-12 items-center justify-between gap-3 px-4 py-2 sm:px-6">
      <h2 className="text-h3">{title}</h2>
      <ChevronDown className="icon group-open:rotate-180" />
    </summary>
    {children}
  </details>
)

function Decisions({ decisions, part, numbers }: { decisions: RoomDecision[]; part: string; numbers: Numbers }) {
  const t = useTranslations('livePhone.debrief')
  if (decisions.length === 0) return null
  return (
    <>
      <h2 className="mt-10 text-h2">{t('decisions')}</h2>
      {decisions.map((decision) => (
        <Part key={decision.scene} id={decision.scene} on={part === decision.scene} label={`d-${decision.scene}`}>
          <Decision decision={decision} numbers={numbers} />
        </Part>
      ))}
    </>
  )
}

const AFTER = 'after'
const placeOf = (part: string): string => `part-${part}`

function Part({ id, on, label, children }: { id: string; on: boolean; label: string; children: React.ReactNode }) {
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

function Judged({ debrief, judged, shownFrom }: { debrief: RoomDebrief; judged: Ballot | null; shownFrom: number }) {
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
