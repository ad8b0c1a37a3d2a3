import { Flag, MessageSquareQuote, RotateCcw, Search } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { Debrief } from '@/scenarios/engine/debrief/debrief'
import type { DecisiveView } from '@/scenarios/engine/debrief/decisive-check'
import type { MomentReview } from '@/scenarios/engine/debrief/moment'
import { Cite } from './sources'
import { Quote } from '../ui/quote'
import { Words } from '../ui/words'

interface Props {
  view: Pick<Debrief, 'variant' | 'moment' | 'decisive' | 'keep'>
  numbers: Map<string, number>
  /** False for a tutorial: nothing in it counts, so no moment mattered. */
  scored: boolean
  /** Where to post for a replay from a decision; null if none is possible. */
  replay: string | null
}

export function Cards({ view: { variant, moment, decisive, keep }, numbers, scored, replay }: Props) {
  return (
    <div className="grid gap-3 sm:gap-4 lg:auto-cols-fr lg:grid-flow-col print:grid-flow-col print:auto-cols-fr">
      {scored && <Moment moment={moment} numbers={numbers} replay={moment.kind === 'sound' ? null : replay} />}
      <NextTime better={scored ? moment.better : null} rule={keep.rule} />
      {decisive && <Check check={decisive} genuine={variant === 'genuine'} />}
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
}
function Moment({ moment: { n, when, title, kind, marked, made, because }, numbers, replay }: MomentProps) {
  const t = useTranslations('debrief.moment')
  return (
    <Card id="moment-h">
      <Heading id="moment-h" Icon={Flag} tone="text-signal">
        {t('title')}
      </Heading>
      <p className="text-small text-ink-2">
        <Words>{`${title} · ${when}`}</Words>
      </p>
      {marked.map(({ segment, text, label }) => (
        <div key={segment} className="leading-medium">
          <mark className="segment text-lead text-inherit" data-flagged="">
            <Quote>{text}</Quote>
          </mark>
          {label && (
            <p className="mt-1 text-small text-ink-2">
              <Words cited>{label}</Words>
            </p>
          )}
        </div>
      ))}
      <p className="border-s-3 border-line-2 ps-3 leading-normal">
        <b className="font-semibold">{t(made ? made.how : 'unreported')}</b> {made && <Words>{made.text}</Words>}
      </p>
      <p className="text-note leading-normal text-ink-2">
        {kind !== 'unreported' && <b className="font-semibold text-ink">{t(`kind.${kind}`)} </b>}
        <Words>{because.text}</Words>
        <Cite ids={because.cites} numbers={numbers} />
      </p>
      {replay && <Replay from={n} title={title} action={replay} />}
    </Card>
  )
}

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
        <p className="mt-auto pt-1 text-note leading-normal">
          {t('nextTime.here')} <Words>{better}</Words>
        </p>
      )}
    </Card>
  )
}

function Check({ check, genuine }: { check: DecisiveView; genuine: boolean }) {
  const t = useTranslations('debrief.decisive')
  return (
    <Card id="decisive-h">
      <Heading id="decisive-h" Icon={Search} tone="text-good">
        {t(check.made ? 'made' : 'left')}
      </Heading>
      <p className="text-h3">
        <Words>{check.text}</Words>
      </p>
      <p className="text-small text-ink-2">{t('cost', { when: check.when, minutes: check.minutes })}</p>
      <p className="text-note leading-normal text-ink-2">{t(check.made ? 'found' : 'wouldFind', { finding: check.finding })}</p>
      {genuine && <p className="mt-auto pt-1 text-note leading-normal text-ink-2">{t('clean')}</p>}
    </Card>
  )
}
