import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'

/** Outside of code, `![alt](path)` and `<img src="path" … alt="alt">`. */
const SHOWN = /!\[(?<alt>[^\]]*)\]\((?<path>[^)]+)\)|<img src="(?<source>[^"]+)"[^>]* alt="(?<words>[^"]*)">/g

test('every picture is shown by a document, which says what is seen', () => {
  const documents = (readdirSync('docs', { recursive: true }) as string[]).filter((file) => file.endsWith('.md'))
  const shown = ['README.md', ...documents.map((file) => join('docs', file))].flatMap((document) =>
    [
      ...readFileSync(document, 'utf8')
        .replace(/`[^`]*`/g, '')
        .matchAll(SHOWN),
    ].map(({ groups }) => ({
      path: join(dirname(document), (groups!.path ?? groups!.source)!),
      alt: groups!.alt ?? groups!.words,
    })),
  )
  const pictures = readdirSync('docs/pictures').map((file) => join('docs/pictures', file))
  expect([...new Set(shown.map(({ path }) => path))].sort()).toEqual(pictures.sort())
  for (const { path, alt } of shown) expect(alt!.length, path).toBeGreaterThan(20)
})
