import { type ScenarioFixture, act, lead, option, scene } from './fixture'

export const REPORTING_FIXTURES: ScenarioFixture[] = [
  {
    rule: 'report-worth',
    of: 'where it matters most',
    spoil: (s) => {
      scene(s, 3).report.worth = 1
    },
    at: 'scenes.s3.report.worth',
  },
  {
    rule: 'report-worth',
    of: 'as much elsewhere',
    spoil: (s) => {
      scene(s, 5).report.worth = { hostile: 2, genuine: 0 }
    },
    at: 'scenes.s5.report.worth.hostile',
  },
  {
    rule: 'report-worth',
    of: 'too many chances',
    spoil: (s) => {
      for (const i of [0, 2]) scene(s, i).report.worth = 1
    },
    sound: (s) => {
      scene(s, 4).report.worth = { hostile: 1, genuine: 0 }
    },
    at: 'scenes.s0.report.worth',
  },
  {
    rule: 'report-worth',
    of: 'one chance',
    spoil: (s) => {
      for (const i of [1, 5]) scene(s, i).report.worth = 0
    },
    at: 'scenes.s0.report.worth',
  },
  {
    rule: 'last-act',
    of: 'nothing follows',
    spoil: (s) => {
      option(s, 6, 'leave').consequence = undefined
    },
    sound: (s) => {
      option(s, 5, 'leave').consequence = undefined
    },
    at: 'scenes.s6.decisions.0.options.0',
  },
  {
    rule: 'reported-unheard',
    spoil: (s) => {
      lead(s, 4)[1]!.when = { fact: 'f3' }
    },
    sound: (s) => {
      lead(s, 4)[1]!.when = { reportedSince: 'f3' }
    },
  },
  {
    rule: 'thankful-replies',
    spoil: (s) => {
      for (const i of [1, 3, 5]) scene(s, i).report.reply = '“Thank you. Keep it as it came.”'
    },
    sound: (s) => {
      for (const i of [1, 3]) scene(s, i).report.reply = '“Thank you. Keep it as it came.”'
      scene(s, 5).report.reply = '“Keep it, and thank you.”'
    },
    at: 'scenes.s5.report.reply',
  },
  {
    rule: 'undecided-report',
    of: 'different',
    spoil: (s) => {
      scene(s, 1).report.worth = { hostile: 1, genuine: 0 }
    },
    sound: (s) => {
      scene(s, 1).report.worth = { hostile: 1, genuine: 1 }
    },
    at: 'scenes.s1.report.worth',
  },
  {
    rule: 'undecided-report',
    of: 'too much',
    spoil: (s) => {
      scene(s, 2).report.worth = 2
    },
  },
  {
    rule: 'undecided-fork',
    of: 'a rubric',
    spoil: (s) => {
      option(s, 2, 'paper').rubric = { hostile: { recognise: 1 }, genuine: { recognise: 1 } }
    },
    sound: (s) => {
      option(s, 2, 'paper').consequence = { hostile: 'It takes an hour.', genuine: 'It takes a minute.' }
    },
    at: 'scenes.s2.decisions.0.options.3.rubric',
  },
  {
    rule: 'undecided-fork',
    of: 'a route',
    spoil: (s) => {
      option(s, 1, 'paper').to = { hostile: 's2', genuine: 's3' }
    },
  },
  {
    rule: 'undecided-fork',
    of: 'a sentence of a reply',
    spoil: (s) => {
      scene(s, 1).decisions[0]!.options[0]!.why = { hostile: 'So.', genuine: 'So.' }
    },
    at: 'scenes.s1.decisions.0.options.0.why',
  },
  {
    rule: 'undecided-fork',
    of: 'an act after a check that decides, for whoever made it',
    spoil: (s) => {
      const once = act(s, 2)
      const forked = { hostile: { verify: 2 }, genuine: { verify: 0 } }
      once.options.push({ ...option(s, 2, 'right'), id: 'knowing', rubric: forked })
    },
    sound: (s) => {
      const once = act(s, 2)
      const forked = { hostile: { verify: 2 }, genuine: { verify: 0 } }
      once.options.push({ ...option(s, 2, 'right'), id: 'knowing', when: { check: 'c2' }, rubric: forked })
      option(s, 2, 'right').when = { not: { check: 'c2' } }
    },
    at: 'scenes.s2.decisions.0.options.4.rubric',
  },
  {
    rule: 'undecided-route',
    spoil: (s) => {
      option(s, 0, 'leave').sets = { hostile: { odd: true }, genuine: {} }
      option(s, 1, 'leave').to = [{ when: { fact: 'odd' }, to: 's2' }, { to: 's3' }]
    },
    at: 'scenes.s1.decisions.2.options.1.to',
  },
  {
    rule: 'undecided-harm',
    of: 'a fact that one variant alone sets',
    spoil: (s) => {
      option(s, 1, 'mistake').sets = { hostile: { given: true, f1: true }, genuine: { f1: true } }
    },
  },
  {
    rule: 'undecided-harm',
    of: 'a fact that is harm in one variant alone',
    spoil: (s) => {
      s.harm = { hostile: [{ fact: 'given' }], genuine: [] }
    },
    at: 'scenes.s0.decisions.0.options.3',
  },
]
