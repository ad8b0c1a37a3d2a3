import { Check, ChevronDown, Circle, Play } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { AskedCommand } from '@/scenarios/engine/live/schema'
import type { PaceView, PastMoment } from '@/scenarios/engine/live/facilitator'
import type { Treatment } from '@/scenarios/engine/live/treatments'
import type { RoomView } from '@/scenarios/engine/live/view'
import { usePlace } from '../shared/place'
import { ConfirmPanel } from './confirm'

interface Props {
  view: RoomView
  busy: boolean
  send: (command: AskedCommand) => void
}
const ROW = 'flex min-h-10 w-full items-start gap-2.5 rounded-lg px-3 py-2 text-start leading-5'

export function Moments({ view, busy, send }: Props) {
  const t = useTranslations('liveCockpit')
  const [open, setOpen] = useState(false)
  const moment = usePlace(view)
  const { path = [], pace } = view.facilitator ?? {}
  const { phase } = view
  const isAfter = phase === 'debrief' || phase === 'closed'
  const place = isAfter ? t(`phase.${phase}`) : moment
  return (
    <nav aria-label={t('moments')} className="max-xl:rounded-2xl max-xl:border max-xl:border-line max-xl:bg-surface max-xl:p-2">
      <button
        type="button"
        aria-expanded={open}
        className="flex min-h-11 w-full items-center justify-between gap-3 px-3 text-start xl:hidden"
        onClick={() => setOpen(!open)}
      >
        <span className="eyebrow">{t('moments')}</span>
        <span className="flex items-center gap-2 text-small text-ink-2">
          {place}
          <ChevronDown className={`icon ${open ? 'rotate-180' : ''}`} />
        </span>
      </button>
      <div className={open ? undefined : 'max-xl:hidden noscript:block!'}>
        <h2 className="eyebrow px-3 pb-1 pt-1.5 max-xl:sr-only">{t('moments')}</h2>
        <ol className="space-y-0.5 text-note">
          {path.map((moment) => (
            <li key={moment.moment}>
              <Item moment={moment} takes={moment.at === null && !isAfter ? (pace?.takes ?? 0) : 0} view={view} send={send} busy={busy} />
            </li>
          ))}
          {phase === 'debrief' && (
            <li>
              <Present name={t('heading.debrief')} minutes={pace?.after.debrief ?? 0} />
            </li>
          )}
          {pace && !isAfter && <ToCome pace={pace} isJudged={path.length > 0 && view.scene === null} />}
        </ol>
      </div>
    </nav>
  )
}

function ToCome({ pace: { ahead, after }, isJudged }: { pace: PaceView; isJudged: boolean }) {
  const t = useTranslations('liveCockpit')
  const play = useTranslations('play')
  return (
    <>
      {ahead.map(({ scene, title, treatment, minutes }) => (
        <Planned key={scene} name={title} how={treatment} minutes={minutes} />
      ))}
      {!isJudged && <Planned name={play('beforeDebrief')} how="vote" minutes={after.judgement} />}
      <Planned name={t('heading.debrief')} minutes={after.debrief} />
    </>
  )
}

const Present = (props: { name: string; how?: Treatment | undefined; minutes: number }) => (
  <p aria-current="step" className={`${ROW} bg-accent-soft font-semibold text-accent`}>
    <Play className="icon mt-0.5" />
    <span>
      {props.name}
      <How {...props} />
    </span>
  </p>
)

function Planned({ name, how, minutes }: { name: string; how?: Treatment; minutes: number }) {
  return (
    <li className={`${ROW} text-ink-2`}>
      <Circle className="icon mt-0.5 text-ink-3" />
      <span>
        {name}
        <How how={how} minutes={minutes} />
      </span>
    </li>
  )
}

function How({ how, minutes }: { how?: Treatment | undefined; minutes: number }) {
  const t = useTranslations('livePlan')
  if (minutes === 0) return null
  const time = t('minutes', { minutes })
  return <span className="block text-fine font-normal text-ink-3 tabular-nums">{how ? `${t(`how.${how}`)} · ${time}` : time}</span>
}

function Item({ moment: { title, at, sound }, takes, view, send, busy }: Props & { moment: PastMoment; takes: number }) {
  const t = useTranslations('liveCockpit')
  const play = useTranslations('play')
  const [asking, setAsking] = useState(false)
  const name = title || play('beforeDebrief')
  const isOver = view.phase === 'debrief' || view.phase === 'closed'
  if (at === null && !isOver) return <Present name={name} how={view.facilitator?.treatment ?? undefined} minutes={takes} />
  if (at === null)
    return (
      <p className={`${ROW} text-ink-2`}>
        <Check className="icon mt-0.5 text-good" />
        {name}
      </p>
    )
  return (
    <>
      <button
        type="button"
        className={`${ROW} text-ink-2 hover:bg-sunken`}
        aria-expanded={asking}
        disabled={view.paused}
        onClick={() => setAsking(!asking)}
      >
        <Check className="icon mt-0.5 text-good" />
        <span>
          {name}
          {sound !== null && <span className="block text-fine tabular-nums">{t('soundly', sound)}</span>}
        </span>
      </button>
      {asking && (
        <ConfirmPanel
          question={t('backAsk', { moment: name })}
          confirm={t('backDo')}
          busy={busy}
          onCancel={() => setAsking(false)}
          onConfirm={() => {
            setAsking(false)
            send({ type: 'return', to: at, whatIf: true })
          }}
        />
      )}
    </>
  )
}
