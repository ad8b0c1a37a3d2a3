import { expect, test } from 'vitest'
import { exampleStory } from '@/tests/support/example-story'
import { applyOverlay, shortHash, textsById } from './overlay'
import { Overlay } from '../format/schema'

const overlay = (texts: Overlay['texts']): Overlay => Overlay.parse({ locale: 'de', texts })
const TITLE = 'scenes.hello.title'
const title = exampleStory.scenes.hello!.title

test('the id of a text is made of the fields and ids on the path, and of the side where it forks', () => {
  const texts = textsById(exampleStory)
  expect(texts.get('title')).toBe('A short paper')
  expect(texts.get(TITLE)).toBe(title)
  expect(texts.get('scenes.hello.show.thread.messages.hl-note.segments.hl-praise.genuine.text')).toBe(
    'We look for people who write as clearly as you do.',
  )
  expect(texts.get('scenes.hello.checks.ask-colleague.finding.hostile')).toBe('“Never met {contact_family}.”')
  expect(texts.get('scenes.hello.tell.reply.after.text')).toBe('“Then keep what you sent.”')
  expect(texts.get('endings.nothing.text.spring.text')).toBe('Nobody knew until spring.')
  expect([...texts.keys()].filter((id) => /\.\d+(\.|$)/.test(id))).toEqual([])
})

test('an overlay replaces the texts it has and leaves the others', () => {
  const translated = applyOverlay(exampleStory, overlay({ [TITLE]: { text: 'Augenblick 1', of: shortHash(title) } }))
  expect(translated.scenes.hello!.title).toBe('Augenblick 1')
  expect(translated.scenes.request).toEqual(exampleStory.scenes.request)
})

test('a translation of an older wording is not used', () => {
  expect(applyOverlay(exampleStory, overlay({ [TITLE]: { text: 'Augenblick 1', of: '00000000' } }))).toEqual(exampleStory)
})
