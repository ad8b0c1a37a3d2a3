import { sha256Hex } from '../format/ids'

export interface ContactAnswers {
  name: string
  phone: string
  email: string
}
/** The question “Whom would you contact?”: the right contact among plausible others, and its number or address among others. */
export interface ContactQuiz {
  names: string[]
  /** What `numbers` holds; null if the contact has neither. */
  kind: 'phone' | 'email' | null
  numbers: string[]
}

const OFFICES = ['office', 'info', 'helpdesk', 'events', 'press']

/**
 * @param others other contacts that people might think of, in their language
 * @param seed gives the same learner the same order, and other learners another
 */
export function contactQuiz(contact: ContactAnswers, others: readonly string[], seed: string): ContactQuiz {
  const digits = contact.phone.replace(/\D/g, '')
  const kind = digits.length >= 3 ? 'phone' : contact.email ? 'email' : null
  const wrong = kind === 'phone' ? nearNumbers(contact.phone) : kind === 'email' ? otherAddresses(contact.email) : []
  return {
    names: shuffled([contact.name, ...others.filter((o) => !same(o, contact.name)).slice(0, 3)], seed),
    kind,
    numbers: kind === null ? [] : shuffled([contact[kind], ...wrong], seed),
  }
}

export const isRight = (question: ContactQuiz, contact: ContactAnswers, picked: { name: string; number: string }): boolean =>
  same(picked.name, contact.name) && (question.kind === null || picked.number === contact[question.kind])

const same = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase()

function nearNumbers(phone: string): string[] {
  const places = [...phone].flatMap((c, i) => (/\d/.test(c) ? [i] : [])).slice(-3)
  return [
    [0, 3, 1],
    [2, 0, 5],
    [4, 7, 0],
  ].map((steps) =>
    [...phone]
      .map((c, i) => {
        const at = places.indexOf(i)
        return at < 0 ? c : String((Number(c) + steps[at]!) % 10)
      })
      .join(''),
  )
}

function otherAddresses(email: string): string[] {
  const [local, domain] = email.split('@')
  return OFFICES.filter((office) => office !== local!.toLowerCase())
    .slice(0, 3)
    .map((office) => `${office}@${domain}`)
}

const shuffled = (values: string[], seed: string): string[] => {
  const weight = (value: string) => sha256Hex(`${seed} ${value}`)
  return [...values].sort((a, b) => (weight(a) < weight(b) ? -1 : 1))
}
