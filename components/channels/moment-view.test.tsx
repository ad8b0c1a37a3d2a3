import { renderToStaticMarkup } from 'react-dom/server'
import { IntlProvider, type Messages } from 'use-intl'
import { describe, expect, test } from 'vitest'
import { momentView } from '@/scenarios/engine/play/moment-view'
import { type Artefact, segmentsOf } from '@/scenarios/engine/play/play'
import { messagesOf } from '@/server/platform/locales'
import { SAMPLES, play } from '@/tests/support/artefact-samples'
import { Artefacts } from './moment-view'
import { FlaggingContext } from './segments'

const { channels, play: texts } = messagesOf('en')
const ANYWHERE = { facts: [], checks: [] }
const of = (kind: Artefact['kind']) => structuredClone(SAMPLES.find((sample) => sample.kind === kind)!.artefact)
const [thread, profile, mail] = [of('messages'), of('profile'), of('email')]
const contact = play.cast.contact!
const role = `${contact.title}, ${contact.organisation}`

function view(show: Artefact[], flags?: readonly string[]): string {
  return renderToStaticMarkup(
    <IntlProvider locale="en" timeZone="UTC" messages={{ channels, play: texts } as Messages}>
      <FlaggingContext value={{ on: false, flags: flags ?? [] }}>
        <Artefacts {...momentView({ show }, ANYWHERE)} cast={play.cast} state={ANYWHERE} earlier={() => []} />
      </FlaggingContext>
    </IntlProvider>,
  )
}
const times = (html: string, part: string) => html.split(part).length - 1
const words = (html: string) => html.replace(/<[^>]*>/g, '')

test('says once that all of it is simulated', () => {
  for (const show of [[thread], [mail, thread], [profile, thread], SAMPLES.map((s) => s.artefact)])
    expect(times(words(view(show)), channels.simulated)).toBe(1)
})

describe('a profile beside a thread or a mail', () => {
  test.each([thread, mail])('shows the person’s role, which is then shown nowhere else', (other) => {
    expect(times(words(view([other])), role)).toBe(1)
    expect(times(words(view([profile, other])), role)).toBe(1)
  })
  test('a row with the role is below the name, and can be flagged there', () => {
    const withRole = { ...profile, rows: [{ id: 'role', label: 'Role', text: role }] } as Artefact
    const html = view([withRole, thread], ['role'])
    expect(times(words(html), role)).toBe(1)
    expect(html).toMatch(new RegExp(`<mark[^>]*>${role}</mark>`))
  })
})

test('everybody in it has a picture, and so does the learner', () => {
  const talk = of('transcript')
  if (talk.kind === 'transcript') talk.lines.push({ ...talk.lines[0]!, id: 'mine', from: 'you' })
  const html = view([talk])
  expect(html).toContain(`#picture-${contact.picture}"`)
  expect(html).toContain(`#picture-${play.cast.you!.picture}"`)
})

test('nothing that only looks like a program can be used', () => {
  expect(view([thread, mail])).not.toMatch(/<(?:a|input)\b/)
})

test('everything that can be flagged is marked once it is', () => {
  const show = SAMPLES.map((s) => s.artefact)
  const ids = segmentsOf(show, ANYWHERE).map(({ id }) => id)
  expect(view(show)).not.toContain('data-flagged')
  expect(times(view(show, ids), 'data-flagged="true"')).toBe(ids.length)
})
