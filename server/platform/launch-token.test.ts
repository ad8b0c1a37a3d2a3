import { expect, test } from 'vitest'
import { beside, inLaunch, launchToken, launchedPage, rootOf } from './launch-token'

const TOKEN = 'abcdefghijklmnopqrstuvwxyz_-0123'

test.each([
  [`/en/lti/${TOKEN}/learn/attempts/a1?note=x`, '/en/learn/attempts/a1?note=x'],
  [`/en/lti/${TOKEN}/learn/attempts/a1/events`, '/en/learn/attempts/a1/events'],
  [`/en/lti/${TOKEN}/courses/e1/items/i1/done`, '/en/courses/e1/items/i1/done'],
  [`/en/lti/${TOKEN}/learn/data/erase`, '/en/learn/data/erase'],
  [`/en/lti/${TOKEN}/signs`, '/en/signs'],
])('%s is answered as %s', (url, as) => expect(launchedPage(url)).toEqual({ token: TOKEN, url: as }))

test.each(['', '/', '/begin', '/manage', '/manage/people', '/account', '/courses', '/learn', '/learn/data-x', '/signs-and-more', '/live'])(
  'nothing else opens within a launch: %s [p:lti-frames]',
  (rest) => expect(launchedPage(`/en/lti/${TOKEN}${rest}`)).toEqual({ token: TOKEN, url: `/en/lti/${TOKEN}${rest}` }),
)
test.each(['/en/lti/short/learn/attempts/a', '/en/learn/attempts/a', `/lti/${TOKEN}/signs`])('%s is not a launch', (url) =>
  expect(launchedPage(url)).toBeNull(),
)

test('addresses get the token again, only within their own request', async () => {
  expect([rootOf('en'), launchToken(), beside()]).toEqual(['/en', null, {}])
  const inside = await inLaunch(TOKEN, async () => {
    await Promise.resolve()
    return [rootOf('de'), launchToken(), beside().target]
  })
  expect(inside).toEqual([`/de/lti/${TOKEN}`, TOKEN, '_blank'])
  expect(launchToken()).toBeNull()
})
