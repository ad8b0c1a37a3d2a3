import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { Address } from './address'

test.each([
  ['ann@example.org', 'ann@<wbr/>example.org'],
  ['ann@home@example.org', 'ann@home@<wbr/>example.org'],
  ['no address', 'no address'],
  ['', ''],
])('%s is shown whole, and may break before its domain', (of, shown) => {
  expect(renderToStaticMarkup(<Address of={of} />)).toBe(shown)
})
