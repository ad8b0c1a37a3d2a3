import { type ScenarioFixture, option } from './fixture'

export const OUTCOME_FIXTURES: ScenarioFixture[] = [
  {
    rule: 'unknown-stake',
    of: 'harm that no act sets',
    spoil: (s) => {
      s.harm = [{ fact: 'given' }, { fact: 'givn' }]
    },
    at: 'harm.1',
  },
  {
    rule: 'unknown-stake',
    of: 'a business that no act settles',
    spoil: (s) => {
      s.business = 'setled'
    },
    at: 'business',
  },
  {
    rule: 'unknown-stake',
    of: 'harm by a check',
    spoil: (s) => {
      s.scenes.s1!.checks[0]!.sets = { given: true }
    },
    at: 'scenes.s1.checks.0.sets.given',
  },
  {
    rule: 'matters-everywhere',
    of: 'not named',
    spoil: (s) => {
      s.matters = undefined
    },
  },
  {
    rule: 'matters-everywhere',
    of: 'a scene that there is not',
    spoil: (s) => {
      s.matters = 's33'
    },
    at: 'matters',
  },
  {
    rule: 'matters-everywhere',
    of: 'a scene that some paths leave out',
    spoil: (s) => {
      option(s, 2, 'leave').to = 's4'
    },
    sound: (s) => {
      option(s, 1, 'leave').to = 's3'
    },
    at: 'matters',
  },
  {
    rule: 'business-settled',
    of: 'not named',
    spoil: (s) => {
      s.business = undefined
    },
    sound: (s) => {
      Object.assign(s, { business: undefined, skippable: 'It is about your own family.' })
    },
  },
  {
    rule: 'business-settled',
    of: 'in two moments',
    spoil: (s) => {
      option(s, 5, 'paper').sets = { settled: true }
    },
    at: 'business',
  },
  {
    rule: 'business-settled',
    of: 'by ignoring',
    spoil: (s) => {
      option(s, 6, 'leave').sets = { settled: true }
    },
    at: 'scenes.s6.decisions.0.options.0.sets.settled',
  },
  {
    rule: 'ending-for-outcome',
    of: 'one that is missing',
    spoil: (s) => {
      delete (s.endings as { hostile: { lost?: object } }).hostile.lost
    },
    at: 'endings.hostile',
  },
  {
    rule: 'ending-for-outcome',
    of: 'one that no path reaches',
    spoil: (s) => {
      Object.assign(s.endings, { genuine: { ...(s.endings as { genuine: object }).genuine, lost: { title: 'Lost', text: 'It is gone.' } } })
    },
    at: 'endings.genuine.lost',
  },
  {
    rule: 'best-play',
    of: 'harm with all points',
    spoil: (s) => {
      option(s, 4, 'right').sets = { wrote: true, given: true }
    },
  },
  {
    rule: 'keeping-back',
    spoil: (s) => {
      option(s, 2, 'mistake').sets = { f2: true }
    },
    at: 'scenes.s2.decisions.0.options.1',
  },
]
