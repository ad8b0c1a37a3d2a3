import { describe, expect, test } from 'vitest'
import { answerIn } from './mail'

describe('after a mail that could not be sent, the person who invited reads', () => {
  test.each([
    ["Can't send mail - all recipients were rejected: 550 5.1.1 no such mailbox", '550 5.1.1 no such mailbox'],
    ['Invalid login: 535 Authentication failed', '535 Authentication failed'],
    ['451-Try\r\n451 later', '451-Try 451 later'],
    ['Message failed: 552 too big\u0000\u202e!', '552 too big !'],
  ])('the mail server’s own answer: %j', (reason, answer) => {
    expect(answerIn(reason)).toBe(answer)
  })
  test.each(['connect ECONNREFUSED 10.0.4.12:587', 'getaddrinfo ENOTFOUND mail.inner.example', 'Connection timeout'])(
    'nothing from the network: %s',
    (reason) => {
      expect(answerIn(reason)).toBe('')
    },
  )
  test('no more than a line', () => {
    expect(answerIn(`550 ${'x'.repeat(900)}`)).toHaveLength(200)
  })
})
