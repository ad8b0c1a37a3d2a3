import { type ScenarioFixture, option, scene, segments } from './fixture'

export const DISCERNING_FIXTURES: ScenarioFixture[] = [
  {
    rule: 'strong-opening',
    spoil: (s) => {
      const first = segments(s, 0)
      first[1] = { ...segments(s, 3)[1]!, id: 'g0b' }
    },
    sound: (s) => {
      segments(s, 0)[1] = { ...segments(s, 2)[1]!, id: 'g0b' }
    },
    at: 'scenes.s0.show',
  },
  {
    rule: 'early-decider',
    of: 'cheap',
    spoil: (s) => {
      scene(s, 2).checks[0]!.minutes = 4
    },
    sound: (s) => {
      Object.assign(scene(s, 2), { budget: 7 })
      scene(s, 2).checks[0]!.minutes = 4
    },
    at: 'scenes.s2.checks.0.minutes',
  },
  {
    rule: 'early-decider',
    of: 'two of them',
    spoil: (s) => {
      scene(s, 1).checks[0]!.decides = true
    },
    sound: (s) => {
      scene(s, 3).checks[0]!.decides = true
    },
  },
  {
    rule: 'early-decider',
    of: 'the same in both variants',
    spoil: (s) => {
      scene(s, 2).checks[0]!.finding = 'Nothing is found.'
    },
    at: 'scenes.s2.checks.0',
  },
  {
    rule: 'same-best',
    spoil: (s) => {
      for (const i of [3, 4, 5, 6])
        option(s, i, 'paper').rubric = { hostile: { verify: 2, protect: 1 }, genuine: { verify: 2, protect: 1 } }
    },
    sound: (s) => {
      for (const i of [3, 4]) option(s, i, 'paper').rubric = { hostile: { verify: 2, protect: 1 }, genuine: { verify: 2, protect: 1 } }
    },
    at: 'scenes',
  },
  {
    rule: 'needless-punished',
    spoil: (s) => {
      option(s, 4, 'right').rubric = { hostile: { verify: 2, protect: 1 }, genuine: { verify: -1 } }
    },
    at: 'scenes.s4.decisions.2.options.0.rubric.genuine',
  },
  {
    rule: 'ignoring-holds',
    spoil: (s) => {
      s.business = undefined
    },
    sound: (s) => {
      Object.assign(s, { business: undefined, skippable: 'It is about your own family.' })
    },
  },
  {
    rule: 'luck-holds',
    spoil: (s) => {
      s.harm = []
    },
    at: 'scenes',
  },
  {
    rule: 'rating-count',
    spoil: (s) => {
      for (const i of [1, 3]) scene(s, i).rating = true
    },
    sound: (s) => {
      scene(s, 3).rating = true
    },
  },
]
