import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const files = ['app', 'components', 'server'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile() && /\.tsx?$/.test(one.name) && !/\.test\.tsx?$/.test(one.name))
    .map((one) => join(one.parentPath, one.name)),
)
const FORBIDDEN = {
  'a day of another length': /dateStyle: (?!'medium')/,
  'a number or a day in the language of the machine, or in American English':
    /toLocale(Date|Time)?String\(\s*(\)|locale\b|'en')|(DateTime|Number)Format\((\)|locale\b(?!, \{ hour))/,
  'a day written by hand': /day: '(numeric|2-digit)'/,
}
const found = (text: string) =>
  Object.entries(FORBIDDEN)
    .filter(([, pattern]) => pattern.test(text))
    .map(([what]) => what)

test('days and numbers are formatted in one way', () => {
  expect(files.length).toBeGreaterThan(500)
  expect(files.flatMap((path) => found(readFileSync(path, 'utf8')).map((what) => `${path}: ${what}`))).toEqual([])
})
test('texts write days in one way', () => {
  const skeletons = [...readFileSync('messages/en.json', 'utf8').matchAll(/, date, ::(\w+)\}/g)].map(([, skeleton]) => skeleton)
  expect(skeletons.length).toBeGreaterThan(10)
  expect(new Set(skeletons)).toEqual(new Set(['yMMMd']))
})
