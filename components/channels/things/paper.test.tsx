import { readFileSync } from 'node:fs'
import { renderToStaticMarkup } from 'react-dom/server'
import { IntlProvider, type Messages } from 'use-intl'
import { describe, expect, test } from 'vitest'
import { LOOKS, SKETCHES } from '@/scenarios/engine/format/looks'
import { messagesOf } from '@/server/platform/locales'
import { type ActOn, ActsContext } from '../acts'
import { Drawn } from '../drawings'
import type { Cast } from '../kind'
import { FlaggingContext } from '../segments'
import type { Paper } from './paper'
import { WIDTHS, scribbled } from './scribble'

const { channels, play: playing } = messagesOf('en')
const sprite = readFileSync('components/channels/things/paper.svg', 'utf8')
const css = readFileSync('app/things/paper.css', 'utf8')
const symbols = new Map([...sprite.matchAll(/<symbol id="([^"]+)" viewBox="([^"]+)">/g)].map(([, id, box]) => [id!, box!]))

const cast: Cast = { contact: { name: 'Ada Lindqvist', picture: 'pear', title: 'Clerk' } }
const line = (id: string, text: string) => ({ id, text })
const PAPER: Paper = {
  id: 'paper',
  kind: 'document',
  look: 'form',
  head: { name: 'District Police', unit: 'Visitors’ desk', ref: 'Form 41/V' },
  title: 'Page one',
  clauses: [
    { id: 'place', heading: 'Place', hand: true, segments: [line('s-place', 'Mill Street')] },
    { id: 'changed', heading: 'Finding', segments: [{ id: 's-changed', text: 'may be kept', was: 'must go' }] },
    { id: 'street', sketch: 'street', segments: [line('s-street', 'Two vans in a street.'), line('s-rolls', 'Rolls lie about.')] },
    { id: 'lines', heading: 'What happened', unreadable: 10, segments: [line('s-lines', 'Ten lines that you cannot read.')] },
  ],
  stamp: { ring: 'District Police · Visitors’ desk', middle: '17 APR, 16:05' },
  signature: { line: 'Signature of the driver' },
}
const TEXTS = [
  'District Police',
  'Visitors’ desk',
  'Form 41/V',
  'Page one',
  'Place',
  'Mill Street',
  'Finding',
  'must go',
  'may be kept',
].concat([
  'Two vans in a street.',
  'Rolls lie about.',
  'What happened',
  'Ten lines that you cannot read.',
  '17 APR, 16:05',
  'Signature of the driver',
])
const ACTS: ActOn[] = [
  { id: 'leave', n: 1, text: 'Leave it' },
  { id: 'note', n: 2, text: 'Sign with a note', signs: true, writes: 'I cannot read this' },
]
type Done = React.ContextType<typeof ActsContext>['done']

function drawn(paper: Partial<Paper>, { acts = [], done, on = false }: { acts?: ActOn[]; done?: Done; on?: boolean } = {}): string {
  return renderToStaticMarkup(
    <IntlProvider locale="en" timeZone="UTC" messages={{ channels, play: playing } as Messages}>
      <FlaggingContext value={{ on, flags: [] }}>
        <ActsContext value={{ name: 'act', ask: 'What do you do?', acts: { paper: acts }, done }}>
          <Drawn artefact={{ ...PAPER, ...paper }} cast={cast} earlier={() => []} />
        </ActsContext>
      </FlaggingContext>
    </IntlProvider>,
  )
}
/** What a screen reader hears: no drawing. */
const heard = (html: string): string => html.replace(/<svg[^>]*aria-hidden.*?<\/svg>/gs, '').replace(/<[^>]*>/g, ' ')
const times = (text: string, part: string): number => text.split(part).length - 1

describe.each(LOOKS.document)('a document that is a %s', (look) => {
  test('says everything aloud, and once', () => {
    const words = heard(drawn({ look }))
    for (const text of TEXTS) expect(words).toContain(text)
    for (const text of ['Two vans', 'Ten lines', '17 APR', 'Page one']) expect(times(words, text), text).toBe(1)
  })
  test('can be flagged in every sentence', () => {
    expect(times(drawn({ look }, { on: true }), 'type="checkbox"')).toBe(5)
  })
  test('has its acts at its foot, and nothing to press without any', () => {
    expect(times(drawn({ look }, { acts: ACTS }), 'type="radio"')).toBe(2)
    expect(drawn({ look })).not.toMatch(/<(?:button|a|input)\b/)
  })
  test('uses drawings that exist, and no style attribute', () => {
    const html = drawn({ look, signature: { line: 'For us', by: 'contact' } }, { acts: ACTS })
    const used = [...html.matchAll(/href="[^"#]*#((?:hand|sketch|scrawl|mark|clip|pin)[^"]*)"/g)].map(([, id]) => id!)
    expect(used).toContain('sketch-street')
    for (const id of used) expect(symbols.has(id), id).toBe(true)
    expect(html).not.toContain('style=')
  })
})

test('a contract is a numbered list, a rota a table, slips a list', () => {
  expect(drawn({ look: 'contract' })).toMatch(/<ol[^>]*><li/)
  expect(drawn({ look: 'rota' })).toMatch(/<th scope="row">Finding<\/th><td/)
  expect(times(drawn({ look: 'slips' }), '<li>')).toBe(PAPER.clauses.length)
})
test('what was added to a rota by hand stands below it', () => {
  const [table, added] = drawn({ look: 'rota' }).split('</table>')
  expect(table).not.toContain('Mill Street')
  expect(added).toContain('Mill Street')
})

describe('a signature', () => {
  test('of somebody else is drawn, and their name is printed', () => {
    const html = drawn({ signature: { line: 'For us', by: 'contact' } })
    expect(html).toContain('#scrawl-')
    expect(heard(html)).toContain(cast.contact!.name)
    expect(html).not.toContain('class="scrawl"')
  })
  test('of the learner waits for an act that signs, without script', () => {
    const html = drawn({}, { acts: ACTS })
    expect(html).toContain('data-n="2">I cannot read this')
    expect(css).toContain('.paper:has(input[data-signs]:checked) .scrawl')
    expect(heard(html)).not.toContain(channels.signed)
  })
  test('is there after the act, with what was written beside it', () => {
    const words = heard(drawn({}, { done: { on: 'paper', signs: true, writes: 'I cannot read this' } }))
    expect(words).toContain(channels.signed)
    expect(words).toContain('I cannot read this')
    const other = drawn({}, { done: { on: 'another', signs: true } })
    expect(heard(other)).not.toContain(channels.signed)
  })
  test('moves only where motion is wanted', () => {
    expect(css.split('prefers-reduced-motion: no-preference')[0]).not.toContain('animation:')
  })
})

describe('lines that nobody can read', () => {
  test('are as many as the author says, the last one short', () => {
    const lines = scribbled('s-lines', 10)
    expect(lines).toHaveLength(10)
    expect(lines[9]!.length).toBeLessThan(lines[8]!.length)
    expect(times(drawn({}), 'class="scribble-line"')).toBe(10)
  })
  test('differ from each other and from those of another sentence, and are always the same', () => {
    const lines = scribbled('s-lines', 10).map(String)
    expect(new Set(lines).size).toBe(10)
    expect(scribbled('s-lines', 10).map(String)).toEqual(lines)
    expect(scribbled('s-other', 10).map(String)).not.toEqual(lines)
  })
  test('use every drawn word in its own box', () => {
    expect(new Set(scribbled('s-lines', 12).flat()).size).toBe(WIDTHS.length)
    const words = [...symbols].filter(([id]) => id.startsWith('hand-'))
    expect(words.map(([id]) => id)).toEqual(WIDTHS.map((_, i) => `hand-${i}`))
    expect(words.map(([, box]) => box)).toEqual(WIDTHS.map((width) => `0 0 ${width} 32`))
  })
  test('are shared out among several sentences, so that each can be flagged', () => {
    const clauses = [{ id: 'c', unreadable: 5, segments: [line('a', 'One.'), line('b', 'Two.')] }]
    const html = drawn({ clauses }, { on: true })
    expect(times(html, 'class="scribble-line"')).toBe(5)
    expect(times(html, 'type="checkbox"')).toBe(2)
  })
})

describe('the drawings', () => {
  test('hold no text, and only colours that change with the screen', () => {
    expect(sprite).not.toMatch(/<(?:text|style|image)/)
    const colours = new Set([...sprite.matchAll(/(?:fill|stroke)="([^"]+)"/g)].map(([, colour]) => colour!))
    for (const colour of colours) expect(colour).toMatch(/^(?:none|var\(--[a-z-]+\))$/)
  })
  test('include every sketch', () => {
    for (const sketch of SKETCHES) expect(symbols.has(`sketch-${sketch}`)).toBe(true)
  })
  test('are small', () => {
    expect(Buffer.byteLength(sprite)).toBeLessThan(24_000)
  })
})
