import { useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { REPORTED } from '@/scenarios/engine/live/ballot'
import type { Counts } from '@/scenarios/engine/live/facilitator'
import type { RoomView } from '@/scenarios/engine/live/view'
import { actOf } from './next-command'
import { type Autosave, createAutosave, useDraft, useDrafts } from './autosave'
import { roundOf } from './next-step'
import type { PostAction } from './post'
import { SavedMark } from './saved-mark'

export type HandCounts = Record<string, number>

/** Hands for the open vote, or the last one. What was typed for an earlier vote never counts for this one. */
export function useHands(view: RoomView, counts: Counts | null, postAction: PostAction): Autosave<HandCounts> | null {
  const key = countedNow(view, counts)
  const present = useRef(key)
  useEffect(() => {
    present.current = key
  })
  const drafts = useDrafts<HandCounts>((at) =>
    createAutosave(counts?.joined === 0 ? entered(view, counts) : {}, async (typed) =>
      at === present.current ? postAction({ type: 'hands', counts: typed }) : { ok: false, reason: 'not-now' },
    ),
  )
  return key === null ? null : drafts(key)
}

function countedNow(view: RoomView, counts: Counts | null): string | null {
  const { question, moment, vote, paused, phase } = view
  if (!question || paused || question.kind === 'word') return null
  if (question.kind === 'check') return phase === 'checking' ? `${moment}/${vote}` : null
  const round = roundOf(view, counts)
  return round === 0 ? null : `${moment}/${round}`
}

function entered(view: RoomView, counts: Counts): HandCounts {
  const { totals } = counts.facilitator!
  if (view.question?.kind === 'check') return totals.checks.counts.check ?? {}
  const asked = view.question?.kind === 'judge' ? 'looks' : actOf(view)?.id
  const round = totals.rounds[roundOf(view, counts) - 1]
  return { ...(asked && round?.counts[asked]), ...(round?.reported && { [REPORTED]: round.reported }) }
}

export function HandField({ id, text, hands }: { id: string; text: string; hands: Autosave<HandCounts> }) {
  const t = useTranslations('liveCockpit.hands')
  const { value } = useDraft(hands)
  const change = (typed: string) => {
    const count = Math.min(10_000, Math.max(0, Math.trunc(Number(typed)) || 0))
    hands.change({ ...value, [id]: count })
  }
  return (
    <input
      type="number"
      inputMode="numeric"
      min={0}
      max={10_000}
      step={1}
      value={value[id] ?? ''}
      placeholder="0"
      aria-label={t('for', { option: text })}
      className="min-h-11 w-full rounded-lg border border-control bg-surface px-3 text-end tabular-nums"
      onChange={(e) => change(e.currentTarget.value)}
      onBlur={() => hands.flush()}
      onKeyDown={(e) => {
        if (e.key === 'Enter') e.currentTarget.blur()
      }}
    />
  )
}

export function HandsNote({ hands, size }: { hands: Autosave<HandCounts>; size: number }) {
  const t = useTranslations('liveCockpit.hands')
  const { value, state, reason } = useDraft(hands)
  const raised = Object.entries(value).reduce((sum, [id, n]) => sum + (id === REPORTED ? 0 : n), 0)
  const problem = reason === 'too-many-hands' || reason === 'too-many-reported' ? t(reason, { raised, size }) : null
  const isTyped = Object.keys(value).length > 0 || state !== 'saved'
  return (
    <div className="mt-2 flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
      <p className="text-small text-ink-2">{t('hint')}</p>
      {isTyped && <SavedMark state={state} />}
      <p role="status" className="basis-full text-small leading-normal text-signal empty:hidden">
        {problem ?? (raised > size && t('moreThanExpected', { raised, size }))}
      </p>
    </div>
  )
}
