import { ACTED } from '../format/guard'
import type { Step } from './journal'
import {
  type Check,
  type Play,
  type PlayFacts,
  type PlayState,
  type Sentence,
  type Submission,
  consequences,
  holds,
  effectOf,
  submission,
} from './play'

export type LearnerLine = (decision: string) => string | null
const shown = <S extends Sentence>(sentences: readonly S[], known: PlayFacts, said: LearnerLine): S[] =>
  sentences
    .filter(({ when }) => holds(when, known))
    .map(({ said: decision, ...sentence }) => ({
      ...(sentence as S),
      text: decision ? sentence.text.replace('{said}', () => said(decision) ?? '') : sentence.text,
    }))
export const read = (sentences: readonly Sentence[], known: PlayFacts, said: LearnerLine): string =>
  shown(sentences, known, said)
    .map(({ text }) => text)
    .join(' ')

export const saidIn =
  (play: Play, steps: readonly Step[]): LearnerLine =>
  (decision) => {
    for (const { event, before } of steps.toReversed()) {
      if (event.type !== 'decide' || !event.choices[decision]) continue
      const made = submission(play, before, event.choices)
      if (typeof made === 'string') continue
      const option = [made.act, ...made.sent.map((s) => s.option)].find((o) => o.id === event.choices[decision])
      if (option) return option.says ?? option.text
    }
    return null
  }

/** The state in which a scene was reached. */
export const onArrival = (steps: readonly Step[], now: PlayState): PlayState =>
  steps.find(({ before }) => before.scene === now.scene)?.before ?? now

/** The lead of a scene as it was read on arrival, whatever was found out or reported since. */
export const leadOf = (play: Play, steps: readonly Step[], now: PlayState): string =>
  read(play.scenes[now.scene]!.lead, onArrival(steps, now), saidIn(play, steps))

/** A check's finding as it was read when the check was made; null if it was not made. */
export function findingOf(play: Play, steps: readonly Step[], { id, finding }: Pick<Check, 'id' | 'finding'>): string | null {
  const made = steps.find(({ event }) => event.type === 'check' && event.check === id)
  return made ? read(finding, made.after, saidIn(play, steps)) : null
}

/** What follows an act, in order: lines that somebody says or writes, and what is told between them. */
export interface FollowingLine {
  from?: string
  at?: string
  text: string
}
export function followingLines(play: Play, steps: readonly Step[], { event, before }: Step): FollowingLine[] {
  if (event.type !== 'decide') return []
  const made = submission(play, before, event.choices) as Submission
  const { facts } = effectOf(before, made)
  const lines: FollowingLine[] = []
  for (const { from, at, text } of shown(consequences(made, facts, before.checks), { facts, checks: before.checks }, saidIn(play, steps))) {
    const last = lines.at(-1)
    if (!from && last && !last.from) last.text += ` ${text}`
    else lines.push({ ...(from && { from }), ...(at && { at }), text })
  }
  return lines
}

/** The same as prose. */
export const consequenceOf = (play: Play, steps: readonly Step[], step: Step): string =>
  followingLines(play, steps, step)
    .map(({ from, text }) => (from ? `${nameIn(play, from)}“${text}”` : text))
    .join(' ')
function nameIn({ cast }: Play, id: string): string {
  const name = (cast[id] as { name?: string } | undefined)?.name
  return name ? `${name}: ` : ''
}

export function replyHere(play: Play, steps: readonly Step[]): string | null {
  const now = steps.at(-1)?.after
  const reported = now && steps.findLast(({ event, before }) => event.type === 'report' && before.scene === now.scene)
  return reported ? replyOf(play, steps, reported) : null
}

/** The reply as it was given: with the state before the report, and whether the act had been done. */
export function replyOf(play: Play, steps: readonly Step[], { before }: Step): string {
  const facts = before.phase === 'consequence' ? [...before.facts, ACTED] : before.facts
  return read(play.scenes[before.scene]!.report.reply, { facts, checks: before.checks }, saidIn(play, steps))
}
