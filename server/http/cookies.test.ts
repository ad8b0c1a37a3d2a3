import { describe, expect, test } from 'vitest'
import { plainCookies } from './cookies'

describe('incoming cookies [p:cookies-host]', () => {
  test.each([
    ['__Host-learner=a; other=1;last=', '__Host-learner=a; other=1; last='],
    ['\u00a0__Host-learner=planted; __Host-learner=mine', '__Host-learner=mine'],
    ['\u00a0__Host-account.session_token=planted', ''],
    ['__Host-learner\u00a0=planted; \v__Host-learner=planted; \ufeff__Host-learner=planted', ''],
    ['__Host-learner=one; a=1; __Host-learner=two', 'a=1'],
    ['a=1; a=2', 'a=1; a=2'],
    ['=__Host-learner=planted; bare; __Host-learner', ''],
    ['__Host-learner=a=b', '__Host-learner=a=b'],
  ])('%j count as %j', (given, counted) => expect(plainCookies(given)).toBe(counted))
})
