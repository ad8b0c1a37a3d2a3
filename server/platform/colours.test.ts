import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { COLOURS } from './colours'

test('the colours of letters and of the browser’s bars are those of the style sheet', () => {
  const css = readFileSync('app/globals.css', 'utf8')
  for (const [name, light] of Object.entries(COLOURS.light))
    expect(css).toContain(`--${name}: light-dark(${light}, ${COLOURS.dark[name as keyof typeof COLOURS.dark]});`)
})
