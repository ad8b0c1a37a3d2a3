import { describe, expect, test } from 'vitest'
import { isRight, contactQuiz } from './contact-quiz'

const OTHERS = ['The IT help desk', 'A colleague I trust', 'The contact']
const desk = { name: 'The safety desk', phone: '+00 555 0100', email: 'desk@ministry.example' }

describe('the question whom to contact', () => {
  test('offers four names and four numbers in the same format, each once', () => {
    const { names, numbers, kind } = contactQuiz(desk, OTHERS, 'seed')
    expect(kind).toBe('phone')
    expect(new Set(names)).toEqual(new Set([desk.name, ...OTHERS]))
    expect(new Set(numbers).size).toBe(4)
    expect(numbers).toContain(desk.phone)
    for (const number of numbers) expect(number).toMatch(/^\+00 555 0\d{3}$/)
  })

  test('has the same order for the same learner, and the right answer is not always first', () => {
    expect(contactQuiz(desk, OTHERS, 'a')).toEqual(contactQuiz(desk, OTHERS, 'a'))
    const places = [...'abcdefghijklmnop'].map((seed) => contactQuiz(desk, OTHERS, seed).numbers.indexOf(desk.phone))
    expect(new Set(places).size).toBe(4)
  })

  test('asks for an address if there is no number, and only for the name if there is neither', () => {
    const mail = contactQuiz({ ...desk, phone: '', email: 'office@ministry.example' }, OTHERS, 'seed')
    expect(mail.kind).toBe('email')
    expect(new Set(mail.numbers).size).toBe(4)
    expect(contactQuiz({ ...desk, phone: 'ext. 7', email: '' }, OTHERS, 'seed')).toMatchObject({ kind: null, numbers: [] })
  })

  test('does not offer the right contact twice if it is the help desk', () => {
    const { names } = contactQuiz({ ...desk, name: 'The IT Help Desk' }, OTHERS, 'seed')
    expect(names.filter((n) => /help desk/i.test(n))).toHaveLength(1)
  })

  test('needs both the right name and the right number', () => {
    const question = contactQuiz(desk, OTHERS, 'seed')
    const wrong = question.numbers.find((n) => n !== desk.phone)!
    expect(isRight(question, desk, { name: desk.name, number: desk.phone })).toBe(true)
    expect(isRight(question, desk, { name: desk.name, number: wrong })).toBe(false)
    expect(isRight(question, desk, { name: OTHERS[0]!, number: desk.phone })).toBe(false)
    expect(isRight(question, desk, { name: desk.name, number: '' })).toBe(false)
  })
})
