import { useTranslations } from 'use-intl'
import { TOLD } from '@/scenarios/engine/live/ballot'
import type { Autosave } from './autosave'
import { SavedMark } from './saved-mark'
import { useDraft } from './use-draft'

export type HandCounts = Record<string, number>
export interface HandRow {
  id: string
  letter?: string
  text: string
  note?: string
}

/** Hands counted in the room, for people without a phone. They count as votes. @param size expected people */
export function Hands({ rows, hands, size }: { rows: HandRow[]; hands: Autosave<HandCounts>; size: number }) {
  const t = useTranslations('liveCockpit.hands')
  const { value, state, reason } = useDraft(hands)
  const raised = rows.reduce((sum, { id }) => sum + (id === TOLD ? 0 : (value[id] ?? 0)), 0)
  const problem = reason === 'too-many-hands' || reason === 'too-many-told' ? t(reason, { raised, size }) : null
  const change = (id: string, typed: string) => {
    const count = Math.min(10_000, Math.max(0, Math.trunc(Number(typed)) || 0))
    hands.change({ ...value, [id]: count })
  }
  return (
    <div>
      <p className="text-small text-ink-2">{t('hint')}</p>
      <ul className="mt-2 space-y-2">
        {rows.map(({ id, letter, text, note }) => (
          <li key={id}>
            <label className="flex items-center gap-3 text-note leading-medium">
              <span className="min-w-0 grow">
                {letter && <b className="me-2 font-semibold text-ink-2">{letter}</b>}
                {text}
                {note && <span className="block text-small text-ink-2">{note}</span>}
              </span>
              <input
                type="number"
                inputMode="numeric"
                min={0}
                max={10_000}
                step={1}
                value={value[id] ?? ''}
                placeholder="0"
                className="min-h-11 w-20 shrink-0 rounded-lg border border-control bg-surface px-3 text-end tabular-nums"
                onChange={(e) => change(id, e.currentTarget.value)}
                onBlur={() => hands.flush()}
                onKeyDown={(e) => {
                  if (e.key === 'Enter') e.currentTarget.blur()
                }}
              />
            </label>
          </li>
        ))}
      </ul>
      {(Object.keys(value).length > 0 || state !== 'saved') && (
        <div className="mt-2">
          <SavedMark state={state} />
        </div>
      )}
      <p role="status" className="text-small leading-normal text-signal [&:not(:empty)]:mt-1">
        {problem ?? (raised > size && t('moreThanExpected', { raised, size }))}
      </p>
    </div>
  )
}
