/** Over the texts of every scenario we have: about 25 of each, others when the seed changes. */
import { readFileSync, readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { textsOf, writeText } from './write-text'

const FOLDER = 'scenarios/library'
const SEED = 15
const SAMPLED = 25
const AWKWARD = [
  'Plain words',
  'A colon: here',
  "It's “so” #1",
  '“Quoted, and {name}”',
  '- a dash',
  'No',
  '3',
  'Two\nlines',
  'a\\b "c"',
  'x}',
]

const scenarios = readdirSync(FOLDER).filter((name) => /^[A-Z]\d\d$/.test(name))
const sourceOf = (id: string) => readFileSync(`${FOLDER}/${id}/scenario.yaml`, 'utf8')

test.each(scenarios)('%s: a text that is written reads back, and every other byte is as it was', { timeout: 50_000 }, (id) => {
  const source = sourceOf(id)
  const texts = textsOf(source)
  expect(texts.length).toBeGreaterThan(50)
  const sampled = texts.filter((_, i) => (i + SEED) % Math.ceil(texts.length / SAMPLED) === 0)
  for (const [n, { path, text }] of sampled.entries()) {
    const wanted = n % 2 === 0 ? AWKWARD[n % AWKWARD.length]! : `${AWKWARD[n % AWKWARD.length]} ${text}`
    const after = writeText(source, path, wanted)
    const now = textsOf(after)
    expect(now.map((each) => each.path)).toEqual(texts.map((each) => each.path))
    for (const [i, each] of now.entries()) expect(each.text, each.path).toBe(each.path === path ? wanted.trim() : texts[i]!.text)
    const [from, to] = changedIn(source, after)
    // Nothing but the scalar differs: what is around it stands in both files.
    expect(source.slice(from, source.length - to).length).toBeLessThan(text.length * 2 + 20)
    expect(writeText(after, path, text).length - source.length).toBeLessThan(text.length + 3)
  }
})

/** How many characters are the same at the beginning, and then at the end. */
function changedIn(before: string, after: string): [number, number] {
  const most = Math.min(before.length, after.length)
  let from = 0
  while (from < most && before[from] === after[from]) from++
  let to = 0
  while (to < most - from && before[before.length - 1 - to] === after[after.length - 1 - to]) to++
  return [from, to]
}
