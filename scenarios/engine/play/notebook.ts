/** What a learner has noticed, found out and answered so far, read from the journal. It knows nothing of the key. */
import { flaggedOn } from './moment-view'
import type { Step } from './journal'
import { type Play, type PlayState, momentOf, sceneOf, segmentsOf } from './play'
import { findingOf, replyOf } from './prose'
import { sentBy } from './submission-view'

export interface Note {
  kind: 'flag' | 'finding' | 'reply' | 'report'
  id: string
  text: string
  /** What it answers: the check, the entry of a form, what the security officer was told by. */
  to?: string
}
export interface Notebook {
  /** Of this moment: flags in reading order, then findings, what was told and what was answered, in the order in which they came. */
  here: Note[]
  /** Of earlier moments, the newest first. */
  before: Note[]
}

export function notebookOf(play: Play, steps: readonly Step[], state: PlayState): Notebook {
  const now = momentOf(state)
  const isHere = (step: Step) => momentOf(step.before) === now
  const notes = (of: readonly Step[]) => of.flatMap((step) => notesOf(play, steps, step))
  const seen = sentHere(play, steps, state) ?? state
  const flags = flaggedOn(sceneOf(play, state), seen).map(({ id, text }): Note => ({ kind: 'flag', id, text }))
  const standing = new Set(state.flags)
  for (const { id } of flags) standing.delete(id)
  return {
    here: [...flags, ...notes(steps.filter(isHere)).filter((n) => n.kind !== 'flag')],
    before: notes(steps.filter((step) => !isHere(step)))
      .toReversed()
      // A sentence that was flagged again is noted once, at its last flag.
      .filter(({ kind, id }) => kind !== 'flag' || standing.delete(id)),
  }
}

function sentHere(play: Play, steps: readonly Step[], state: PlayState): PlayState | null {
  if (state.phase !== 'consequence') return null
  return sentBy(play, steps.findLast((s) => s.event.type === 'decide')!)?.before ?? null
}

function notesOf(play: Play, steps: readonly Step[], step: Step): Note[] {
  const { event, before } = step
  const scene = sceneOf(play, before)
  const id = `${event.type}-${before.submissions}`
  if (event.type === 'flag') {
    const segment = segmentsOf(scene.show, before).find((s) => s.id === event.segment)
    return segment ? [{ kind: 'flag', ...segment }] : []
  }
  if (event.type === 'check') {
    const check = scene.checks.find((c) => c.id === event.check)!
    const text = findingOf(play, steps, check)
    return text ? [{ kind: 'finding', id: check.id, text, to: check.text }] : []
  }
  if (event.type === 'report') return [{ kind: 'report', id, text: replyOf(play, steps, step), to: scene.report.text ?? '' }]
  const sent = sentBy(play, step)
  if (!sent) return []
  const entries = sent.form.map((entry): Note => ({ kind: 'reply', id: `${id}-${entry.id}`, text: entry.text, to: entry.ask }))
  const written = sent.words ?? sent.writes ?? (sent.signs ? sent.act : null)
  return [...entries, ...(written ? [{ kind: 'reply' as const, id, text: written, ...(sent.writes && { to: sent.act }) }] : [])]
}
