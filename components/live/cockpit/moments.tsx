import { Check, ChevronDown, GitBranch, Play } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { AskedCommand } from '@/scenarios/engine/live/schema'
import type { PastMoment } from '@/scenarios/engine/live/host'
import type { RoomView } from '@/scenarios/engine/live/view'
import { usePlace } from '../shared/place'
import { AskFirst, ConfirmPanel } from './confirm'

interface Props {
  view: RoomView
  busy: boolean
  send: (command: AskedCommand) => void
}

/** The room's path so far, and the way back to any of its moments. */
export function Moments({ view, busy, send }: Props) {
  const t = useTranslations('liveCockpit')
  const path = view.host?.path ?? []
  const main = view.host?.main ?? null
  const list = useOpenWhereWide()
  const place = usePlace(view)
  return (
    <nav aria-label={t('moments')} className="lg:sticky lg:top-5">
      <details ref={list} className="group max-lg:rounded-2xl max-lg:border max-lg:border-line max-lg:bg-surface max-lg:px-2">
        <summary className="flex min-h-11 items-center justify-between gap-3 px-3 lg:min-h-8">
          <h2 className="eyebrow">{t('moments')}</h2>
          <span className="flex items-center gap-2 text-small text-ink-2 lg:hidden">
            {place}
            <ChevronDown className="icon group-open:rotate-180" />
          </span>
        </summary>
        {path.length === 0 ? (
          <p className="px-3 pb-2 text-note text-ink-2">{t('noMoments')}</p>
        ) : (
          <ol className="space-y-0.5 pb-2 text-note">
            {path.map((moment) => (
              <li key={moment.moment}>
                <Item moment={moment} send={send} busy={busy} paused={view.paused} />
              </li>
            ))}
          </ol>
        )}
      </details>
      {view.whatIf && (
        <div className="mt-2 space-y-2 rounded-xl border border-signal-line bg-signal-soft p-3">
          <p className="flex items-center gap-2 text-note font-semibold text-signal">
            <GitBranch className="icon" />
            {t('whatIf')}
          </p>
          {main !== null && !view.paused && (
            <AskFirst
              className="btn btn-quiet w-full"
              question={t('toMainAsk')}
              confirm={t('toMainDo')}
              busy={busy}
              onConfirm={() => send({ type: 'return', to: main, whatIf: false })}
            >
              {t('toMain')}
            </AskFirst>
          )}
        </div>
      )}
    </nav>
  )
}

function Item({
  moment: { title, at, sound },
  send,
  busy,
  paused,
}: Pick<Props, 'send' | 'busy'> & { moment: PastMoment; paused: boolean }) {
  const t = useTranslations('liveCockpit')
  const play = useTranslations('play')
  const [asking, setAsking] = useState(false)
  const name = title || play('beforeDebrief')
  const row = 'flex min-h-10 w-full items-center gap-2.5 rounded-lg px-3 py-1.5 text-start leading-5'
  if (at === null)
    return (
      <p aria-current="step" className={`${row} bg-accent-soft font-semibold text-accent`}>
        <Play className="icon" />
        {name}
      </p>
    )
  return (
    <>
      <button
        type="button"
        className={`${row} text-ink-2 hover:bg-sunken`}
        aria-expanded={asking}
        disabled={paused}
        onClick={() => setAsking(!asking)}
      >
        <Check className="icon text-good" />
        <span>
          {name}
          {sound !== null && <span className="block text-fine tabular-nums">{t('soundly', { sound })}</span>}
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

/** Open next to the moment; folded away above it on a narrow screen. */
function useOpenWhereWide() {
  const ref = useRef<HTMLDetailsElement>(null)
  useEffect(() => {
    const wide = matchMedia('(width >= 64rem)')
    const adapt = () => {
      if (ref.current) ref.current.open = wide.matches
    }
    adapt()
    wide.addEventListener('change', adapt)
    return () => wide.removeEventListener('change', adapt)
  }, [])
  return ref
}
