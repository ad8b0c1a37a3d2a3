import { CircleCheck, Flag, ShieldAlert } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { Ballot } from '@/scenarios/engine/live/ballot'
import { LOOKS } from '@/scenarios/engine/play/events'
import type { RoomDebrief, RoomDecision, RoomSigns, SignView } from '@/scenarios/engine/live/debrief'
import { reasonOf } from '@/scenarios/engine/live/room-state'
import { Cite, Sources } from '../../debrief/sources'
import { PageTitle } from '../../ui/page-title'
import { quoted } from '../../ui/quote'
import { CurveTable } from '../shared/curve'
import { type Numbers, SamePage, Telling, ToKeep } from './debrief-parts'
import { percentsOf } from '../shared/sound-shares'
import { Options } from './totals'
import { useAsked } from './asked'

interface Props {
  debrief: RoomDebrief
  title: string
  /** What the room's screen shows. */
  part: string
  /** How the contact looked to this phone. */
  judged: Ballot | null
  draft: boolean
  home: string
  /** Totals are shown from this many answers. */
  shownFrom: number
}

/** What the wall has shown so far, to read at one's own pace; the part the room is at is marked. */
export function PhoneDebrief({ debrief, title, part, judged, draft, home, shownFrom }: Props) {
  const t = useTranslations('livePhone.debrief')
  const numbers: Numbers = new Map(debrief.sources.map((s, i) => [s.id, i + 1]))
  const { verdict, ending, reporting, signs, pages, keep } = debrief
  return (
    <>
      <PageTitle size="narrow" eyebrow={title} lead={verdict ? undefined : t('before')} focusable>
        {t('ended')}
      </PageTitle>
      <Part id="leaning" on={part === 'leaning'} label="leaning-h">
        <h2 id="leaning-h" className="text-h3">
          {t('leaning')}
        </h2>
        {debrief.leaning.length > 0 && <CurveTable leaning={debrief.leaning} caption={t('leaning')} />}
        <Judged debrief={debrief} judged={judged} shownFrom={shownFrom} />
      </Part>
      {verdict && (
        <Part id="verdict" on={part === 'verdict' || reasonOf(part) > 0} label="verdict-h">
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
        <Part id="telling" on={part === 'telling'} label="telling-h">
          <Telling reporting={reporting} nature={verdict.nature} numbers={numbers} />
        </Part>
      )}
      {signs && (
        <Part id="signs" on={part === 'signs'} label="signs-h">
          <Signs signs={signs} numbers={numbers} shownFrom={shownFrom} />
        </Part>
      )}
      {debrief.decisions.length > 0 && <h2 className="mt-10 text-h2">{t('decisions')}</h2>}
      {debrief.decisions.map((decision) => (
        <Part key={decision.scene} id={decision.scene} on={part === decision.scene} label={`d-${decision.scene}`}>
          <Decision decision={decision} numbers={numbers} />
        </Part>
      ))}
      {verdict && pages && (
        <Part id="pages" on={part === 'pages'} label="pages-h">
          <SamePage pages={pages} nature={verdict.nature} />
        </Part>
      )}
      {keep && (
        <Part id="keep" on={part === 'keep'} label="keep-h">
          <ToKeep keep={keep} numbers={numbers} />
        </Part>
      )}
      {debrief.sources.length > 0 && <Sources sources={debrief.sources} draft={draft} />}
      <p className="mt-10">
        <a className="btn btn-quiet" href={`${home}/learn`}>
          {useTranslations('livePhone.closed')('learn')}
        </a>
      </p>
    </>
  )
}

function Part({ id, on, label, children }: { id: string; on: boolean; label: string; children: React.ReactNode }) {
  const t = useTranslations('livePhone.debrief')
  return (
    <section
      id={`part-${id}`}
      aria-labelledby={label}
      aria-current={on ? 'true' : undefined}
      className={`mt-5 rounded-2xl border p-4 sm:p-6 ${on ? 'border-accent bg-surface ring-1 ring-accent' : 'border-line bg-surface'}`}
    >
      {on && <p className="chip mb-3 bg-accent-soft text-accent">{t('now')}</p>}
      {children}
    </section>
  )
}

/** Whether it was genuine, and how one could know. */
function Verdict({ verdict: { nature, reasons, cites }, numbers }: { verdict: NonNullable<RoomDebrief['verdict']>; numbers: Numbers }) {
  const t = useTranslations('livePhone.debrief')
  const genuine = nature === 'genuine'
  return (
    <>
      <h2 id="verdict-h" className="flex items-center gap-2 text-h3">
        {genuine ? <CircleCheck className="icon text-good" /> : <ShieldAlert className="icon text-signal" />}
        {t(genuine ? 'wasGenuine' : 'wasApproach')}
      </h2>
      {reasons.length > 0 && (
        <p className="mt-1.5 leading-relaxed text-ink-2">
          {reasons.join(' ')}
          <Cite ids={cites} numbers={numbers} />
        </p>
      )}
    </>
  )
}

/** What the room thought before it knew. */
function Judged({ debrief, judged, shownFrom }: Pick<Props, 'debrief' | 'judged' | 'shownFrom'>) {
  const t = useTranslations('livePhone.debrief')
  const results = useTranslations('livePhone.results')
  const [looks] = useAsked({ kind: 'judge', looks: LOOKS })
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
          heading={false}
        />
      )}
    </div>
  )
}

function Signs({ signs: { list, flaggedBy }, numbers, shownFrom }: { signs: RoomSigns; numbers: Numbers; shownFrom: number }) {
  const t = useTranslations('livePhone.debrief')
  const groups = [
    { title: t('signs'), own: list.filter((s) => s.kind === 'sign'), none: t('noSigns') },
    { title: t('question'), own: list.filter((s) => s.kind === 'question'), none: null },
    { title: t('harmless'), own: list.filter((s) => s.kind === 'harmless'), none: null },
  ]
  return groups.map(
    ({ title, own, none }, i) =>
      (own.length > 0 || none) && (
        <div key={title} className={i > 0 ? 'mt-6' : undefined}>
          <h2 id={i === 0 ? 'signs-h' : undefined} className="text-h3">
            {title}
          </h2>
          {own.length === 0 && <p className="mt-1.5 text-ink-2">{none}</p>}
          <ul className="mt-3 space-y-4">
            {own.map((sign) => (
              <Sign key={sign.segment} sign={sign} by={flaggedBy} numbers={numbers} shownFrom={shownFrom} />
            ))}
          </ul>
        </div>
      ),
  )
}

interface SignProps {
  sign: SignView
  by: number
  numbers: Numbers
  shownFrom: number
}
function Sign({ sign: { label, quote, why, cites, flagged }, by, numbers, shownFrom }: SignProps) {
  const t = useTranslations('livePhone.debrief')
  return (
    <li className="leading-relaxed">
      <p className="font-medium">{label}</p>
      {label !== quote && <p className="mt-0.5 text-ink-2">{quoted(quote)}</p>}
      {why && (
        <p className="mt-0.5 text-ink-2">
          {why}
          <Cite ids={cites} numbers={numbers} />
        </p>
      )}
      <p className="mt-1 flex items-center gap-1.5 text-small text-ink-2">
        <Flag className="icon text-ink-3" />
        {flagged === null ? t('flaggedTooFew', { few: shownFrom }) : t('flaggedBy', { n: flagged, of: by })}
      </p>
    </li>
  )
}

function Decision({
  decision: { scene, when, title, quality, choices, followed, better, sound },
  numbers,
}: {
  decision: RoomDecision
  numbers: Numbers
}) {
  const t = useTranslations('livePhone.debrief')
  return (
    <>
      <p className="text-small text-ink-2">{when}</p>
      <h3 id={`d-${scene}`} className="mt-0.5 text-lead font-semibold leading-6">
        {title}
      </h3>
      <p className="mt-2 text-small font-medium text-ink-2">
        {t('roomChose')} · {t(`quality.${quality}`)}
      </p>
      <ul className="mt-1 space-y-2 border-s-4 border-accent-line ps-3.5">
        {choices.map(({ ask, text, why, cites, critical, repaired }) => (
          <li key={ask} className="leading-relaxed">
            {text}
            {why && (
              <span className="block text-note text-ink-2">
                {why}
                <Cite ids={cites} numbers={numbers} />
              </span>
            )}
            {critical && <span className="block text-note font-medium">{t(repaired ? 'repaired' : 'grave')}</span>}
          </li>
        ))}
      </ul>
      {followed && <p className="mt-3 leading-relaxed text-ink-2">{followed}</p>}
      {sound && (
        <p className="mt-3 text-note text-ink-2">
          <Sound {...sound} />
        </p>
      )}
      {better && (
        <div className="mt-3 rounded-xl bg-surface-2 px-4 py-3 ring-1 ring-line">
          <p className="text-small font-semibold">{t('worked')}</p>
          {better.checks.length > 0 && (
            <p className="mt-0.5 leading-relaxed text-ink-2">
              {t(better.texts.length > 0 ? 'afterChecking' : 'sameAfterChecking', { checks: better.checks.join('; ') })}
            </p>
          )}
          <ul className="mt-1 space-y-1 border-s-4 border-line-2 ps-3">
            {better.texts.map((text) => (
              <li key={text} className="leading-relaxed text-ink-2">
                {text}
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  )
}

function Sound(sound: NonNullable<RoomDecision['sound']>) {
  const t = useTranslations('livePhone.debrief')
  const { first, last } = percentsOf(sound)
  return last === null ? t('sound', { first }) : t('soundTwice', { first, last })
}
