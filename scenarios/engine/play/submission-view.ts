import type { Step } from './journal'
import { momentView } from './moment-view'
import { type Artefact, type Play, type PlayState, type Submission, sceneOf, submission } from './play'

export interface SubmissionView {
  /** The state in which it was done, because the option that was chosen may no longer be on offer afterwards. */
  before: PlayState
  act: string
  reply: string[]
  form: { id: string; ask: string; text: string }[]
}

export function sentBy(play: Play, { event, before }: Step): SubmissionView | null {
  const made = event.type === 'decide' && submission(play, before, event.choices)
  if (!made || typeof made === 'string') return null
  return { before, act: made.act.text, reply: repliesIn(made), form: entriesIn(made) }
}
const repliesIn = ({ sent }: Submission): string[] => sent.filter((s) => s.decision.as === 'reply').map((s) => s.option.text)
const entriesIn = ({ sent }: Submission) =>
  sent.filter((s) => s.decision.as === 'form').map(({ decision: { id, ask }, option: { text } }) => ({ id, ask, text }))

/** The artefact that a reply from this moment answers: the last one shown. */
export const answered = (play: Play, before: PlayState): Artefact => momentView(sceneOf(play, before), before).main.at(-1)!

export const withReply = (artefact: Artefact, text: string, at: string): Artefact =>
  artefact.kind === 'messages'
    ? { ...artefact, messages: [...artefact.messages, { id: 'sent', from: 'you', at, segments: [{ id: 'sent-text', text }] }] }
    : artefact
