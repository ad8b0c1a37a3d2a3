import { describe, expect, test } from 'vitest'
import type { RoomView } from '@/scenarios/engine/live/view'
import type { Entries } from './answers'
import { lastVote, newsOf, placeOf, tooLate } from './news'

const view = (more: Partial<RoomView> = {}) =>
  ({ phase: 'reading', moment: 1, vote: null, paused: false, attendance: false, scene: null, ...more }) as RoomView

describe('news', () => {
  const reading = view()
  const voting = view({ phase: 'voting', vote: 'round-1' })
  test.each([
    ['a vote opens', reading, voting, 'voteOpen'],
    ['a vote opens again', view({ phase: 'discussing' }), view({ phase: 'voting', vote: 'round-2' }), 'voteAgain'],
    ['checks are asked for', reading, view({ phase: 'checking', vote: 'checks-7' }), 'checksOpen'],
    ['talk begins', voting, view({ phase: 'discussing' }), 'talk'],
    ['totals are shown', voting, view({ phase: 'revealed' }), 'revealed'],
    [
      'a check was made',
      view({ phase: 'checking', vote: 'checks-7' }),
      view({ scene: { found: [{}] } as unknown as RoomView['scene'] }),
      'found',
    ],
    ['the room votes on the sentences', view({ phase: 'revealed' }), view({ phase: 'wording', vote: 'words-9' }), 'voteOpen'],
    ['the vote on checks is shown', view({ phase: 'checking', vote: 'checks-7' }), view({ phase: 'weighed' }), 'revealed'],
    [
      'the session is closed while they read',
      view({ phase: 'debrief', debrief: {} as RoomView['debrief'] }),
      view({ phase: 'closed', debrief: {} as RoomView['debrief'] }),
      'closed',
    ],
    ['a vote was taken back', voting, reading, 'voteClosed'],
    ['the session is paused', voting, view({ phase: 'voting', paused: true }), 'paused'],
    ['the session goes on', view({ phase: 'voting', paused: true }), voting, 'resumed'],
    ['the list of who was there is opened', voting, view({ phase: 'voting', vote: 'round-1', attendance: true }), 'sheet'],
    [
      'the session is reopened while they read',
      view({ phase: 'closed', debrief: {} as RoomView['debrief'] }),
      view({ phase: 'debrief', debrief: {} as RoomView['debrief'] }),
      'resumed',
    ],
  ] as const)('%s', (_, before, after, news) => expect(newsOf(before, after)).toBe(news))

  test('there is none if nothing visible changed, or if a new heading is read out', () => {
    expect(newsOf(voting, { ...voting, version: 9, locked: true })).toBeNull()
    expect(newsOf(voting, view({ moment: 5, phase: 'voting', vote: 'round-1' }))).toBeNull()
    expect(newsOf(voting, view({ phase: 'consequence' }))).toBeNull()
  })
})

test('a place is a moment, its consequence, or one of the phases around them', () => {
  expect(
    (['lobby', 'opening', 'reading', 'voting', 'revealed', 'consequence', 'debrief', 'closed'] as const).map((phase) =>
      placeOf({ phase, moment: 4, debrief: null }),
    ),
  ).toEqual(['lobby', 'opening', 'moment/4', 'moment/4', 'moment/4', 'consequence/4', 'debrief', 'closed'])
  expect(placeOf({ phase: 'closed', moment: 4, debrief: {} as RoomView['debrief'] }), 'who reads on stays').toBe('debrief')
})

test('the last vote of its kind in a moment is the one with the highest number', () => {
  const entry = (moment: number, about: string) => ({ answer: { moment, about } }) as unknown as Entries[string]
  const entries = {
    a: entry(4, 'round-2'),
    b: entry(4, 'round-10'),
    c: entry(9, 'round-11'),
    d: entry(4, 'checks-20'),
    e: entry(4, 'flags'),
  }
  expect(lastVote(entries, 4, 'round')).toBe(10)
  expect(lastVote(entries, 5, 'round')).toBeNull()
  expect(lastVote(entries, 4, 'checks')).toBe(20)
  expect(lastVote(entries, 4, 'words')).toBeNull()
})

test('an answer that came too late is shown until a later one is accepted', () => {
  const entry = (about: string, seq: number, standing: string) =>
    ({ answer: { moment: 4, about, seq }, standing }) as unknown as Entries[string]
  const late = entry('checks-3', 5, 'closed')
  expect(tooLate({ late, flags: entry('flags', 9, 'saved') }, 4)).toBe(late)
  expect(tooLate({ late }, 7)).toBeNull()
  expect(tooLate({ late, later: entry('round-1', 6, 'saved') }, 4)).toBeNull()
})
