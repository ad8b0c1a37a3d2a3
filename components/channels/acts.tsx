import { createContext, useContext } from 'react'
import { Words } from '../ui/words'
import { useFresh } from './fresh'

/** An act that stands on an artefact: on a paper, in a dialog, on a page. */
export interface ActOn {
  id: string
  /** Its number in the decision. */
  n: number
  text: string
  signs?: true
  sends?: boolean
  writes?: string
  fresh?: boolean
}
interface ActsState {
  /** The name of the radios: they belong to the one decision of the moment, wherever they stand. */
  name: string
  ask: string
  /** By artefact. Empty where nobody acts: on a wall, on paper, after the act. */
  acts: Readonly<Record<string, readonly ActOn[]>>
  chosen?: string
  /** What was done on an artefact. */
  done?: { on: string; signs: boolean; writes?: string }
}
const NONE: readonly ActOn[] = []
export const ActsContext = createContext<ActsState>({ name: '', ask: '', acts: {} })

export const useActsOn = (artefact: string): readonly ActOn[] => useContext(ActsContext).acts[artefact] ?? NONE
export function useDoneOn(artefact: string): ActsState['done'] {
  const { done } = useContext(ActsContext)
  return done?.on === artefact ? done : undefined
}

/** The radios of the acts on an artefact. By their number the style sheet shows what a choice writes, without script. */
export function ActsOn({ artefact, className }: { artefact: string; className: string }) {
  const { name, ask, chosen } = useContext(ActsContext)
  const acts = useActsOn(artefact)
  if (acts.length === 0) return null
  return (
    <div role="group" aria-label={ask} className={className}>
      {acts.map((act) => (
        <Act key={act.id} act={act} name={name} chosen={act.id === chosen} />
      ))}
    </div>
  )
}

function Act({ act: { id, n, text, signs, sends, fresh }, name, chosen }: { act: ActOn; name: string; chosen: boolean }) {
  const { mark, described } = useFresh(fresh)
  return (
    <label className="act-on" {...mark}>
      <input
        type="radio"
        name={name}
        value={id}
        defaultChecked={chosen}
        data-act
        data-n={n}
        data-signs={signs}
        data-sends={sends || undefined}
        onChange={(e) => keepInSight(e.currentTarget)}
        {...described}
      />
      <span>
        <Words>{text}</Words>
      </span>
    </label>
  )
}

/** The bar may come or grow over what is chosen, and a further question may open below. A keyboard scrolls to what it chooses by itself. */
export function keepInSight(chosen: HTMLInputElement) {
  if (chosen.matches(':focus-visible')) return
  requestAnimationFrame(() => {
    const question = 'sends' in chosen.dataset && chosen.form?.querySelector('.slots > fieldset')
    for (const part of [chosen.closest('label'), question || null]) part?.scrollIntoView({ block: 'nearest' })
  })
}
