import type { Step } from './journal'
import { momentView } from './moment-view'
import {
  type Artefact,
  type ArtefactOf,
  type Play,
  type PlayFacts,
  type PlayState,
  type Scene,
  type Submission,
  sceneOf,
  speechOf,
  submission,
} from './play'

export interface SubmissionView {
  /** The state in which it was done, because the option that was chosen may no longer be on offer afterwards. */
  before: PlayState
  act: string
  /** The artefact on which the act stands, and what it writes there. */
  on?: string
  signs: boolean
  writes?: string
  /** What was said or written to somebody: the sentences that were sent, or the act where that is speech. */
  words: string | null
  reply: string[]
  form: { id: string; ask: string; text: string }[]
}

export function sentBy(play: Play, { event, before }: Step): SubmissionView | null {
  const made = event.type === 'decide' && submission(play, before, event.choices)
  if (!made || typeof made === 'string') return null
  const { text, on, signs, writes } = made.act
  const reply = repliesIn(made)
  return {
    before,
    act: text,
    ...(on && { on }),
    signs: signs === true,
    ...(writes && { writes }),
    words: wordsOf(made),
    reply,
    form: entriesIn(made),
  }
}
/** The sentences that are sent, or the act where that is speech. */
export function wordsOf(made: Submission): string | null {
  const reply = repliesIn(made)
  return reply.length > 0 ? reply.join(' ') : speechOf(made.act)
}
const repliesIn = ({ sent }: Submission): string[] => sent.filter((s) => s.decision.as === 'reply').map((s) => s.option.text)
const entriesIn = ({ sent }: Submission) =>
  sent.filter((s) => s.decision.as === 'form').map(({ decision: { id, ask }, option: { text } }) => ({ id, ask, text }))

export type Conversation = ArtefactOf<'messages' | 'email' | 'transcript'>
const isConversation = (artefact: Artefact): artefact is Conversation =>
  artefact.kind === 'messages' || artefact.kind === 'email' || artefact.kind === 'transcript'

/** What a learner answers in a moment: the last thread, mail or call that is shown. */
export const answered = (scene: Pick<Scene, 'show'>, state: PlayFacts): Conversation | null =>
  momentView(scene, state).main.findLast(isConversation) ?? null

export const answeredIn = (play: Play, before: PlayState): Conversation | null => answered(sceneOf(play, before), before)

/** The time of day in a moment’s date, or the whole date. */
export const timeOf = ({ when }: Pick<Scene, 'when'>): string => /\d{1,2}[:.]\d{2}/.exec(when)?.[0] ?? when
