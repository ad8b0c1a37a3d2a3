import { type ScenarioFixture, act, everyDecision, option, scene, words } from './fixture'

const bestFirst = (s: Parameters<typeof act>[0], position: number) => {
  for (const d of everyDecision(s)) {
    const best = d.options.find((o) => o.id === 'right' || o.id === 'who')!
    d.options = d.options.filter((o) => o !== best).toSpliced(position, 0, best)
  }
}

export const SCORING_FIXTURES: ScenarioFixture[] = [
  {
    rule: 'flat-score',
    spoil: (s) => {
      for (const d of everyDecision(s)) for (const o of d.options) o.rubric = { verify: 0 }
    },
  },
  {
    rule: 'flat-decision',
    spoil: (s) => {
      for (const o of act(s, 2).options) o.rubric = { verify: 1 }
    },
    at: 'scenes.s2.decisions.0',
  },
  {
    rule: 'missing-why',
    spoil: (s) => {
      option(s, 2, 'tell').why = undefined
    },
    sound: (s) => {
      Object.assign(option(s, 2, 'leave'), { why: undefined, rubric: {} })
    },
  },
  {
    rule: 'why-length',
    spoil: (s) => {
      option(s, 2, 'tell').why = `${words(20)} `.repeat(7) + words(11)
    },
    sound: (s) => {
      option(s, 2, 'tell').why = `${words(15)} `.repeat(10).trim()
    },
    at: 'scenes.s2.decisions.0.options.3.why',
  },
  {
    rule: 'critical-unrepairable',
    spoil: (s) => {
      option(s, 2, 'tell').repairs = []
    },
    at: 'scenes.s1.decisions.2.options.2.critical',
  },
  {
    rule: 'longest-is-best',
    spoil: (s) => {
      for (const i of [0, 2, 3, 5]) option(s, i, 'right').text += ', at once and before anything else is said'
    },
    sound: (s) => {
      for (const i of [0, 2, 3]) option(s, i, 'right').text += ', at once and before anything else is said'
    },
  },
  { rule: 'position-tells', of: 'the first', spoil: (s) => bestFirst(s, 0) },
  { rule: 'position-tells', of: 'the second', spoil: (s) => bestFirst(s, 1) },
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

export const PROSE_FIXTURES: ScenarioFixture[] = [
  {
    rule: 'screen-words',
    of: 'a lead',
    spoil: (s) => {
      scene(s, 1).lead = `${words(20)} `.repeat(4) + words(2)
    },
    sound: (s) => {
      scene(s, 1).lead = `${words(20)} `.repeat(4).trim()
    },
  },
  {
    rule: 'screen-words',
    of: 'a consequence',
    spoil: (s) => {
      option(s, 1, 'tell').consequence = `${words(20)} `.repeat(4) + words(2)
    },
  },
  {
    rule: 'sentence-length',
    spoil: (s) => {
      scene(s, 1).lead = words(31)
    },
    sound: (s) => {
      scene(s, 1).lead = words(30)
    },
    at: 'scenes.s1.lead',
  },
  {
    rule: 'mean-sentence',
    spoil: (s) => {
      for (const d of everyDecision(s)) for (const o of d.options) Object.assign(o, { why: words(30), text: words(30) })
      for (const x of Object.values(s.scenes)) x.lead = words(30)
    },
  },
  {
    rule: 'reading-level',
    spoil: (s) => {
      for (const d of everyDecision(s))
        for (const o of d.options) o.why = 'Institutional confidentiality considerations necessitate circumspection.'
    },
  },
  {
    rule: 'ending-words',
    spoil: (s) => {
      s.endings.well!.text = `${words(11)} `.repeat(10) + words(1)
    },
    sound: (s) => {
      s.endings.well!.text = `${words(11)} `.repeat(10).trim()
    },
  },
  {
    rule: 'straight-quotes',
    of: 'an apostrophe',
    spoil: (s) => {
      scene(s, 1).lead = "It's late."
    },
    sound: (s) => {
      scene(s, 1).lead = 'It’s late, “she-wolf” says.'
    },
  },
  {
    rule: 'straight-quotes',
    of: 'quotation marks',
    spoil: (s) => {
      scene(s, 1).lead = 'You read "soon".'
    },
  },
  {
    rule: 'unwritten',
    spoil: (s) => {
      scene(s, 1).lead = 'Write: what matters now'
    },
    sound: (s) => {
      scene(s, 1).lead = 'Write to the office.'
    },
  },
]
