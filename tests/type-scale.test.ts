/** Sizes, line heights and tracking are tokens of app/globals.css. */
import { readFileSync, readdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'

const ROOT = resolve(import.meta.dirname, '..')
const sources = ['app', 'components']
  .flatMap((folder) => readdirSync(resolve(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`))
  .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
  .map((file) => ({ file, lines: readFileSync(resolve(ROOT, file), 'utf8').split('\n') }))
const css = readFileSync(resolve(ROOT, 'app/globals.css'), 'utf8')

const found = (scenario: RegExp): string[] =>
  sources.flatMap(({ file, lines }) =>
    lines.flatMap((line) => (line.match(scenario) ?? []).map((match) => `${file.replace(/^.*\//, '')}: ${match.trim()}`)),
  )
const tokens = (kind: string): string[] => [...css.matchAll(new RegExp(`--${kind}-([\\w-]+?)(?:--[\\w-]+)?:`, 'g'))].map((m) => m[1]!)

test.each(['text', 'leading', 'tracking'])('no %s has a size of its own', (kind) => {
  expect(found(new RegExp(`(?<![\\w-])${kind}-\\[[^\\]]*\\]`, 'g'))).toEqual([])
})

test('no size is named that the scale does not have: it would silently do nothing', () => {
  const used = (kind: string, names: string) => found(new RegExp(`(?<=[\\s"'\`:])${kind}-(?:${names})(?=[\\s"'\`])`, 'g'))
  const sizes = 'xs|sm|md|lg|(?:[2-9]?xl)|fit-\\w+|unit[\\w-]*|paper[\\w-]*|h\\d'
  const unknown = (kind: string, names: string) =>
    used(kind, names).filter((use) => !tokens(kind).includes(use.slice(use.lastIndexOf(`${kind}-`) + kind.length + 1)))
  expect(unknown('text', sizes)).toEqual([])
  expect(unknown('leading', '(?!none)[a-z]+')).toEqual([])
  expect(unknown('tracking', '[a-z]+')).toEqual([])
})

test('a page has its heading from PageTitle', () => {
  const own = sources.filter(({ file, lines }) => !file.includes('/projector/') && lines.some((line) => line.includes('<h1')))
  expect(own.map(({ file }) => file).sort()).toEqual([
    // The home page, larger than any other.
    'app/[locale]/(site)/newcomer.tsx',
    // Loaded with every page, and never needed.
    'app/[locale]/error.tsx',
    // One line of the card that says what happens now.
    'components/live/cockpit/current-step.tsx',
    'components/ui/page-title.tsx',
  ])
})
