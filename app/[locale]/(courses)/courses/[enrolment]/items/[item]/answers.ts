import 'server-only'
import { z } from 'zod'
import { type AnsweredKind, type Item, rulesOf } from '@/scenarios/engine/course/items'
import { isRight, contactQuiz } from '@/scenarios/engine/course/contact-quiz'
import { chosenContact, othersOf, reportingContacts } from './whom'

/** Null if the answer was right; otherwise the query of the page to show. */
type RetryQuery = Record<string, string> | null
type AnswerCheck = (fields: Readonly<Record<string, string>>, locale: string, seed: string) => Promise<RetryQuery>

const ContactAnswer = z.object({
  contact: z.string().max(3).default('0'),
  name: z.string().max(200).default(''),
  number: z.string().max(200).default(''),
})

async function contactAnswered(fields: Readonly<Record<string, string>>, locale: string, seed: string): Promise<RetryQuery> {
  const given = ContactAnswer.safeParse(fields)
  const { list } = await reportingContacts(locale)
  const at = chosenContact(given.data?.contact, list)
  const contact = String(at)
  const question = contactQuiz(list[at]!, othersOf(locale), seed)
  if (!given.success || !given.data.name || (question.kind && !given.data.number)) return { ask: '1', contact, note: 'incomplete' }
  return isRight(question, list[at]!, given.data) ? null : { contact, note: 'wrong' }
}

const ANSWERED = { acknowledgement: contactAnswered } satisfies Record<AnsweredKind, AnswerCheck>

export const wrongAnswer = async (item: Item, ...given: Parameters<AnswerCheck>): Promise<RetryQuery> =>
  rulesOf(item).doneBy === 'answering' ? ANSWERED[item.kind as AnsweredKind](...given) : null
