import type { Step } from './journal'
import { type Artefact, type ArtefactOf, type Guard, type Scene, type Segment, type StagedPlay, holds } from './play'
import { followingLines } from './prose'
import { answered, sentBy, timeOf } from './submission-view'

export interface EarlierMessage {
  id: string
  from: string
  at: string
  /** The day and hour of its moment, where it is the first of that moment. */
  day?: string
  /** Of a mail. */
  subject?: string
  /** As it was written: each bubble of a message, each paragraph of a mail. */
  texts: string[]
  /** How long it can be listened to. */
  voice?: string
  /** The names of what was attached. */
  files?: string[]
}
export type Thread = ArtefactOf<'messages' | 'email'>
export const isThread = (artefact: Artefact): artefact is Thread => artefact.kind === 'messages' || artefact.kind === 'email'

const sameThread = (a: Artefact, b: Thread): a is Thread =>
  a.kind === 'messages' && b.kind === 'messages'
    ? a.channel === b.channel && a.with === b.with
    : a.kind === 'email' && b.kind === 'email' && a.from === b.from && sameAddress(a.address, b.address)
/** A system that writes in somebody’s name, from an address of its own, does not go on with what that person wrote. */
const sameAddress = (a?: { text: string }, b?: { text: string }): boolean => !a || !b || a.text === b.text

/** What was written before in this thread: by others in earlier moments, by the learner, and in answer to that. */
export function earlierMessages(play: StagedPlay, steps: readonly Step[], thread: Thread): EarlierMessage[] {
  return steps.flatMap((step) => {
    const { event, before } = step
    const scene = play.scenes[before.scene]!
    if (event.type !== 'decide' || scene.show.some((a) => a.id === thread.id)) return []
    const then = scene.show.find((a): a is Thread => sameThread(a, thread) && holds(a.when, before))
    if (!then) return []
    const shown = then.kind === 'email' ? [mailOf(then, before)] : messagesOf(then, before)
    const [first, ...rest] = [...shown, ...(answered(scene, before)?.id === then.id ? sentIn(play, steps, step, scene) : [])]
    return first ? [{ ...first, day: scene.when }, ...rest] : []
  })
}

const words = (segments: readonly (Segment & { when?: Guard })[], state: Step['before']): string[] =>
  segments.filter((s) => holds(s.when, state)).flatMap(({ text, link }) => (link ? [text, link.words] : [text]))
const messagesOf = ({ messages }: ArtefactOf<'messages'>, state: Step['before']): EarlierMessage[] =>
  messages
    .filter((m) => holds(m.when, state))
    .map(({ id, from, at, voice, segments, attachments }) => ({
      ...{ id, from, at, texts: words(segments, state) },
      ...(voice && { voice }),
      ...filesOf(attachments, state),
    }))
const mailOf = ({ id, from, at, subject, paragraphs, attachments }: ArtefactOf<'email'>, state: Step['before']): EarlierMessage => ({
  ...{ id, from, at, subject },
  texts: paragraphs.map((p) => words(p, state).join(' ')).filter(Boolean),
  ...filesOf(attachments, state),
})
const filesOf = (attachments: readonly (Segment & { when?: Guard })[], state: Step['before']): Pick<EarlierMessage, 'files'> => {
  const files = attachments.filter((s) => holds(s.when, state)).map(({ text }) => text)
  return files.length > 0 ? { files } : {}
}

function sentIn(play: StagedPlay, steps: readonly Step[], step: Step, scene: Scene): EarlierMessage[] {
  const mine = sentBy(play, step)?.words
  const n = step.before.submissions
  return [
    ...(mine ? [{ id: `sent-${n}`, from: 'you', at: timeOf(scene), texts: [mine] }] : []),
    ...followingLines(play, steps, step).flatMap(({ from, at, text }, i) =>
      from ? [{ id: `answer-${n}-${i}`, from, at: at ?? timeOf(scene), texts: [text] }] : [],
    ),
  ]
}
