import { useTranslations } from 'use-intl'
import { shown } from '@/scenarios/engine/live/ballot'
import type { AskedCommand } from '@/scenarios/engine/live/schema'
import type { Counts } from '@/scenarios/engine/live/host'
import type { RoomView, SceneView } from '@/scenarios/engine/live/view'
import { TalkTimer } from './clock'
import { DebriefParts } from './debrief-parts'
import { FlagsSoFar } from './flags-so-far'
import { roundOf } from './next-step'
import { Voting } from './voting'
import { isJudgement, usePlace } from '../shared/place'
import { actOf } from '../shared/way-on'

interface Props {
  view: RoomView
  counts: Counts | null
  audience: 'phones' | 'tables' | 'hands'
  /** Expected people. */
  size: number
  skew: number
  busy: boolean
  send: (command: AskedCommand) => void
  /** What to do next, below the content. */
  children: React.ReactNode
}

const VOTES: readonly RoomView['phase'][] = ['checking', 'weighed', 'voting', 'discussing', 'revealed', 'wording']

/** The current moment: the question, the answers, what to do next. */
export function Now({ view, counts, audience, size, skew, busy, send, children }: Props) {
  const t = useTranslations('liveCockpit')
  const { phase, scene } = view
  const round = roundOf(view, counts)
  const last = counts?.host?.totals.rounds.at(-1)
  const hidden = phase === 'revealed' && !(last && shown(last))
  const state = phase === 'voting' && round > 0 ? t('phase.round', { round }) : t(`phase.${hidden ? 'revealedFew' : phase}`)
  const place = usePlace(view)
  const where = [...(place ? [place] : []), ...(phase === 'consequence' ? [] : [state])]
  const flags = counts?.host?.totals.flags
  return (
    <section className="card px-5 pt-5 shadow-card max-lg:pb-5" aria-labelledby="now-h">
      {phase !== 'debrief' && phase !== 'closed' && <p className="eyebrow">{where.join(' · ')}</p>}
      <div className="mt-0.5 flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h1 id="now-h" className="text-h3">
          <Heading view={view} />
        </h1>
        {VOTES.includes(phase) && counts && (
          <p className="text-small text-ink-2">
            <Answered counts={counts} audience={audience} size={size} />
          </p>
        )}
      </div>
      {view.paused && <p className="mt-2 rounded-xl bg-signal-soft px-4 py-3 text-signal">{t('pausedText')}</p>}
      <Told view={view} audience={audience} counts={counts} />
      {phase === 'discussing' && view.until !== null && (
        <div className="mt-3">
          <TalkTimer until={view.until} skew={skew} />
        </div>
      )}
      <Voting view={view} counts={counts} busy={busy} send={send} />
      {view.debrief && <DebriefParts debrief={view.debrief} part={view.part} busy={busy} send={send} />}
      {scene && scene.found.length > 0 && <Found found={scene.found} />}
      {scene && phase !== 'consequence' && flags && <FlagsSoFar scene={scene} flags={flags} />}
      {children}
    </section>
  )
}

function Heading({ view }: { view: RoomView }) {
  const t = useTranslations('liveCockpit')
  const play = useTranslations('play')
  const { phase, scene, question } = view
  if (phase === 'lobby' || phase === 'debrief' || phase === 'closed' || phase === 'consequence') return t(`heading.${phase}`)
  if (phase === 'opening') return play('whoYouAre')
  if (phase === 'checking' || phase === 'weighed') return play('checkNext')
  if (question?.kind === 'judge' || !scene) return play('judgement')
  return actOf(view)?.ask ?? (question?.kind === 'word' ? question.act : scene.title)
}

/** What the trainer has to know of this phase, in a line or two. */
function Told({ view, audience, counts }: Pick<Props, 'view' | 'audience' | 'counts'>) {
  const t = useTranslations('liveCockpit')
  const { phase, host, followed } = view
  const telling = useTranslations('liveTelling')
  const { rounds = [], checks } = counts?.host?.totals ?? {}
  const last = rounds.at(-1)
  const line = 'mt-1 text-note leading-normal text-ink-2'
  switch (phase) {
    case 'lobby':
      return <p className={line}>{t(`told.lobby.${audience}`)}</p>
    case 'opening':
      return (
        <>
          <p className={line}>{t('told.opening')}</p>
          <p className="mt-2 leading-relaxed">{view.you}</p>
        </>
      )
    case 'debrief':
    case 'closed':
      return <p className={line}>{t(`told.${phase}`)}</p>
    case 'reading':
      return <p className={line}>{t(`told.treatment.${isJudgement(view) ? 'judgement' : (host?.treatment ?? 'vote')}`)}</p>
    case 'checking':
    case 'weighed':
      return <p className={line}>{t(checks?.few ? 'told.few' : 'told.checking')}</p>
    case 'wording':
      return <p className={line}>{t('told.wording')}</p>
    case 'voting':
      return <p className={line}>{t(rounds[roundOf(view, counts) - 1]?.few ? 'told.few' : 'told.private')}</p>
    case 'discussing':
      return <p className={line}>{t('told.discussing')}</p>
    case 'revealed':
      return <p className={line}>{t(last && shown(last) ? 'told.revealed' : 'told.tooFew')}</p>
    case 'consequence':
      return (
        followed && (
          <div className="mt-3 space-y-2.5 leading-relaxed">
            {followed.reply !== null && (
              <div>
                <p className="font-medium">{telling('youTold')}</p>
                <p className="mt-0.5">{followed.reply}</p>
              </div>
            )}
            <p className="border-s-4 border-accent-line ps-4 text-ink-2">{followed.chose}</p>
            {followed.text && <p>{followed.text}</p>}
          </div>
        )
      )
  }
}

/** What the room has checked, and the findings. */
function Found({ found }: Pick<SceneView, 'found'>) {
  const t = useTranslations('liveCockpit')
  return (
    <div className="mt-5 border-t border-line pt-4">
      <h2 className="text-note font-semibold">{t('found')}</h2>
      <dl className="mt-2 space-y-2 text-note leading-normal">
        {found.map(({ id, text, finding }) => (
          <div key={id}>
            <dt className="text-ink-2">{text}</dt>
            <dd>{finding}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}

function Answered({ counts: { answered, joined }, audience, size }: Pick<Props, 'audience' | 'size'> & { counts: Counts }) {
  const t = useTranslations('liveCockpit')
  const of = audience === 'hands' ? size : joined
  const b = (chunks: React.ReactNode) => <b className="font-semibold text-ink tabular-nums">{chunks}</b>
  return answered > of ? t.rich('answeredAlone', { answered, b }) : t.rich('answered', { answered, of, b })
}
