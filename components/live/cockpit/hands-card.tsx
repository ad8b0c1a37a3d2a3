import { useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { TOLD } from '@/scenarios/engine/live/ballot'
import type { Counts } from '@/scenarios/engine/live/host'
import type { RoomView } from '@/scenarios/engine/live/view'
import { actOf } from '../shared/way-on'
import { createAutosave } from './autosave'
import { Fold } from './fold'
import { type HandCounts, Hands } from './hands'
import { roundOf } from './next-step'
import { useDrafts } from './use-draft'
import type { Desk } from './use-host'
import { handRows } from './voting'

interface HandsCardProps {
  view: RoomView
  counts: Counts | null
  desk: Desk
  /** Expected people. */
  size: number
  alone: boolean
}

/** Hands for the vote that is open, or was last. What was typed for an earlier one is never counted for this one. */
export function HandsCard({ view, counts, desk, size, alone }: HandsCardProps) {
  const t = useTranslations('liveCockpit')
  const play = useTranslations('play')
  const rows = handRows(view, counts, {
    looks: (look) => play(`looks.${look}`),
    told: t('wouldTell'),
    toldHint: t('hands.toldHint'),
  })
  const key = rows && `${view.moment}/${view.phase === 'checking' ? view.vote : roundOf(view, counts)}`
  const present = useRef(key)
  useEffect(() => {
    present.current = key
  })
  const hands = useDrafts<HandCounts>((at) =>
    createAutosave(counts?.joined === 0 ? entered(view, counts) : {}, async (typed) =>
      at === present.current ? desk({ type: 'hands', counts: typed }) : { ok: false, reason: 'not-now' },
    ),
  )
  const body =
    rows && key ? <Hands rows={rows} hands={hands(key)} size={size} /> : <p className="text-note text-ink-2">{t('hands.notNow')}</p>
  if (!alone) return <Fold title={t('hands.title')}>{body}</Fold>
  return (
    <section className="card p-5 shadow-card" aria-labelledby="hands-h">
      <h2 id="hands-h" className="font-semibold">
        {t('hands.title')}
      </h2>
      {body}
    </section>
  )
}

/** Where nobody has a phone, what was voted is what was entered. */
function entered(view: RoomView, counts: Counts): HandCounts {
  const { totals } = counts.host!
  if (view.question?.kind === 'check') return totals.checks.counts.check ?? {}
  const asked = view.question?.kind === 'judge' ? 'looks' : actOf(view)?.id
  const round = totals.rounds[roundOf(view, counts) - 1]
  return { ...(asked && round?.counts[asked]), ...(round?.told && { [TOLD]: round.told }) }
}
