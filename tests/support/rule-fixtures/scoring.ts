import type { Scenario } from '@/scenarios/engine/format/schema'
import { type ScenarioFixture, act, everyDecision, option, scene, words } from './fixture'

const bestAt = (s: Scenario, position: number) => {
  for (const d of everyDecision(s)) {
    const best = d.options.find((o) => o.id === 'right' || o.id === 'who')!
    d.options = d.options.filter((o) => o !== best).toSpliced(position, 0, best)
  }
}

export const SCORING_FIXTURES: ScenarioFixture[] = [
  {
    rule: 'flat-decision',
    spoil: (s) => {
      for (const o of act(s, 2).options) o.rubric = { verify: 1 }
    },
    at: 'scenes.s2.decisions.0',
  },
  {
    rule: 'flat-decision',
    of: 'one variant',
    spoil: (s) => {
      for (const o of act(s, 5).options) o.rubric = { hostile: o.id === 'right' ? { verify: 2 } : {}, genuine: { verify: 0 } }
    },
    at: 'scenes.s5.decisions.0',
  },
  {
    rule: 'missing-why',
    spoil: (s) => {
      option(s, 2, 'paper').why = undefined
    },
    sound: (s) => {
      Object.assign(option(s, 2, 'leave'), { why: undefined, rubric: {} })
    },
  },
  {
    rule: 'why-length',
    spoil: (s) => {
      option(s, 5, 'paper').why = { hostile: `${words(20)} `.repeat(7) + words(11), genuine: 'So.' }
    },
    sound: (s) => {
      option(s, 5, 'paper').why = { hostile: `${words(15)} `.repeat(10).trim(), genuine: 'So.' }
    },
    at: 'scenes.s5.decisions.0.options.0.why.hostile',
  },
  {
    rule: 'check-too-dear',
    spoil: (s) => {
      scene(s, 3).checks[0]!.minutes = 9
    },
    sound: (s) => {
      scene(s, 3).checks[0]!.minutes = 8
    },
    at: 'scenes.s3.checks.0.minutes',
  },
  {
    rule: 'longest-is-best',
    spoil: (s) => {
      for (const i of [0, 1, 2, 3, 5]) option(s, i, 'right').text += ', at once and before anything else is said'
    },
    sound: (s) => {
      for (const i of [0, 2, 3]) option(s, i, 'right').text += ', at once and before anything else is said'
    },
  },
  { rule: 'position-tells', of: 'the first', spoil: (s) => bestAt(s, 0) },
  { rule: 'position-tells', of: 'the second', spoil: (s) => bestAt(s, 1) },
  {
    rule: 'uneven-length',
    spoil: (s) => {
      option(s, 2, 'leave').text = words(40)
    },
    sound: (s) => {
      option(s, 2, 'leave').text = words(12)
    },
    at: 'scenes.s2.decisions.0.options.0.text',
  },
]
