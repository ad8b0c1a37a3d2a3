import { readFileSync } from 'node:fs'
import { renderToStaticMarkup } from 'react-dom/server'
import { IntlProvider, type Messages } from 'use-intl'
import { describe, expect, test } from 'vitest'
import type { ArtefactOf } from '@/scenarios/engine/play/play'
import { messagesOf } from '@/server/platform/locales'
import { Frame } from './artefact'
import { Call } from './call'
import type { Cast } from './kind'
import { FlaggingContext } from './segments'
import { VideoCall } from './video-call'

const { channels, play } = messagesOf('en')
const cast = {
  you: { name: '', title: '', picture: 'teapot' },
  contact: { name: 'Ada Lund', title: 'Trainer', organisation: 'Judo Club', picture: 'kite' },
  guest: { name: 'Bo Marsh', title: 'Insurer', picture: 'tulip' },
} as unknown as Cast
const line = (from: string, ...texts: string[]) => ({ id: texts[0]!, from, segments: texts.map((text) => ({ id: text, text })) })
const call = (look: 'phone' | 'video' | 'talk', ...lines: ReturnType<typeof line>[]): ArtefactOf<'transcript'> =>
  ({ id: 'call', kind: 'transcript', look, with: 'contact', at: '02:14', tiles: ['Guest 3', 'Guest 4'], lines }) as ArtefactOf<'transcript'>

function html(artefact: ArtefactOf<'transcript'>): string {
  const Drawing = artefact.look === 'video' ? VideoCall : Call
  return renderToStaticMarkup(
    <IntlProvider locale="en" timeZone="UTC" messages={{ channels, play } as Messages}>
      <FlaggingContext value={{ on: true, flags: [] }}>
        <Frame artefact={artefact} cast={cast}>
          <Drawing artefact={artefact} cast={cast} earlier={() => []} />
        </Frame>
      </FlaggingContext>
    </IntlProvider>,
  )
}
const times = (text: string, part: string | RegExp) => text.split(part).length - 1
const spoken = [
  line('contact', 'Good morning.', 'Did I wake you?'),
  line('contact', 'Sorry.'),
  line('you', 'It is six.'),
  line('guest', 'Hello.'),
]

describe.each(['phone', 'video', 'talk'] as const)('a %s', (look) => {
  const shown = html(call(look, ...spoken))
  test('has a flag for each sentence of others, none for the learner’s, and nothing else that can be used', () => {
    expect(times(shown, '<input ')).toBe(4)
    expect(times(shown, 'type="checkbox"')).toBe(4)
    expect(shown).not.toMatch(/<(?:button|a)\b/)
  })
  test('names its people, who they are, and when', () => {
    for (const text of ['Ada Lund', 'Trainer, Judo Club', 'Bo Marsh', channels.you, '02:14', 'It is six.']) expect(shown).toContain(text)
  })
  test('names somebody who goes on again for screen readers alone', () => {
    expect(times(shown, '<li class="again">')).toBe(1)
  })
  test('leaves out a line of which nothing is said', () => {
    expect(html(call(look, ...spoken, { id: 'silent', from: 'guest', segments: [] }))).toBe(shown)
  })
})

describe('the tiles of a video call', () => {
  const tilesOf = (shown: string) =>
    [...shown.matchAll(/<li class="tile([^"]*)">(.*?)<\/li>/g)].map(([, shape, inner]) => ({ shape, inner: inner! }))
  const tiles = tilesOf(html(call('video', ...spoken)))
  test('show who speaks, who is only there, and the learner last, whose camera alone is on', () => {
    const texts = tiles.map(({ inner }) => inner.replace(/<[^>]*>/g, ''))
    const off = ['Ada Lund', 'Bo Marsh', 'Guest 3', 'Guest 4'].map((name) => name + channels.cameraOff)
    expect(texts).toEqual([...off, channels.you + channels.cameraOn])
    expect(tiles.at(-1)!.shape).toBe(' lit')
  })
  test('have a ring around the last speaker', () => {
    expect(tiles.map(({ shape }) => shape!.includes('speaks'))).toEqual([false, true, false, false, false])
    expect(tilesOf(html(call('video', ...spoken, line('you', 'Good.')))).at(-1)!.shape).toBe(' lit speaks')
  })
})

test('lines appear one after the other within four seconds, or at once without script or with reduced motion', () => {
  const css = readFileSync('app/things/call.css', 'utf8')
  const [before, moving] = css.split(/@media screen and \(scripting: enabled\) and \(prefers-reduced-motion: no-preference\)[^{]*\{/)
  expect(before).not.toContain('animation')
  const length = Number(/animation: said ([\d.]+)s/.exec(moving!)![1])
  const delays = [...moving!.matchAll(/animation-delay: ([\d.]+)s/g)].map(([, seconds]) => Number(seconds))
  expect(delays.length).toBeGreaterThan(3)
  for (const delay of delays) expect(delay + length).toBeLessThanOrEqual(4)
})
