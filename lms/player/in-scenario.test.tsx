import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { IntlProvider } from 'use-intl'
import { Words } from '@/components/ui/words'
import { packageContent } from '@/tests/support/package-content'
import { openAttempt } from '../attempt'
import { InScenario } from './in-scenario'

test.each([
  ['de', '<span lang="en" dir="auto">A text of the story</span>'],
  ['en', 'A text of the story'],
])('in a package in %s an English scenario is marked as what it is', (locale, shown) => {
  const scenario = packageContent('P01', { variant: 'hostile' })
  const attempt = openAttempt(scenario, '', () => 0.5)
  const page = (
    <IntlProvider locale={locale} messages={{}}>
      <InScenario scenario={scenario} attempt={attempt}>
        <Words>A text of the story</Words>
      </InScenario>
    </IntlProvider>
  )
  expect(renderToStaticMarkup(page)).toBe(shown)
})
