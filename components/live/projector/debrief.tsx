import { useTranslations } from 'use-intl'
import type { RoomDebrief, RoomMoment } from '@/scenarios/engine/live/debrief'
import type { RoomSource } from '@/scenarios/engine/live/script'
import type { SoundShares } from '@/scenarios/engine/live/shown-totals'
import { MARKS } from '../../debrief/mark'
import { Paragraphs } from '../../ui/paragraphs'
import { quoted } from '../../ui/quote'
import { Curve, Judged } from './curve'
import { H1, SamePage, Reporting, ToKeep } from './debrief-parts'
import { Fit } from './fit'
import { BRIEFLY_HIDDEN, COLUMNS } from './layout'
import { Signs } from './signs'
import { WallBar } from './totals'
import { OneLine } from './verdict'

interface Props {
  debrief: RoomDebrief
  part: string
  flagging: boolean
  tables?: boolean
}
export function DebriefPart({ debrief, part, flagging, tables = false }: Props) {
  const { decisions, ratings, judged, verdict, ending, reporting, signs, pages, keep, sources } = debrief
  if (part === 'ratings' || !verdict) return ratings.some((m) => m.room) ? <Curve ratings={ratings} /> : <Judged judged={judged} />
  if (part === 'reporting' && reporting) return <Reporting reporting={reporting} />
  if (part === 'signs' && signs) return <Signs signs={signs} flagging={flagging} tables={tables} />
  if (part === 'pages' && pages) return <SamePage pages={pages} variant={verdict.variant} />
  if (part === 'keep' && keep) return <ToKeep keep={keep} />
  if (part === 'ending' && ending) return <Ending ending={ending} />
  const decision = decisions.find((d) => d.scene === part)
  if (decision) return <Decision decision={decision} sources={sources} />
  return <OneLine verdict={verdict} judged={judged} />
}

/** What comes before the verdict, and the verdict, have a ground of their own. */
export const groundOf = ({ verdict }: RoomDebrief, part: string): string => {
  if (part === 'ratings') return 'night'
  if (part !== 'verdict') return ''
  return `night ${verdict?.variant === 'genuine' ? 'genuine' : 'approach'}`
}

function Ending({ ending: { outcome, title, paragraphs } }: { ending: NonNullable<RoomDebrief['ending']> }) {
  const t = useTranslations('liveProjector')
  const outcomes = useTranslations('liveOutcome')
  return (
    <Fit max={1.75} min={1} className="flex-1">
      <div className="flex min-h-full flex-col justify-center pb-[1em]">
        {!outcome && <p className="text-ink-2">{t('ended')}</p>}
        <h1 className="mt-[.1em] text-fit-2xl font-semibold leading-tight tracking-tight">{outcome ? outcomes(outcome) : title}</h1>
        {outcome && <p className="mt-[.2em] text-fit-lg font-semibold leading-snug">{title}</p>}
        <div className="mt-[.7em] space-y-[.5em] leading-medium text-pretty">
          <Paragraphs texts={paragraphs} />
        </div>
      </div>
    </Fit>
  )
}

function Mark({ worth }: { worth: keyof typeof MARKS }) {
  const t = useTranslations('debrief.worth')
  const { Icon, tone } = MARKS[worth]
  return (
    <span className={`inline-flex items-center gap-x-[.3em] rounded-full px-[.6em] align-bottom whitespace-nowrap ${tone}`}>
      <Icon className="icon" aria-hidden="true" />
      {t(worth)}
    </span>
  )
}

const LARGER = ['57', '50', '64', '70']

/** The same moment as on a phone, in what a room has time to read. */
function Decision({ decision: { when, title, act, sent, harm, better, sound }, sources }: { decision: RoomMoment; sources: RoomSource[] }) {
  const t = useTranslations('liveProjector')
  const told = useTranslations('debrief')
  const choices = [act, ...sent]
  const cited = sources.filter((s) => choices.some((c) => c.cites.includes(s.id)))
  return (
    <>
      <p className="text-ink-2">{when}</p>
      <h1 className={`mt-1 ${H1}`}>{title}</h1>
      <Fit max={1.6} min={1} layouts={LARGER} spare={LARGER.map((share) => `${share} brief`)} className="mt-5 flex-1">
        <div className={`grid gap-x-[1.6em] leading-snug ${COLUMNS}`}>
          <section>
            <h2 className="font-semibold text-ink-2">{t('chose')}</h2>
            <ul className="mt-[.3em] space-y-[.6em]">
              {choices.map(({ ask, text, why, worth }, i) => (
                <li key={ask} className="border-s-[.2em] border-accent-line ps-[.7em]">
                  <p className="font-semibold">
                    {text} <Mark worth={worth} />
                  </p>
                  {why && <p className={`text-ink-2 ${i < choices.length - 1 ? BRIEFLY_HIDDEN : ''}`}>{why}</p>}
                </li>
              ))}
            </ul>
          </section>
          <div className="space-y-[1em]">
            {better.length > 0 && (
              <section className="rounded-[.9em] border border-line-2 bg-surface px-[.9em] py-[.7em]">
                <h2 className="font-semibold">{told('worked')}</h2>
                <ul className="mt-[.3em] space-y-[.3em]">
                  {better.map((text) => (
                    <li key={text}>{text}</li>
                  ))}
                </ul>
              </section>
            )}
            {harm && <p className="font-semibold">{told(`harm.${harm}`)}</p>}
            {sound && <Sound {...sound} sends={sent.length > 0} />}
          </div>
        </div>
      </Fit>
      {cited.length > 0 && <Source sources={cited} />}
    </>
  )
}

function Sound({ first, last, counts, sends }: SoundShares & { sends: boolean }) {
  const t = useTranslations('liveProjector')
  const [before, now = before] = counts.map((count) => t('soundOf', count))
  return (
    <section className="rounded-[.7em] border border-line-2 bg-surface px-[.9em] py-[.6em]">
      <h2 className="font-semibold">{t('soundShare', { sends: String(sends) })}</h2>
      <p className="mt-[.2em] leading-none tabular-nums">
        {last !== null && (
          <span className="text-ink-2">
            <span className="sr-only">{t('firstVote')}: </span>
            {before}
            <span aria-hidden="true"> → </span>
            <span className="sr-only">, {t('lastVote')}: </span>
          </span>
        )}
        <b className="text-fit-2xl font-semibold tracking-tight">{now}</b>
      </p>
      <WallBar share={last ?? first} className="mt-[.4em] h-[.7em]" />
    </section>
  )
}

function Source({ sources: [first, ...others] }: { sources: RoomSource[] }) {
  const t = useTranslations('liveProjector')
  if (!first) return null
  return (
    <p className="mt-4 border-t border-line pt-3 leading-snug text-ink-2">
      {t('source', { text: first.kind === 'assessment' ? quoted(first.text) : first.text })}
      {others.length > 0 && ` ${t('sourcesMore', { count: others.length })}`}
    </p>
  )
}
