import { describe, expect, test } from 'vitest'
import {
  type CommandInput,
  ballot,
  flagged,
  gave,
  ids,
  option,
  roomAfter,
  script,
  sit,
  toJudgement,
  word,
} from '@/tests/support/example-room'
import { leaksIn } from '@/tests/support/live-leaks'
import { roomState } from './room'
import { NO_TOTALS } from './shown-totals'
import { momentTotals } from './totals'
import { roomView } from './view'

const seen = (log: readonly CommandInput[], role: 'projector' | 'participant' | 'facilitator' = 'projector') =>
  roomView(script, roomAfter(...log), () => NO_TOTALS, role)

describe('what to talk about', () => {
  const talk: CommandInput = { type: 'discuss', until: null }
  test('is on every screen in the same words while the room talks, before a last vote and after it', () => {
    const asked = 'What could one know by now?'
    for (const log of [
      ['start', 'vote', talk],
      ['start', 'vote', talk, 'reveal'],
    ] as CommandInput[][]) {
      expect([seen(log).prompt, seen(log, 'facilitator').prompt, seen(log, 'participant').prompt]).toEqual([asked, asked, asked])
      expect(leaksIn(seen(log), script, 'projector')).toEqual([])
      expect(leaksIn(seen(log, 'participant'), script, 'participant')).toEqual([])
    }
    expect([seen(['start']).prompt, seen(['start', 'vote']).prompt]).toEqual([null, null])
    expect(leaksIn({ ...seen(['start', 'vote']), prompt: asked }, script, 'projector')).toEqual(['prompt: a note'])
  })
  test('has the two strongest options of a vote only if the room has seen it', () => {
    const votes = [
      ...[gave(9, 'round-1', ballot({ 'hello-act': 'sit' })), gave(7, 'round-1', ballot({ 'hello-act': 'accept' }))],
      ...[gave(2, 'round-1', ballot({ 'hello-act': 'origin' })), gave(12, 'round-2', ballot({ 'hello-act': 'origin' }))],
    ]
    const strongest = (role: 'projector' | 'participant' | 'facilitator', ...log: CommandInput[]) => {
      const history = roomAfter(...log)
      return roomView(script, history, (m) => momentTotals(script, history, m, m === 1 ? votes : []), role).strongest
    }
    const both = [option('hello-act', 'sit'), option('hello-act', 'accept')]
    expect(strongest('projector', 'start', 'vote', talk)).toBeNull()
    expect(strongest('projector', 'start', 'vote', 'reveal', 'vote', talk), 'of the vote that was shown').toEqual(both)
    expect(strongest('projector', 'start', 'vote', 'reveal', talk)).toEqual(both)
    expect(strongest('projector', 'start', 'vote', 'reveal', 'undo', talk), 'the vote went on unseen').toBeNull()
    for (const role of ['participant', 'facilitator'] as const) expect(strongest(role, 'start', 'vote', 'reveal', 'vote', talk)).toBeNull()
  })
})

test('totals may be talked about against a clock, which ends with them', () => {
  const log: CommandInput[] = ['start', sit, 'vote', 'reveal', { type: 'timer', until: 5000 }]
  expect(seen(log).until).toBe(5000)
  expect(roomState(roomAfter(...log, word('request-act', 'send'))).until).toBeNull()
})

test('a sign is shown among the sentences of its paragraph', () => {
  const history = roomAfter(...toJudgement, 'conclude', { type: 'show', part: 'signs' })
  const totals = (moment: number) =>
    momentTotals(script, history, moment, moment === 1 ? [flagged(6, 'hl-praise'), gave(0, 'flags', [])] : [])
  const { list } = roomView(script, history, totals, 'projector').debrief!.signs!
  expect(list.find((sign) => sign.segment === ids('segment', 'hl-praise'))!.where).toMatchObject({
    title: 'A request on your network',
    before: '',
    after: expect.stringMatching(/^May I add you\? \w/) as string,
  })
})
