import { type Check, checkOffer, sceneOf } from '../play/play'
import { findingOf, read, saidIn } from '../play/prose'
import type { ScoredAttempt } from './moment'

export interface DecisiveView {
  scene: string
  text: string
  minutes: number
  finding: string
  made: boolean
}

/** The first that was made, or else the first that there was time for. Null if the path offered none. */
export function decisiveCheck({ key, play, steps, score: { submissions } }: ScoredAttempt): DecisiveView | null {
  const met = submissions.flatMap(({ at }) =>
    sceneOf(play, at)
      .checks.filter(({ id }) => key.decides.includes(id))
      .map((check) => ({ at, check, offer: checkOffer(play, at, check) })),
  )
  const found = met.find(({ offer }) => offer === 'made') ?? met.find(({ offer }) => offer === 'offered')
  if (!found) return null
  const { at, check } = found
  const finding = findingOf(play, steps, check) ?? read(check.finding, { ...at, checks: [...at.checks, check.id] }, saidIn(play, steps))
  return { scene: at.scene, ...textOf(check), finding, made: found.offer === 'made' }
}
const textOf = ({ text, minutes }: Check) => ({ text, minutes })
