import { expect, test } from 'vitest'
import { markAfter, markWith, readBest, readCourseSuspended, readMark, writtenCourse } from './suspend-data'

const own = { hash: '0123abcd', seed: 2 ** 31 - 1, marks: ['htn-', 'r', '', 'gd0-j00', ''], seconds: 61 }

test('reads back what it wrote', () => {
  expect(writtenCourse(own)).toBe('c2|0123abcd|zik0zj|htn-.r..gd0-j00.|61')
  expect(readCourseSuspended(writtenCourse(own))).toEqual(own)
  expect(readCourseSuspended(writtenCourse({ ...own, seed: 0, marks: [''], seconds: 0.4 }))).toEqual({
    ...own,
    seed: 0,
    marks: [''],
    seconds: 0,
  })
})

test('a mark has the variant of a scenario that was opened, and nothing else has one', () => {
  for (const variant of ['hostile', 'genuine'] as const)
    for (const code of ['', 'rn-', 'd0-j00']) expect(readMark(markWith({ variant, code }))).toEqual({ variant, code })
  expect(['', 'r', 'tn-'].map(readMark)).toEqual([null, null, null])
})

test('before a repeat stands the best result so far', () => {
  for (const best of [0, 39, 69, 100]) expect(readBest(markAfter(best, 'htn-'))).toEqual({ best, mark: 'htn-' })
  for (const mark of ['', 'r', 'htn-', 'g']) expect(readBest(markAfter(null, mark))).toEqual({ best: null, mark })
  const repeated = { ...own, marks: own.marks.with(0, markAfter(54, 'gd0-')) }
  expect(readCourseSuspended(writtenCourse(repeated))).toEqual(repeated)
})

test('ignores what another package left behind', () => {
  const text = writtenCourse(own)
  const wrong = [
    '',
    'v1|0123abcd|g25|tn-|61',
    'c1|0123abcd|1|r|6',
    '{"slide":4}',
    `${text}|`,
    text.replace('61', '-1'),
    text.replace('tn-', 'tn '),
    `${text}\n`,
  ]
  for (const one of wrong) expect(readCourseSuspended(one), one).toBeNull()
})
