import { describe, expect, test } from 'vitest'
import { type CommandInput, flagged, gave, ids, roomAfter, script, sit, toJudgement, word } from '@/tests/support/example-room'
import { leaksIn } from '@/tests/support/live-leaks'
import { roomState } from './room'
import { NO_TOTALS } from './shown-totals'
import { momentTotals } from './totals'
import { roomView } from './view'

const seen = (log: readonly CommandInput[], role: 'projector' | 'participant' | 'facilitator' = 'projector') =>
  roomView(script, roomAfter(...log), () => NO_TOTALS, role)

describe('what to talk about', () => {
  test('is on the projector once the room has seen its votes, not while it talks before its last, and nowhere else', () => {
    const talking: CommandInput[] = ['start', 'vote', { type: 'discuss', until: null }]
    expect(seen(talking).prompt).toBeNull()
    expect(seen([...talking, 'reveal']).prompt).toBe('What could one know by now?')
    expect(seen([...talking, 'reveal'], 'participant').prompt).toBeNull()
    expect(seen(['start', 'vote']).prompt).toBeNull()
    expect(leaksIn(seen([...talking, 'reveal']), script, 'projector')).toEqual([])
    expect(leaksIn({ ...seen(talking), prompt: seen([...talking, 'reveal']).prompt }, script, 'projector')).toEqual(['prompt: a note'])
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
