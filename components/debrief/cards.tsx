import { Flag, MapPin, MessageSquareQuote, RotateCcw } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { Debrief } from '@/scenarios/engine/debrief/debrief'
import type { MomentReview } from '@/scenarios/engine/debrief/moment'
import { Cite } from './sources'
import { Quote } from '../ui/quote'
import { Words } from '../ui/words'

interface Props {
  view: Pick<Debrief, 'moment' | 'keep' | 'result'>
  numbers: Map<string, number>
  /** False for a tutorial: no moment of it mattered. */
  hasMoment: boolean
  /** Where to post for a replay from a decision; null if none is possible. */
  replay: string | null
}

export function Cards({ view: { moment, keep, result }, numbers, hasMoment, replay }: Props) {
  return (
    <div className="grid gap-3 sm:gap-4 items-start lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)] print:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      {hasMoment && <Moment moment={moment} numbers={numbers} judged={result !== null} replay={moment.kind === 'sound' ? null : replay} />}
      <NextTime better={hasMoment ? moment.better : null} rule={keep.rule} />
    </div>
  )
}

const Card = ({ id, tone, children }: { id: string; tone?: string; children: React.ReactNode }) => (
  <section aria-labelledby={id} className={`card flex flex-col gap-2 p-4 shadow-card sm:p-6 ${tone ?? ''}`}>
    {children}
  </section>
)

interface HeadingProps {
  id: string
  Icon: typeof Flag
  tone: string
  children: string
}
const Heading = ({ id, Icon, tone, children }: HeadingProps) => (
  <h2 id={id} className={`flex items-start gap-2 text-note font-semibold leading-snug ${tone}`}>
    <Icon className="icon mt-px" aria-hidden="true" />
    {children}
  </h2>
)

interface MomentProps extends Pick<Props, 'numbers' | 'replay'> {
  moment: MomentReview
  /** Whether the scenario names an outcome. Without one, the moment is told and not judged. */
  judged: boolean
}
function Moment({ moment: { n, when, title, kind, marked, made, because, points }, numbers, judged, replay }: MomentProps) {
  const t = useTranslations('debrief.moment')
  return (
    <Card id="moment-h">
      <Heading id="moment-h" Icon={MapPin} tone="text-accent">
        {t('title')}
      </Heading>
      <p className="text-small text-ink-2">
        <Words>{`${title} · ${when}`}</Words>
      </p>
      {marked.map(({ segment, text, sign, label }) => (
        <div key={segment} className="leading-medium">
          {sign ? (
            <mark className="segment text-lead text-inherit" data-flagged="">
              <Quote>{text}</Quote>
            </mark>
          ) : (
            <p className="text-lead">
              <Quote>{text}</Quote>
            </p>
          )}
          {label && (
            <p className="mt-1 flex items-center gap-1.5 text-small text-signal">
              <Flag className="icon" aria-hidden="true" />
              <Words cited>{label}</Words>
            </p>
          )}
        </div>
      ))}
      <p className="border-s-3 border-line-2 ps-3 leading-normal">
        <b className="font-semibold">{t(made ? made.how : 'unreported')}</b> {made && <Words>{made.text}</Words>}
      </p>
      <p className="text-note leading-normal text-ink-2">
        {judged && kind !== 'unreported' && <b className="font-semibold text-ink">{t(`kind.${kind}`, lostOf(points))} </b>}
        <Words>{because.text}</Words>
        <Cite ids={because.cites} numbers={numbers} />
      </p>
      {replay && <Replay from={n} title={title} action={replay} />}
    </Card>
  )
}

const lostOf = (points: MomentReview['points']) => ({ lost: points ? points.possible - points.earned : 0, possible: points?.possible ?? 0 })

function Replay({ from, title, action }: { from: number; title: string; action: string }) {
  const t = useTranslations('debrief')
  return (
    <form method="post" action={action} className="mt-auto pt-2 noprint">
      <button type="submit" name="from" value={from} className="btn btn-primary max-sm:w-full">
        <RotateCcw className="icon" aria-hidden="true" />
        {t('replayFrom', { title })}
      </button>
    </form>
  )
}

function NextTime({ better, rule }: { better: string | null; rule: string }) {
  const t = useTranslations('debrief')
  return (
    <Card id="next-h" tone="card-accent">
      <Heading id="next-h" Icon={MessageSquareQuote} tone="">
        {t('nextTime.rule')}
      </Heading>
      <p className="text-lead font-medium sm:text-h3">
        <Words>{rule}</Words>
      </p>
      {better && (
        <p className="border-t border-current/25 pt-2.5 text-note leading-normal">
          {t('nextTime.here')} <Words>{better}</Words>
        </p>
      )}
    </Card>
  )
}
