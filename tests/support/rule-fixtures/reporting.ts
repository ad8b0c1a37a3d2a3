import { type ScenarioFixture, act, lead, option, scene } from './fixture'

export const REPORTING_FIXTURES: ScenarioFixture[] = [
  {
    rule: 'reporting-share',
    spoil: (s) => {
      s.report.weight = 2
    },
    sound: (s) => {
      s.report.weight = 1.2
    },
    at: 'report.weight',
  },
  {
    rule: 'report-genuine',
    of: 'the end',
    spoil: (s) => {
      scene(s, 6).report.worth = { hostile: 2, genuine: 1 }
    },
    sound: (s) => {
      scene(s, 5).report.worth = { hostile: 2, genuine: 1 }
    },
    at: 'scenes.s6.report.worth.genuine',
  },
  {
    rule: 'report-genuine',
    of: 'too much',
    spoil: (s) => {
      scene(s, 4).report.worth = 2
    },
    at: 'scenes.s4.report.worth',
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
    rule: 'last-act',
    of: 'a grave act that nothing repairs',
    spoil: (s) => {
      scene(s, 6).report.repairs = { hostile: ['act5.mistake'], genuine: [] }
    },
    at: 'scenes.s6.decisions.0.options.1',
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
    rule: 'undecided-loss',
    of: 'what follows',
    spoil: (s) => {
      // Leaving early blocks what is best later, in one variant only.
      option(s, 1, 'leave').sets = { late: true }
      option(s, 5, 'right').when = { not: { fact: 'late' } }
    },
    at: 'scenes.s1.decisions.2.options.1',
  },
  {
    rule: 'undecided-loss',
    of: 'a route that reads what the variants set differently',
    spoil: (s) => {
      option(s, 0, 'leave').sets = { hostile: { odd: true }, genuine: {} }
      option(s, 1, 'leave').to = [{ when: { fact: 'odd' }, to: 's2' }, { to: 's3' }]
    },
    at: 'scenes.s1.decisions.2.options.1.to',
  },
]
