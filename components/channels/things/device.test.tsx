import { readFileSync } from 'node:fs'
import { renderToStaticMarkup } from 'react-dom/server'
import { IntlProvider, type Messages } from 'use-intl'
import { describe, expect, test } from 'vitest'
import { LOOKS, WISHES } from '@/scenarios/engine/format/looks'
import type { Artefact } from '@/scenarios/engine/play/play'
import { messagesOf } from '@/server/platform/locales'
import { ActsContext } from '../acts'
import { Drawn } from '../drawings'
import { FlaggingContext } from '../segments'

const { channels, play } = messagesOf('en')
const segment = (text: string, more = {}) => ({ id: text.replaceAll(' ', '-'), text, ...more })
const notice = (look: string) => ({
  id: 'thing',
  kind: 'notice',
  look,
  device: 'Your phone',
  title: 'Guests would like to',
  segments: WISHES.map((wish) => segment(`read the ${wish}`, { wish })),
})
const page = (look: string) => ({
  id: 'thing',
  kind: 'page',
  look,
  address: segment('review-hill.example/log-in'),
  title: 'Hill review',
  maker: 'Lift Apps',
  facts: [segment('none yet', { label: 'Ratings' })],
  segments: [segment('Your log-in has ended')],
  fields: [segment('Password')],
})
const THINGS = [...LOOKS.notice.map(notice), ...LOOKS.page.map(page)]
const acts = ['Allow all', 'Allow nothing'].map((text, i) => ({ id: `act-${i}`, n: i + 1, text }))

const html = (thing: (typeof THINGS)[number], acting = true, flagging = true) =>
  renderToStaticMarkup(
    <IntlProvider locale="en" timeZone="UTC" messages={{ channels, play } as Messages}>
      <FlaggingContext value={{ on: flagging, flags: [] }}>
        <ActsContext value={{ name: 'act', ask: 'What do you do?', acts: acting ? { thing: acts } : {} }}>
          <Drawn artefact={thing as unknown as Artefact} cast={{}} earlier={() => []} />
        </ActsContext>
      </FlaggingContext>
    </IntlProvider>,
  )
const texts = (node: unknown): string[] =>
  Object.entries(node as object).flatMap(([name, value]) =>
    typeof value === 'object' ? texts(value) : ['text', 'label', 'title', 'maker', 'device'].includes(name) ? [value as string] : [],
  )

describe.each(THINGS.map((thing) => [`${thing.kind} of the look ${thing.look}`, thing] as const))('a %s', (_, thing) => {
  const shown = html(thing)
  test('shows every text, in the order of its segments', () => {
    for (const text of texts(thing)) expect(shown).toContain(text)
    const flags = [...shown.matchAll(/type="checkbox"[^>]*value="([^"]*)"/g)].map(([, id]) => id)
    expect(flags).toEqual([...JSON.stringify(thing).matchAll(/"id":"([^"]*)"/g)].map(([, id]) => id).slice(1))
  })
  test('has the acts on it as radios, and nothing else to fill in or to press', () => {
    expect([...shown.matchAll(/type="radio"/g)]).toHaveLength(2)
    expect(html(thing, false)).not.toContain('type="radio"')
    expect(html(thing, false, false)).not.toMatch(/<(?:input|button|a|select|textarea)\b/)
  })
})

test.each([page('login'), notice('permission')])('a drawn button stands on a $look only where no act does', (thing) => {
  expect(html(thing)).not.toContain('drawn-button')
  expect(html(thing, false)).toContain('drawn-button')
})

test('no drawing has text in it, which nobody could translate or enlarge', () => {
  const sprite = readFileSync('components/channels/things/devices.svg', 'utf8')
  expect(sprite).not.toContain('<text')
  for (const [, id] of sprite.matchAll(/<symbol id="([^"]*)"/g)) expect(id).toMatch(/^device-/)
})
