'use client'
import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import type { PlayEvent } from '@/scenarios/engine/play/events'
import { replay } from '@/scenarios/engine/play/journal'
import type { StagedPlay } from '@/scenarios/engine/play/play'
import type { Draft } from '../play/answer-fields'
import { Judgement } from '../play/judgement'
import { MissingContext } from '../play/missing-answers'
import { Moment } from '../play/moment'
import { useSheets } from '../play/sheet'

interface Props {
  play: string
  events: PlayEvent[]
  missing: string | null
  draft: Draft
  action: string
  /** What the address keeps besides what is chosen. */
  kept: Record<string, string>
}

/** What a learner would see, on a journal that only the address holds. Each step loads the page again. */
export function DraftPlayer({ play: sent, events, missing, draft, action, kept }: Props) {
  const t = useTranslations('play')
  const play = useMemo(() => JSON.parse(sent) as StagedPlay, [sent])
  const { state, steps } = useMemo(() => replay(play, events), [play, events])
  useSheets()
  return (
    <MissingContext value={missing}>
      <form key={`${state.scene} ${state.phase} ${steps.length}`} method="get" action={action} noValidate className="views">
        {Object.entries(kept).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {/* Enter in a radio presses the first button of the form, so this one comes first. */}
        <button type="submit" tabIndex={-1} aria-hidden="true" className="sr-only">
          {t('decide')}
        </button>
        {state.phase === 'judgement' ? (
          <Judgement draft={draft} />
        ) : (
          <Moment play={play} state={state} steps={steps} draft={draft} onFlag={() => {}} action={action} />
        )}
      </form>
    </MissingContext>
  )
}
