/** What somebody types or sends must not hold up the server: every expression of the product takes linear time. */
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type Expression, expressionsIn, faultOf } from './support/regular-expressions'

const ROOT = join(import.meta.dirname, '..')
const PRODUCT = ['app', 'components', 'lms', 'messages', 'public', 'scenarios', 'server']
const files = PRODUCT.flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path)),
).filter((path) => /\.[cm]?[jt]sx?$/.test(path) && !/\.(?:test|d)\.tsx?$/.test(path))
const all = files.flatMap((file) => expressionsIn(file, readFileSync(join(ROOT, file), 'utf8')))

/** Those found linear before, because to judge all of them takes most of a minute. */
const KNOWN = join(ROOT, '.prepared/linear.json')
const known = new Set(existsSync(KNOWN) ? (JSON.parse(readFileSync(KNOWN, 'utf8')) as string[]) : [])

async function faults(expressions: readonly Expression[]): Promise<string[]> {
  const found: string[] = []
  for (const { at, literal, reason } of expressions) {
    if (reason !== null || (literal !== null && known.has(literal))) continue
    const fault = literal === null ? 'is put together: write it out' : await faultOf(literal)
    if (fault === null) known.add(literal!)
    else found.push(`${at} ${literal ?? ''} ${fault}`)
  }
  return found
}

test('every expression of the product takes linear time, or says in a line why it does all the same', { timeout: 900_000 }, async () => {
  expect(all.length).toBeGreaterThan(200)
  const wrong = await faults(all)
  mkdirSync(dirname(KNOWN), { recursive: true })
  writeFileSync(KNOWN, JSON.stringify([...new Set(all.flatMap(({ literal }) => (literal && known.has(literal) ? literal : [])))], null, 1))
  expect(wrong).toEqual([])
})

describe('the check', () => {
  test.each([
    ['one that held up the server by a list of people', String.raw`/^"?([^"<>]*)"?\s*<([^<>]+)>[,;]?$/`],
    ['one that held it up by a picture', String.raw`/^\s*(<!--[\s\S]*?-->\s*|<!DOCTYPE[^>[]*>\s*)*<svg[\s>]/i`],
    ['one that begins anywhere', String.raw`/\s+$/`],
  ])('finds %s', { timeout: 120_000 }, async (_, literal) => {
    expect(await faultOf(literal)).toMatch(/polynomial|exponential/)
  })

  test('finds them wherever they stand, and asks for a reason', async () => {
    const text = [
      `const a = text.replace(/\\s+$/, '')`,
      `const b = <p>{/x+$/.test(text) ? 1 / 2 : null}</p>`,
      "const c = new RegExp(word + '+$')",
      `// linear: what it reads has at most twelve letters.`,
      `const d = RegExp(word)`,
    ].join('\n')
    expect(expressionsIn('x.tsx', text)).toEqual([
      { at: 'x.tsx:1', literal: '/\\s+$/', reason: null },
      { at: 'x.tsx:2', literal: '/x+$/', reason: null },
      { at: 'x.tsx:3', literal: null, reason: null },
      { at: 'x.tsx:5', literal: null, reason: 'what it reads has at most twelve letters.' },
    ])
    expect(await faults([{ at: 'x.ts:1', literal: null, reason: null }])).toEqual(['x.ts:1  is put together: write it out'])
  })
})
