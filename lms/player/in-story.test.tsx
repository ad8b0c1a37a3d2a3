import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { IntlProvider } from 'use-intl'
import { Words } from '@/components/ui/words'
import { packageContent } from '@/tests/support/package-content'
import { openAttempt } from '../attempt'
import { InStory } from './in-story'

test.each([
  ['de', '<span lang="en" dir="auto">A text of the story</span>'],
  ['en', 'A text of the story'],
])('in a package in %s an English story is marked as what it is', (locale, shown) => {
  const story = packageContent('P01', { nature: 'hostile' })
  const attempt = openAttempt(story, '', () => 0.5)
  const page = (
    <IntlProvider locale={locale} messages={{}}>
      <InStory story={story} attempt={attempt}>
        <Words>A text of the story</Words>
      </InStory>
    </IntlProvider>
  )
  expect(renderToStaticMarkup(page)).toBe(shown)
})
