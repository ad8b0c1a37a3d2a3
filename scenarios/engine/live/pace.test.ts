import { describe, expect, test } from 'vitest'
import {
  type CommandInput,
  check,
  decide,
  roomAfter,
  script,
  sit,
  talk,
  reportAndDecide,
  toJudgement,
  word,
} from '@/tests/support/example-room'
import { isAct, offered, sceneOf } from '../play/play'
import { scoreDecision } from '../score/attempt'
import { roomState } from './room'
import { NO_TOTALS } from './shown-totals'
import { runSheet } from './run-sheet'
import { roomView } from './view'

const { rows, around } = script.sheet
const facilitator = (...log: CommandInput[]) => roomView(script, roomAfter(...log), () => NO_TOTALS, 'facilitator').facilitator!
const pace = (...log: CommandInput[]) => facilitator(...log).pace
const upTo = (n: number) => rows.slice(0, n).reduce((sum, { minutes }) => sum + minutes, around.opening)
const scenes = (...log: CommandInput[]) => pace(...log).ahead.map(({ scene }) => scene)
const all = rows.map(({ scene }) => scene)

describe('the plan, beside the clock', () => {
  test('begins with the opening, and every moment is to come', () => {
    for (const log of [[], ['introduce']] as CommandInput[][]) {
      expect(pace(...log)).toMatchObject({ planned: around.opening, takes: around.opening })
      expect(scenes(...log)).toEqual(all)
    }
  })
  test('advances by moments, and a consequence belongs to its moment', () => {
    expect(pace('start')).toMatchObject({ planned: upTo(1), takes: rows[0]!.minutes })
    expect(scenes('start')).toEqual(all.slice(1))
    const followed = ['start', reportAndDecide({ 'hello-act': 'accept' })] as CommandInput[]
    expect(roomView(script, roomAfter(...followed), () => NO_TOTALS, 'facilitator').phase).toBe('consequence')
    expect(pace(...followed)).toMatchObject({ planned: upTo(1), takes: rows[0]!.minutes })
    expect(scenes(...followed)).toEqual(all.slice(1))
  })
  test('ends with the judgement and the debrief', () => {
    expect(scenes(...toJudgement)).toEqual([])
    expect(pace(...toJudgement)).toMatchObject({ planned: upTo(rows.length) + around.judgement, takes: around.judgement })
    expect(pace(...toJudgement, 'conclude')).toMatchObject({ planned: script.sheet.total, takes: around.debrief })
  })
  test('a moment off the planned path takes none of its time', () => {
    const off = toJudgement.slice(0, 3)
    const { scene } = roomView(script, roomAfter(...off), () => NO_TOTALS, 'facilitator')
    expect(all.includes(scene!.id)).toBe(pace(...off).takes > 0)
  })
})

test('the facilitator knows what options mean, and which are sound, wherever the way on can be chosen', () => {
  const facilitatorOf = (of: typeof script, ...log: CommandInput[]) =>
    roomView(of, roomAfter(...log), () => NO_TOTALS, 'facilitator').facilitator!
  const meanings = (of: typeof script, ...log: CommandInput[]) => Object.keys(facilitatorOf(of, ...log).meanings).length
  for (const log of [['start'], ['start', 'vote'], ['start', 'vote', talk], ['start', 'vote', 'reveal']] as CommandInput[][])
    expect(meanings(script, ...log)).toBeGreaterThan(0)
  expect(facilitatorOf(script, 'start').worths).toEqual(facilitatorOf(script, 'start', 'vote', 'reveal').worths)
  const good = new Set<string>()
  const looked: CommandInput[] = ['start', 'askChecks', check('register')]
  for (const before of [['start'], looked, [...looked, sit]] as CommandInput[][]) {
    const log: CommandInput[] = [...before, 'vote', 'reveal']
    const state = roomState(roomAfter(...log))
    const act = sceneOf(script.play, state.play).decisions.find(isAct)!
    const decisions = offered(sceneOf(script.play, state.play), state.play)
    const { worths } = facilitatorOf(script, ...log)
    for (const { id } of decisions.find(isAct)!.options) {
      const { best } = scoreDecision(script.compiled.key, decisions, [act.id, id])
      expect(worths[id] === 'sound', id).toBe(best.includes(id))
    }
    for (const worth of Object.values(worths)) good.add(worth)
  }
  expect(good.size).toBe(3)
})

test('a plan has the minutes of each treatment of a moment, so that they add up while the facilitator chooses', () => {
  for (const minutes of [20, 45, 90]) {
    const sheet = runSheet(script.compiled, script.play, minutes)
    for (const { takes } of sheet.rows)
      expect([takes.discuss, takes.vote, takes.narrate]).toEqual(Object.values(takes).toSorted((a, b) => b - a))
    const needed = sheet.rows.reduce((sum, { takes, treatment }) => sum + takes[treatment], sheet.least)
    expect(needed).toBeLessThanOrEqual(sheet.total)
    expect(sheet.total).toBe(Math.max(minutes, needed))
  }
})

test('the way back to a moment leads to where its act can still be chosen', () => {
  const log: CommandInput[] = ['start', sit, 'vote', 'reveal', word('request-act', 'send'), decide({ 'request-act': 'leave' })]
  const history = roomAfter(...log)
  const { at } = roomView(script, history, () => NO_TOTALS, 'facilitator').facilitator!.path[1]!
  expect(roomState(history, at ?? 0).phase).toBe('revealed')
})

test('a debrief in twenty minutes goes on to how it ended, asks at most three questions, and has the rest at hand', () => {
  const brief = { ...script, sheet: runSheet(script.compiled, script.play, 20) }
  const history = roomAfter(...toJudgement, 'conclude', { type: 'show', part: 'verdict' })
  const seen = (of: typeof script, role: 'facilitator' | 'projector') => roomView(of, history, () => NO_TOTALS, role).debrief!
  for (const role of ['facilitator', 'projector'] as const) {
    const { parts, unasked } = seen(brief, role)
    expect(parts.slice(0, 3)).toEqual(['ratings', 'verdict', 'ending'])
    expect(parts.filter((part) => !unasked.includes(part)).length).toBeLessThanOrEqual(3)
    expect(seen(script, role).unasked).toEqual([])
  }
  const { parts, others, decisions } = seen(brief, 'facilitator')
  expect([...parts, ...others].toSorted()).toEqual(
    [...new Set([...seen(script, 'facilitator').parts, ...decisions.map(({ scene }) => scene)])].toSorted(),
  )
  expect(seen(brief, 'projector').others).toEqual([])
})
