import { readFileSync, readdirSync } from 'node:fs'
import { renderToStaticMarkup } from 'react-dom/server'
import { IntlProvider, type Messages } from 'use-intl'
import { describe, expect, test } from 'vitest'
import { LOOKS } from '@/scenarios/engine/format/looks'
import type { ArtefactOf } from '@/scenarios/engine/play/play'
import { messagesOf } from '@/server/platform/locales'
import { ActsContext } from '../acts'
import { Profile } from '../profile'
import { BoardingPass } from './boarding-pass'
import { Calendar } from './card'
import { Programme } from './programme'
import { Thing } from './thing'
import { Timetable } from './timetable'

const { channels, play } = messagesOf('en')
const rendered = (children: React.ReactNode): string =>
  renderToStaticMarkup(
    <IntlProvider locale="en" timeZone="UTC" messages={{ channels, play } as Messages}>
      {children}
    </IntlProvider>,
  )
const words = (html: string): string[] => html.split(/<[^>]*>/).filter((text) => text.trim() !== '')
const none = { cast: {}, earlier: () => [] }
const row = (label: string, text: string) => ({ id: label, label, text })

describe('the drawings of things', () => {
  const sprite = readFileSync('components/channels/things/things.svg', 'utf8')
  const drawn = [...sprite.matchAll(/<symbol id="thing-([^"]+)"/g)].map(([, id]) => id!)
  const css = readFileSync('app/globals.css', 'utf8') + readFileSync('app/things/things.css', 'utf8')
  const source = readdirSync('components/channels/things')
    .filter((file) => /^[\w-]+\.tsx$/.test(file))
    .map((file) => readFileSync(`components/channels/things/${file}`, 'utf8'))
    .join()

  test('there is one for each look of a thing, and for each shape that a component names, and no other', () => {
    const named = [...source.matchAll(/<Shape of="([^"]+)"/g)].map(([, id]) => id!)
    expect(new Set(drawn)).toEqual(new Set([...LOOKS.thing, ...LOOKS.place, ...named]))
    expect(new Set(drawn).size).toBe(drawn.length)
  })
  test('they are in colours of the style sheet, for a light and a dark screen', () => {
    for (const [, colour] of sprite.matchAll(/(?:fill|stroke)="([^"]+)"/g)) {
      if (colour === 'none' || colour === 'currentColor') continue
      const token = /^var\((--[\w-]+)\)$/.exec(colour!)?.[1]
      expect(token, colour).toBeDefined()
      expect(css, token).toMatch(new RegExp(`${token}: light-dark\\(`))
    }
  })
  test('they have no words, and are small', () => {
    expect(sprite).not.toMatch(/<(text|title|desc|image)\b/)
    expect(Buffer.byteLength(sprite)).toBeLessThan(17_000)
  })
})

describe('a plan', () => {
  const lines = (payer?: string) => [
    { id: 'a', at: '9:00', text: 'Ferry', payer },
    { id: 'b', at: '10:00', text: 'Hall' },
  ]
  const plan = (payer?: string) =>
    ({ kind: 'itinerary', look: 'timetable', id: 'days', title: 'Days', lines: lines(payer) }) as unknown as ArtefactOf<'itinerary'>

  test('has a column for who pays only if somebody does', () => {
    expect(words(rendered(<Timetable artefact={plan('The institute')} {...none} />)).join(' ')).toMatch(/Who pays .*The institute .*–/)
    expect(words(rendered(<Timetable artefact={plan()} {...none} />)).join(' ')).not.toMatch(/Who pays|–/)
  })
  test('says in a programme who pays below what is paid for', () => {
    expect(words(rendered(<Programme artefact={plan('The institute')} {...none} />)).join(' ')).toMatch(
      /Ferry Who pays: The institute 10:00/,
    )
    expect(rendered(<Programme artefact={plan()} {...none} />)).not.toContain('Who pays')
  })
})

describe('a card', () => {
  const card = (...rows: ReturnType<typeof row>[]) =>
    ({ kind: 'card', look: 'calendar', id: 'card', title: 'Coffee', rows }) as unknown as ArtefactOf<'card'>

  test('in a calendar has a leaf for the row that names a time of day', () => {
    const shown = rendered(<Calendar artefact={card(row('Where', 'Hall 4'), row('When', 'Sunday, 16:00'))} {...none} />)
    expect(words(shown)).toEqual(['When', 'Sunday, 16:00', 'Coffee', 'Where', 'Hall 4'])
    expect(rendered(<Calendar artefact={card(row('When', 'Sunday'))} {...none} />)).not.toContain('leaf')
  })
  test('has one for the row that names a day', () => {
    const leaf = (text: string) => rendered(<Calendar artefact={card(row('Date', text))} {...none} />).includes('leaf')
    for (const text of ['4 April', 'Sunday, 14 May', '4. Apr.']) expect(leaf(text), text).toBe(true)
    for (const text of ['Hall 4', '4 rooms', 'Market 3', 'In April']) expect(leaf(text), text).toBe(false)
  })
  test('for a flight begins with from where and to where', () => {
    const shown = rendered(<BoardingPass artefact={card(row('From', 'Home'), row('To', 'Ambrel'), row('Paid by', 'A friend'))} {...none} />)
    expect(words(shown.slice(shown.indexOf('route'), shown.indexOf('stub')))).toEqual(
      expect.arrayContaining(['From', 'Home', 'To', 'Ambrel']),
    )
    expect(words(shown.slice(shown.indexOf('stub')))).toEqual(expect.arrayContaining(['Paid by', 'A friend']))
  })
})

test('what is printed on a thing is text, after its title, and acts stand on it', () => {
  const parcel = { kind: 'thing', look: 'parcel', id: 'parcel', title: 'A parcel', print: { id: 'p', text: 'Gate 2' }, segments: [] }
  const shown = rendered(
    <ActsContext value={{ name: 'act', ask: 'What now?', acts: { parcel: [{ id: 'open', n: 1, text: 'Open it' }] } }}>
      <Thing artefact={parcel as unknown as ArtefactOf<'thing'>} {...none} />
    </ActsContext>,
  )
  expect(words(shown)).toEqual(['A parcel', 'Gate 2', 'Open it'])
  expect(shown).toContain('#thing-parcel')
})

test('a profile says a role once, below the name', () => {
  const cast = { contact: { name: 'Liis', title: 'Editor', organisation: 'Briefings', picture: 'tulip' } } as never
  const profile = { kind: 'profile', id: 'p', of: 'contact', rows: [row('Role', 'Editor, Briefings'), row('Since', 'April')] }
  const shown = rendered(<Profile artefact={profile as unknown as ArtefactOf<'profile'>} cast={cast} earlier={() => []} />)
  expect(words(shown)).toEqual(['Liis', 'Role: ', 'Editor, Briefings', 'Since', 'April'])
})
