import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { SERVER } from '../commands/prepare.js'
import { inOurFiles } from './stack-trace'

const url = pathToFileURL(resolve(SERVER)).href

test('a place in the bundle is mapped to the file, line and column it came from', () => {
  const ours = readFileSync('server/main.ts', 'utf8').split('\n')
  const made = readFileSync(SERVER, 'utf8').split('\n')
  const place = (lines: string[]) => {
    const line = lines.findIndex((text) => text.includes('async function main('))
    return `${line + 1}:${lines[line]!.indexOf('async') + 1}`
  }
  expect(inOurFiles(`    at main (${url}:${place(made)})\n    at node:internal/x:1:2`)).toBe(
    `    at main (server/main.ts:${place(ours)})\n    at node:internal/x:1:2`,
  )
})

test.each(['/work/.next/server/chunks/a.js:1:2', `${url.replace('main', 'gone')}:1:2`, `${url}:1:1`])(
  'an unknown place stays as it is: %s',
  (place) => expect(inOurFiles(`    at f (${place})`)).toContain(place),
)
