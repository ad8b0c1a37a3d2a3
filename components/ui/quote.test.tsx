import { expect, test } from 'vitest'
import { renderToStaticMarkup } from 'react-dom/server'
import { Quote, quoted } from './quote'

test('a text is quoted once, even if it has its own marks', () => {
  const texts = ['A late letter', '“A late letter”', 'She wrote “a late letter”']
  const once = ['“A late letter”', '“A late letter”', 'She wrote “a late letter”']
  expect(texts.map(quoted)).toEqual(once)
  expect(texts.map((text) => renderToStaticMarkup(<Quote>{text}</Quote>))).toEqual(once)
})
