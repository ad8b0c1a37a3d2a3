/** Every kind of artefact, wherever artefacts go: read, flagged, projected, explained, translated, documented. */
import { readFileSync } from 'node:fs'
import { renderToStaticMarkup } from 'react-dom/server'
import { IntlProvider, type Messages } from 'use-intl'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { ArtefactCard } from '@/components/channels/artefact'
import { FlaggingContext } from '@/components/channels/segments'
import { segmentTexts } from '@/scenarios/engine/debrief/debrief'
import { PERSON_FIELDS, TEXT_FIELDS, fieldsHolding, isPerson } from '@/scenarios/engine/format/fields'
import { Artefact } from '@/scenarios/engine/format/artefacts'
import { Scenario } from '@/scenarios/engine/format/schema'
import { Id, isOne, isText } from '@/scenarios/engine/format/text'
import { partsOf } from '@/scenarios/authoring/inspect/subject'
import { authoredSegments } from '@/scenarios/engine/play/key'
import { segmentsOf } from '@/scenarios/engine/play/play'
import { artefactLines } from '@/scenarios/engine/play/artefact-lines'
import { mapTexts } from '@/scenarios/engine/play/staging'
import { messagesOf } from '@/server/platform/locales'
import { SAMPLES, compiled, play } from './support/artefact-samples'

const ANYWHERE = { facts: [], checks: [] }
const { channels, liveRunSheet, play: moments } = messagesOf('en')
function rendered(children: React.ReactNode): string {
  const fault = (error: unknown) => {
    throw error
  }
  return renderToStaticMarkup(
    <IntlProvider locale="en" timeZone="UTC" messages={{ channels, liveRunSheet, play: moments } as Messages} onError={fault}>
      {children}
    </IntlProvider>,
  )
}
const card = (artefact: (typeof SAMPLES)[number]['artefact']) => (
  <ArtefactCard artefact={artefact} cast={play.cast} state={ANYWHERE} earlier={() => []} />
)
const words = (html: string): string => html.replace(/<[^>]*>/g, '')
const tags = (html: string, tag: string): number => html.split(`<${tag} `).length - 1

describe.each(SAMPLES.map((sample) => [sample.name, sample] as const))('an artefact of the kind %s', (_, sample) => {
  const { kind, artefact, authored, texts, people } = sample
  const segments = authoredSegments(authored)

  test('shows every text and everybody it names where it is played, on phones and in the cockpit', () => {
    const shown = words(rendered(card(artefact)))
    for (const text of [...texts, ...people]) expect(shown).toContain(text)
  })

  test('is read with every text and everybody it names', () => {
    const lines = artefactLines(artefact, (id) => play.cast[id]!.name).join('\n')
    for (const text of [...texts, ...people]) if (text !== artefact.label) expect(lines).toContain(text)
  })

  test('has a name of its own where its author gave none', () => {
    const plain = { ...artefact, label: undefined }
    const own = artefact.kind === 'messages' ? channels.channel[artefact.channel] : channels.kind[artefact.kind]
    const look = 'look' in artefact && (channels.look as Record<string, string>)[`${artefact.kind}/${artefact.look}`]
    expect(words(rendered(card(plain)))).toContain(look || own)
  })

  test('can be flagged in every sentence', () => {
    expect(segments.length).toBeGreaterThan(0)
    const flagging = rendered(<FlaggingContext value={{ on: true, flags: [] }}>{card(artefact)}</FlaggingContext>)
    expect(tags(flagging, 'input')).toBe(segments.length)
  })

  test('is scored and explained by the ids it is played with', () => {
    const ids = segmentsOf(artefact, ANYWHERE).map(({ id }) => id)
    expect(ids).toHaveLength(segments.length)
    expect(Object.keys(compiled.key.segments)).toEqual(expect.arrayContaining(ids))
    const texts = segmentTexts(play)
    for (const { id, text } of segmentsOf(artefact, ANYWHERE)) expect(texts.get(id)).toBe(text)
  })

  test('is formatted, inspected and translated in every text', () => {
    const translated = new Set<string>()
    mapTexts(authored, (text) => {
      translated.add(text)
      return text
    })
    for (const { text } of segments) expect(translated).toContain(text)
    expect(new Set(partsOf(authored).texts.map(({ text }) => text))).toEqual(translated)
    expect(texts.join()).not.toContain('{')
  })

  test('stands in the guide for authors', () => {
    expect(readFileSync('docs/authoring.md', 'utf8')).toContain(`\`${kind}\``)
  })
})

test('a name of a field holds texts wherever it stands, or nowhere: that is how they are told from ids', () => {
  const others = fieldsHolding((schema) => schema instanceof z.ZodString && !isText(schema), Scenario)
  expect([...others].filter((name) => TEXT_FIELDS.has(name))).toEqual([])
  const ids = fieldsHolding((schema) => schema instanceof z.ZodString && !isPerson(schema), Artefact)
  expect([...ids].filter((name) => PERSON_FIELDS.has(name))).toEqual([])
})

test('every string in an artefact is a text, a character or an id: one of no known kind would be shown as it is written', () => {
  const isId = (schema: unknown) => isPerson(schema) || isOne(schema, Id)
  const strings = fieldsHolding((schema) => schema instanceof z.ZodString && !isText(schema) && !isId(schema), Artefact)
  expect([...strings], 'cites holds ids of sources').toEqual(['cites'])
})
