import { describe, expect, test } from 'vitest'
import { FIELD } from '@/scenarios/engine/play/moment-form'
import { missingField, readAnswer } from './answer-form'
import { LOOKS } from '../play/events'
import type { QuestionView, RoomView } from './view'

const decide: QuestionView = {
  kind: 'decide',
  rating: true,
  act: {
    id: 'act',
    as: 'buttons',
    ask: 'And then?',
    options: [
      { id: 'send', text: 'Send', sends: true },
      { id: 'leave', text: 'Leave', sends: false },
    ],
  },
}
const word: QuestionView = {
  kind: 'word',
  act: 'Send',
  sentences: ['opening', 'answer'].map((id) => ({
    id,
    as: 'reply',
    ask: id,
    options: [
      { id: 'warm', text: 'Dear', sends: false },
      { id: 'cold', text: 'Sir', sends: false },
    ],
  })),
}
const at = (question: QuestionView | null, vote: RoomView['vote']): Pick<RoomView, 'moment' | 'vote' | 'question'> => ({
  moment: 4,
  vote,
  question,
})
const open = at(decide, 'round-2')
function form(fields: [string, string][], Kind: typeof FormData | typeof URLSearchParams = FormData) {
  const data = new Kind()
  for (const [name, value] of fields) data.append(name, value)
  return data
}
const vote = (...fields: [string, string][]) => form([['moment', '4'], ['about', 'round-2'], ...fields])

describe('a participant’s form', () => {
  test.each([FormData, URLSearchParams])('is read from %o, using the fields of a learner’s moment', (Kind) => {
    const fields: [string, string][] = [
      ['moment', '4'],
      ['about', 'round-2'],
      [FIELD.choice('act'), 'send'],
      [FIELD.rating, '4'],
      [FIELD.report, '1'],
    ]
    expect(readAnswer(form(fields, Kind), open)).toEqual({
      about: 'round-2',
      ballot: { kind: 'decide', choices: { act: 'send' }, reported: true, rating: 4 },
    })
  })

  test('does not have to rate', () => {
    expect(missingField(vote([FIELD.choice('act'), 'leave']), decide)).toBeNull()
    expect(readAnswer(vote([FIELD.choice('act'), 'leave'], [FIELD.rating, '9'], [FIELD.report, 'no']), open)).toMatchObject({
      ballot: { kind: 'decide', choices: { act: 'leave' } },
    })
  })

  test('needs no sentences with an act that sends some, because each is asked for afterwards', () => {
    expect(readAnswer(vote([FIELD.choice('act'), 'send']), open)).toEqual({
      about: 'round-2',
      ballot: { kind: 'decide', choices: { act: 'send' } },
    })
    const asked = at(word, 'words-7')
    const sent = (...fields: [string, string][]) => form([['moment', '4'], ['about', 'words-7'], ...fields])
    const both: [string, string][] = [
      [FIELD.choice('opening'), 'warm'],
      [FIELD.choice('answer'), 'cold'],
    ]
    expect(readAnswer(sent(...both), asked)).toEqual({
      about: 'words-7',
      ballot: { kind: 'word', choices: { opening: 'warm', answer: 'cold' } },
    })
    expect([missingField(sent(both[0]!), word), readAnswer(sent(both[0]!), asked)]).toEqual(['choice:answer', null])
  })

  test('is null as long as a choice is missing, and says which', () => {
    for (const [fields, missing] of [
      [[], 'choice:act'],
      [[[FIELD.choice('opening'), 'warm']], 'choice:act'],
      [[[FIELD.choice('act'), 'unheard-of']], 'choice:act'],
    ] as [[string, string][], string][]) {
      expect(readAnswer(vote(...fields), open)).toBeNull()
      expect(missingField(vote(...fields), decide)).toBe(missing)
    }
  })

  test('judges', () => {
    const judge = at({ kind: 'judge', looks: LOOKS }, 'round-2')
    expect(readAnswer(vote([FIELD.looks, 'approach']), judge)).toEqual({
      about: 'round-2',
      ballot: { kind: 'judge', looks: 'approach' },
    })
    expect(readAnswer(vote([FIELD.looks, 'unsure']), judge)).toMatchObject({ ballot: { kind: 'judge', looks: 'unsure' } })
    expect(readAnswer(vote([FIELD.rating, '4']), judge)).toBeNull()
    expect(missingField(vote(), judge.question!)).toBe(FIELD.looks)
  })

  test('votes for a check', () => {
    const asked = at({ kind: 'check', checks: [{ id: 'register', text: 'Look it up', minutes: 4 }] }, 'checks-9')
    const sent = form([
      ['moment', '4'],
      ['about', 'checks-9'],
      [FIELD.check, 'register'],
    ])
    expect(readAnswer(sent, asked)).toEqual({ about: 'checks-9', ballot: { kind: 'check', check: 'register' } })
    expect(missingField(vote(), asked.question!)).toBe(FIELD.check)
  })

  test('is read even if its vote is over, so that the server can answer the sender', () => {
    expect(readAnswer(vote([FIELD.choice('act'), 'send']), at(decide, null))).toMatchObject({ about: 'round-2' })
    expect(readAnswer(vote([FIELD.choice('act'), 'send']), at(null, 'checks-9'))).toMatchObject({ about: 'round-2' })
  })

  test('holds all flags, and says that there are none only if flags could be set', () => {
    const flags = (...fields: [string, string][]) => form([['moment', '4'], ['about', 'flags'], ...fields])
    expect(readAnswer(flags([FIELD.flagging, '1'], [FIELD.flag, 'a'], [FIELD.flag, 'b']), open)).toEqual({
      about: 'flags',
      flags: ['a', 'b'],
    })
    expect(readAnswer(flags([FIELD.flagging, '1']), open)).toEqual({ about: 'flags', flags: [] })
    expect(readAnswer(flags(), open)).toBeNull()
  })

  test.each(['', 'round-0', 'rounds-1', 'round-1x', 'flag'])('is not an answer when it is about “%s”', (about) => {
    expect(
      readAnswer(
        form([
          ['moment', '4'],
          ['about', about],
          [FIELD.choice('act'), 'leave'],
        ]),
        open,
      ),
    ).toBeNull()
  })
})
