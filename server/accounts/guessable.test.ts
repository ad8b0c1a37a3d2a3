import { describe, expect, test } from 'vitest'
import list from './common-passwords.json' with { type: 'json' }
import { LEAST_POINTS, partsOf, pointsOf } from './guessable'

const listed = new Set(list.split(' '))
const own = partsOf(['Ann Łęcka-Moore', 'ann.moore@ministry.example', 'Ministry of Transport', 'Second Look'])
const isRefused = (password: string) => pointsOf(password, (part) => listed.has(part)) < LEAST_POINTS
const isOwn = (password: string) => pointsOf(password, (part) => own.has(part) || listed.has(part)) < LEAST_POINTS

describe('guessed early', () => {
  test.each([
    'password1234',
    'P@ssw0rdP@ssw0rd!',
    'passwordpassword',
    'qwertyuiop12',
    'aaaaaaaaaaaaaaaa',
    '1q2w3e4r5t6y',
    '123456789012',
    'abcdefghijklm',
    'Welcome2026!!',
    'zxcvbnmasdfghjkl',
    'Summer2026!!',
  ])('%s', (password) => expect(isRefused(password)).toBe(true))
  test.each([
    'AnnMoore2026!',
    'Łęcka-Moore!!',
    'ministry2026!!',
    'Transport2026.',
    'SecondLook123',
    'annmooreministry',
    'ann.moore@ministry.example',
  ])('of the person: %s', (p) => expect(isOwn(p)).toBe(true))
})

test.each([
  'correct horse battery',
  'correcthorsebatterystaple',
  'a sentence that only I know',
  'vux9-krom-2tel',
  'zT7#qLw9!vRx',
  'wir fahren nach Łódź',
  '我们明天去看大熊猫和它们吃竹子',
])('not guessed early: %s', (password) => expect(isOwn(password)).toBe(false))

test('a long text is counted quickly', () => {
  const before = performance.now()
  pointsOf('correct horse '.repeat(20).slice(0, 200), (part) => listed.has(part))
  expect(performance.now() - before).toBeLessThan(200)
})
