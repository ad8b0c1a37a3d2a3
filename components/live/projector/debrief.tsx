import { Check, CircleCheck, Minus, ShieldAlert, TriangleAlert } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { LOOKS } from '@/scenarios/engine/play/events'
import { reasonOf } from '@/scenarios/engine/live/room-state'
import type { RoomDebrief, RoomDecision, RoomSigns, SignView } from '@/scenarios/engine/live/debrief'
import type { RoomSource } from '@/scenarios/engine/live/script'
import { Curve, H1, SamePage, Telling, ToKeep } from './debrief-parts'
import { quoted } from '../../ui/quote'
import { Fit } from './fit'
import { BRIEF, BRIEFLY_HIDDEN, WHOLE } from './layout'
import { Sound } from './sound'
import { Bar, partOf } from './totals'

/** The part of the debrief that the facilitator has selected; a decision by its scene. @param flagging whether people could flag */
export function DebriefPart({ debrief, part, flagging }: { debrief: RoomDebrief; part: string; flagging: boolean }) {
  const { decisions, leaning, judged, verdict, ending, reporting, signs, pages, keep, sources } = debrief
  if (part === 'leaning' || !verdict) return leaning.length > 0 ? <Curve leaning={leaning} /> : <Judged judged={judged} />
  if (part === 'telling' && reporting) return <Telling reporting={reporting} />
  if (part === 'signs' && signs) return <Signs signs={signs} flagging={flagging} />
  if (part === 'pages' && pages) return <SamePage pages={pages} nature={verdict.nature} />
  if (part === 'keep' && keep) return <ToKeep keep={keep} />
  if (part === 'ending' && ending) return <Ending ending={ending} />
  const decision = decisions.find((d) => d.scene === part)
  return decision ? <Decision decision={decision} sources={sources} /> : <Verdict verdict={verdict} reason={reasonOf(part)} />
}

function Ending({ ending }: { ending: NonNullable<RoomDebrief['ending']> }) {
  const t = useTranslations('liveProjector')
  return (
    <>
      <p className="text-fit-lg text-ink-2">{t('ended')}</p>
      <h1 className={`mt-1 ${H1}`}>{ending.title}</h1>
      <Fit max={1.75} min={1.25} className="mt-5 flex-1">
        <p className="leading-medium">{ending.text}</p>
      </Fit>
    </>
  )
}

/** One line, read from the last row; the reasons below it, one by one. */
function Verdict({ verdict: { nature, reasons }, reason }: { verdict: NonNullable<RoomDebrief['verdict']>; reason: number }) {
  const t = useTranslations('liveProjector')
  const genuine = nature === 'genuine'
  const Icon = genuine ? CircleCheck : ShieldAlert
  return (
    <>
      <h1 className={`flex items-center gap-[.4em] ${H1}`}>
        <Icon className={`icon ${genuine ? 'text-good' : 'text-signal'}`} aria-hidden="true" />
        {t(genuine ? 'wasGenuine' : 'wasApproach')}
      </h1>
      <Fit max={1.75} min={1.25} className="mt-6 flex-1">
        <p className={`columns-2 gap-x-[2em] border-t-4 pt-[.8em] leading-medium ${genuine ? 'border-good-line' : 'border-signal-line'}`}>
          {reasons[reason - 1]}
        </p>
      </Fit>
    </>
  )
}

/** How the room judged before it knew. */
function Judged({ judged }: { judged: RoomDebrief['judged'] }) {
  const t = useTranslations('liveProjector')
  const play = useTranslations('play')
  return (
    <section>
      <h2 className="font-semibold">{t('judged')}</h2>
      {judged === null ? (
        <p className="mt-[.2em] text-ink-2">{t('fewJudged')}</p>
      ) : (
        <ul className="mt-[.4em] space-y-[.4em]">
          {LOOKS.map((looks) => {
            const { n, share } = partOf(judged, 'looks', looks)
            return (
              <li key={looks}>
                <p className="flex items-baseline justify-between gap-x-4 leading-snug">
                  <span>{play(`looks.${looks}`)}</span>
                  <b className="font-semibold tabular-nums">{n}</b>
                </p>
                <Bar share={share} className="mt-[.15em] h-[.55em]" />
              </li>
            )
          })}
        </ul>
      )}
    </section>
  )
}

/** As many details that are no signs as leave room beside signs, and without any. */
const OTHERS = { beside: 3, alone: 8 }

function Signs({ signs: { list: signs, flaggedBy }, flagging }: { signs: RoomSigns; flagging: boolean }) {
  const t = useTranslations('liveProjector')
  const real = signs.filter((s) => s.kind === 'sign')
  const others = signs
    .filter((s) => s.kind !== 'sign' && (s.flagged ?? 0) > 1)
    .sort((a, b) => b.flagged! - a.flagged!)
    .slice(0, real.length > 0 ? OTHERS.beside : OTHERS.alone)
  return (
    <>
      <h1 className={H1}>{t(real.length === 0 ? 'noSigns' : flagging ? 'signs' : 'signsAlone')}</h1>
      <Fit max={1.625} min={1.25} layouts={WHOLE} spare={BRIEF} className="mt-4 flex-1">
        <div className="space-y-[.7em] leading-snug">
          {flagging && [...real, ...others].some((s) => s.flagged === null) && (
            <p className="text-ink-2">{t(flaggedBy > 0 ? 'fewHere' : 'fewFlagged')}</p>
          )}
          {real.length > 0 && <SignList signs={real} of={flaggedBy} counted={flagging} />}
          {(['question', 'harmless'] as const).map((kind) => {
            const own = others.filter((s) => s.kind === kind)
            if (own.length === 0) return null
            return (
              <section key={kind} className={real.length > 0 ? BRIEFLY_HIDDEN : undefined}>
                <h2 className="mb-[.4em] font-semibold text-ink-2">{t(kind)}</h2>
                <SignList signs={own} of={flaggedBy} counted quiet why={real.length === 0} />
              </section>
            )
          })}
        </div>
      </Fit>
    </>
  )
}

interface SignListProps {
  signs: SignView[]
  of: number
  /** Whether to say how many flagged each. */
  counted: boolean
  quiet?: boolean
  why?: boolean
}
function SignList({ signs, of, counted, quiet = false, why = false }: SignListProps) {
  const t = useTranslations('liveProjector')
  return (
    <ul className="columns-2 gap-x-[1.6em]">
      {signs.map(({ segment, label, quote, flagged, why: because }) => (
        <li key={segment} className="mb-[.45em] grid break-inside-avoid grid-cols-[minmax(0,1fr)_auto] gap-x-[.8em]">
          <div>
            {label !== quote && <p className="font-semibold">{label}</p>}
            <p className="text-ink-2">{quoted(quote)}</p>
            {why && because && <p>{because}</p>}
          </div>
          {counted && (
            <div className="w-[4.6em] text-end tabular-nums">
              {flagged === null ? (
                <span className="text-ink-2">
                  <span aria-hidden="true">–</span>
                  <span className="sr-only">{t('tooFew')}</span>
                </span>
              ) : (
                <>
                  <p className="whitespace-nowrap">
                    <b className="text-fit-md font-semibold">{flagged}</b> <span className="text-ink-2">{t('of', { of })}</span>
                  </p>
                  <Bar share={of > 0 ? flagged / of : 0} quiet={quiet} className="mt-[.1em] h-[.4em]" />
                </>
              )}
            </div>
          )}
        </li>
      ))}
    </ul>
  )
}

const MARKS = {
  sound: { Icon: Check, tone: 'bg-good-soft text-good' },
  partly: { Icon: Minus, tone: 'bg-signal-soft text-signal' },
  costly: { Icon: TriangleAlert, tone: 'bg-risk-soft text-risk' },
} as const

function Decision({
  decision: { when, title, quality, choices, better, sound },
  sources,
}: {
  decision: RoomDecision
  sources: RoomSource[]
}) {
  const t = useTranslations('liveProjector')
  const { Icon, tone } = MARKS[quality]
  const cited = sources.filter((s) => choices.some((c) => c.cites.includes(s.id)))
  return (
    <>
      <div className="flex items-end justify-between gap-x-8">
        <div>
          <p className="text-fit-lg text-ink-2">{when}</p>
          <h1 className={`mt-1 ${H1}`}>{title}</h1>
        </div>
        <p className={`flex shrink-0 items-center gap-x-2 rounded-full px-5 py-1.5 text-fit-xl font-semibold ${tone}`}>
          <Icon className="icon" aria-hidden="true" />
          {t(`quality.${quality}`)}
        </p>
      </div>
      <Fit max={1.75} min={1.25} className="mt-5 flex-1">
        <div className="grid grid-cols-[minmax(0,4fr)_minmax(0,3fr)] gap-x-[1.6em] leading-medium">
          <section>
            <h2 className="font-semibold text-ink-2">{t('chose')}</h2>
            <ul className="mt-[.3em] space-y-[.6em]">
              {choices.map(({ ask, text, why }) => (
                <li key={ask} className="border-s-[.2em] border-accent-line ps-[.7em]">
                  <p className="font-semibold">{text}</p>
                  {why && <p className="text-ink-2">{why}</p>}
                </li>
              ))}
            </ul>
          </section>
          <div className="space-y-[1em]">
            {better && (
              <section className="rounded-[.9em] border border-line-2 bg-surface px-[.9em] py-[.7em]">
                <h2 className="font-semibold">{t('worked')}</h2>
                {better.checks.length > 0 && (
                  <p className="mt-[.2em] text-ink-2">
                    {t(better.texts.length > 0 ? 'checkFirst' : 'sameAfterChecking', { checks: better.checks.join('; ') })}
                  </p>
                )}
                <ul className="mt-[.3em] space-y-[.3em]">
                  {better.texts.map((text) => (
                    <li key={text}>{text}</li>
                  ))}
                </ul>
              </section>
            )}
            {sound && <Sound {...sound} />}
          </div>
        </div>
      </Fit>
      {cited.length > 0 && <Source sources={cited} />}
    </>
  )
}

/** One line: the words of the first source, the marks of the others. */
function Source({ sources: [first, ...others] }: { sources: RoomSource[] }) {
  const t = useTranslations('liveProjector')
  if (!first) return null
  return (
    <p className="mt-4 border-t border-line pt-3 text-fit-lg leading-snug text-ink-2">
      {t('source', { text: first.kind === 'report' ? quoted(first.text) : first.text, id: first.id })}
      {others.length > 0 && ` ${t('sourcesMore', { ids: others.map((s) => s.id).join(', ') })}`}
    </p>
  )
}
