/**
 * A participant's answer as a form: `moment` and `about` say what it answers, the other fields are those of a learner's moment. The phone
 * reads it, or the server if the phone has no script.
 */
import type { AskedView } from './asked-decision'
import type { Ballot, Vote } from './ballot'
import { FIELD, type Form, choicesOf, ratingIn, oneOf } from '../play/moment-form'
import { LOOKS } from '../play/events'
import type { QuestionView, RoomView } from './view'
import type { WhyOf } from './whys'

export type AnswerBody = { about: Vote; ballot: Ballot } | { about: 'flags'; flags: string[] } | { about: WhyOf; why: string }

const isVote = (about: unknown): about is Vote => typeof about === 'string' && /^(round|checks|words)-[1-9]\d*$/.test(about)
const isWhy = (about: unknown): about is WhyOf => typeof about === 'string' && /^why-[1-9]\d*$/.test(about)

/** Null if the form says too little for the open vote. Reads answers to a closed vote too: `validateAnswer` decides whether they count. */
export function readAnswer(form: Form, view: Pick<RoomView, 'moment' | 'vote' | 'question'>): AnswerBody | null {
  const about = form.get('about')
  if (about === 'flags')
    return form.get(FIELD.flagging) === '1' ? { about, flags: form.getAll(FIELD.flag).filter((f) => typeof f === 'string') } : null
  if (isWhy(about)) {
    const why = form.get('why')
    return typeof why === 'string' && why.trim() ? { about, why } : null
  }
  if (!isVote(about)) return null
  const ballot = readBallot(form, about)
  const isOpen = Number(form.get('moment')) === view.moment && about === view.vote
  if (!ballot || (isOpen && view.question && missingField(form, view.question))) return null
  return { about, ballot }
}

function readBallot(form: Form, about: Vote): Ballot | null {
  const check = form.get(FIELD.check)
  if (typeof check === 'string') return { kind: 'check', check }
  const looks = oneOf(LOOKS, form.get(FIELD.looks))
  if (looks) return { kind: 'judge', looks }
  const choices = choicesOf(form)
  if (Object.keys(choices).length === 0) return null
  if (about.startsWith('words')) return { kind: 'word', choices }
  const rating = ratingIn(form)
  return { kind: 'decide', choices, ...(form.get(FIELD.report) === '1' && { reported: true }), ...(rating && { rating }) }
}

export const missingField = (form: Form, question: QuestionView): string | null =>
  fieldsOf(question).find(([field, offer]) => !offer.some((value) => value === form.get(field)))?.[0] ?? null

type Field = [name: string, offer: readonly string[]]
function fieldsOf(question: QuestionView): Field[] {
  switch (question.kind) {
    case 'judge':
      return [[FIELD.looks, question.looks]]
    case 'check':
      return [[FIELD.check, idsOf(question.checks)]]
    case 'decide':
      return [fieldOf(question.act)]
    case 'word':
      return question.sentences.map(fieldOf)
  }
}
const fieldOf = ({ id, options }: AskedView): Field => [FIELD.choice(id), idsOf(options)]
const idsOf = (offer: readonly { id: string }[]): string[] => offer.map(({ id }) => id)
