import { renderToStaticMarkup } from 'react-dom/server'
import { IntlProvider, type Messages } from 'use-intl'
import { describe, expect, test } from 'vitest'
import { debriefed, roomView } from '@/scenarios/engine/live/view'
import { NO_TOTALS } from '@/scenarios/engine/live/shown-totals'
import { messagesOf } from '@/server/platform/locales'
import en from '@/messages/en.json' with { type: 'json' }
import { Room, type Slide } from '@/tests/support/made-room'
import { type KnownVariant, variants, wayTo } from '@/tests/support/play'
import { WALL } from '@/tests/support/projector-slides'
import { Wall } from './projector'

/** A room of twelve that goes to an ending by the shortest way, and votes at the end. */
function toEnding(known: KnownVariant, ending: string): Room {
  const room = new Room(known, 12)
  room.restart()
  let report = false
  for (const event of wayTo(known, (place) => place === ending)) {
    if (event.type === 'report') report = true
    if (event.type === 'check') {
      if (room.can({ type: 'askChecks' })) room.say({ type: 'askChecks' })
      room.say({ type: 'check', check: event.check })
    }
    if (event.type !== 'decide') continue
    room.say({ type: 'vote' })
    room.vote()
    room.say({ type: 'reveal' })
    room.say({ type: 'decide', by: 'facilitator', choices: event.choices, report })
    report = false
    while (room.state.phase === 'consequence') room.say({ type: 'continue' })
  }
  room.say({ type: 'vote' })
  room.vote()
  room.say({ type: 'conclude' })
  return room
}
const questionOn = ({ view, counts }: Slide): string => {
  const html = renderToStaticMarkup(
    <IntlProvider locale="en" timeZone="UTC" messages={messagesOf('en') as unknown as Messages}>
      <Wall {...WALL} join={null} afterwards={{ contacts: [], selfStudy: null }} {...{ view, counts, skew: 0 }} />
    </IntlProvider>,
  )
  const [foot = ''] = /<section aria-label="To talk about".*?<\/section>/s.exec(html) ?? []
  return foot.replace(/<[^>]+>/g, '').replaceAll('&#x27;', "'")
}

describe.each(variants)('the debrief of $name', (known) => {
  const reached = Object.keys(known.compiled.key.endings).filter((ending) => {
    try {
      return wayTo(known, (place) => place === ending)
    } catch {
      // Not in this variant.
      return false
    }
  })
  test.each(reached)('has four to eight steps after the ending %s, and asks the room one question at each', (ending) => {
    const room = toEnding(known, ending)
    expect(debriefed(room.history)).not.toBeNull()
    const { parts, decisions } = roomView(room.script, room.history, () => NO_TOTALS, 'facilitator').debrief!
    expect(parts.length).toBeGreaterThanOrEqual(4)
    expect(parts.length).toBeLessThanOrEqual(8)
    const asked = parts.map((part, i) => {
      if (i > 0) room.say({ type: 'show', part })
      return questionOn(room.see(part))
    })
    for (const question of asked) expect(question).toMatch(/^\S.{8,}\?/)
    expect(new Set(asked).size).toBe(parts.length)
    const own = decisions.filter(({ scene }) => parts.includes(scene))
    expect(own).toHaveLength(1)
    expect(asked).toContain(en.liveQuestions.decision)
  })
  test('leaves to phones what is not on the wall', () => {
    const room = toEnding(known, reached[0]!)
    const { parts, verdict, decisions } = roomView(room.script, room.history, () => NO_TOTALS, 'facilitator').debrief!
    for (const part of parts.slice(1)) room.say({ type: 'show', part })
    const phone = roomView(room.script, room.history, () => NO_TOTALS, 'participant').debrief!
    expect(phone.decisions.map(({ scene }) => scene)).toEqual(decisions.map(({ scene }) => scene))
    expect(phone.verdict!.reasons).toEqual(verdict!.reasons)
  })
})
