import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import type { RoomSummary } from '@/scenarios/engine/live/summary'
import { csvOf } from './summary'

test('the CSV leaves out who would tell where nobody asked', () => {
  const question = { ask: 'What?', voted: [24], options: [{ text: 'Go', counts: [24] }], most: [null] }
  const moment = (reported: (number | null)[], told: boolean | null) => ({
    ...{ title: 'M', whatIf: false, minutes: 3, questions: [question], sound: [5], reported, rating: null, gain: null, flags: [] },
    decided: told === null ? null : { reported: told },
  })
  const told = (audience: string, measured: boolean, ...moments: object[]) => {
    const csv = csvOf({ moments, audience, measured, day: '', name: '', title: 'T', variant: 'hostile' } as unknown as RoomSummary)
    return (parse(csv, { columns: true, bom: true }) as Record<string, string>[]).map(({ reported }) => reported)
  }
  expect(told('hands', false, moment([null], false))).toEqual([''])
  expect(told('hands', true, moment([null], false), moment([4], false), moment([20], true))).toEqual(['', 'no', 'yes'])
  expect(told('phones', true, moment([4], false), moment([], null))).toEqual(['no', ''])
})

test('the CSV has a line for each option, check, flagged sentence and reason', () => {
  const question = (text: string, n: number) => ({ ask: 'What?', voted: [7], options: [{ text, counts: [n] }], most: [null] })
  const moment = {
    ...{
      title: 'M',
      whatIf: false,
      minutes: 3,
      questions: [question('Go', 5)],
      sound: [5],
      reported: [4],
      decided: null,
      rating: null,
      gain: null,
    },
    ...{ checks: question('Ring', 6), checked: ['Ring'], flaggedBy: 8, whys: ['Too fast'] },
    flags: [{ quote: 'Say nothing', label: 'Secrecy', sign: true, flagged: null }],
  }
  const csv = csvOf({ moments: [moment], day: '2026-12-01', name: '', title: 'T', variant: 'hostile' } as unknown as RoomSummary)
  const lines = parse(csv, { columns: true, bom: true }) as Record<string, string>[]
  expect(lines.map(({ kind, option, voted, votes, done, sign }) => [kind, option, voted, votes, done, sign].join('|'))).toEqual([
    'vote|Go|7|5||',
    'check|Ring|7|6|yes|',
    'flag|Say nothing|8|fewer than three||Secrecy',
    'reason|Too fast||||',
  ])
})
