import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { contrast } from './contrast'
import { NEEDED, SCHEMES, type Scheme, TOKENS, checkAccent, previewCss, themeCss } from './theme'

const colours = fc.integer({ min: 0, max: 0xffffff }).map((n) => `#${n.toString(16).padStart(6, '0')}`)
/** The colours of one scheme in a style sheet that gives both. */
const tokensIn = (css: string, scheme: Scheme): Record<string, string> =>
  Object.fromEntries(
    [...css.matchAll(/--([\w-]+):\s*light-dark\((#[0-9a-f]{6}),\s*(#[0-9a-f]{6})\)/g)].map(([, name, light, dark]) => [
      name!,
      { light: light!, dark: dark! }[scheme],
    ]),
  )
const globals = readFileSync('app/globals.css', 'utf8')

describe.each(SCHEMES)('in the scheme %s', (scheme) => {
  test('the colours are those of the style sheet', () => expect(tokensIn(globals, scheme)).toMatchObject(TOKENS[scheme]))

  test('our own accent passes', () => expect(checkAccent(TOKENS[scheme].accent, scheme).passes).toBe(true))

  test('for any colour the nearest that passes is found, and every colour derived from it is readable', () => {
    fc.assert(
      fc.property(colours, (colour) => {
        const { passes, ratio, nearest } = checkAccent(colour, scheme)
        expect(nearest).not.toBeNull()
        expect(passes).toBe(ratio >= NEEDED)
        if (passes) expect(nearest).toBe(colour)
        const made = tokensIn(themeCss({ light: nearest!, dark: nearest! }), scheme)
        const { ink, 'ink-3': faint, bg, surface, 'surface-2': second, sunken } = TOKENS[scheme]
        const pairs: [string, string][] = [
          ...[bg, surface, second, sunken, made['accent-soft']!].map((ground): [string, string] => [made.accent!, ground]),
          [made['on-accent']!, made.accent!],
          [made['on-accent']!, made['accent-hover']!],
          [ink, made['bubble-me']!],
          [faint, made['accent-soft']!],
        ]
        for (const [text, ground] of pairs) expect(contrast(text, ground), `${text} on ${ground}`).toBeGreaterThanOrEqual(NEEDED)
      }),
      { numRuns: 300 },
    )
  })
})

test('a pale colour fails in light, a deep one in dark', () => {
  expect(checkAccent('#9cc4ee', 'light')).toMatchObject({ passes: false })
  expect(checkAccent('#1b4b7a', 'dark')).toMatchObject({ passes: false })
  expect(checkAccent('#1b4b7a', 'light')).toMatchObject({ passes: true })
})

test('a preview shows both schemes whatever the browser prefers', () => {
  const css = previewCss({ light: '#7a1b4b', dark: '#ee9cc4' })
  expect(css).toMatch(/\.preview-light\{color-scheme:light;.*--accent:#7a1b4b/)
  expect(css).toMatch(/\.preview-dark\{color-scheme:dark;.*--accent:#ee9cc4/)
  expect(previewCss(null)).toContain(`--accent:${TOKENS.dark.accent}`)
})
