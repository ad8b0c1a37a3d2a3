import { renderToStaticMarkup } from 'react-dom/server'
import { IntlProvider, type Messages } from 'use-intl'
import { expect, test } from 'vitest'
import type { Artefact } from '@/scenarios/engine/play/play'
import { messagesOf } from '@/server/platform/locales'
import { SAMPLES, play } from '@/tests/support/artefact-samples'
import { useReadAloud } from './read-aloud'

function Read({ artefact }: { artefact: Artefact }) {
  return useReadAloud(play.cast)(artefact).join('\n')
}
const { channels, liveRunSheet } = messagesOf('en')

test('an artefact is read aloud with all that stands on it, its title and hours apart', () => {
  for (const { artefact, texts } of SAMPLES) {
    const read = renderToStaticMarkup(
      <IntlProvider locale="en" timeZone="UTC" messages={{ channels, liveRunSheet } as Messages}>
        <Read artefact={artefact} />
      </IntlProvider>,
    )
    const apart = ['title', 'subject', 'label', 'at'].map((field) => (artefact as unknown as Record<string, string>)[field])
    const missing = texts.filter((text) => !apart.includes(text) && !read.includes(text) && !/ messages at /.test(text))
    expect(missing, artefact.kind).toEqual([])
  }
})
