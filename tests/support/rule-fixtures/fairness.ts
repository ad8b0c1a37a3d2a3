import { type ScenarioFixture, option, scene, segments } from './fixture'

export const FAIRNESS_FIXTURES: ScenarioFixture[] = [
  {
    rule: 'sign-in-genuine',
    size: { nature: 'genuine' },
    at: 'scenes.s1.show.0.paragraphs.0.1',
    spoil: (s) => {
      Object.assign(segments(s, 1)[1]!, { cue: 'sign', indicator: 'urgency', cites: ['G-01'] })
    },
  },
  {
    rule: 'sign-uncited',
    of: 'none',
    spoil: (s) => {
      segments(s, 1)[1]!.cites = undefined
    },
    sound: (s) => {
      segments(s, 1)[1]!.cites = ['INV']
    },
  },
  {
    rule: 'sign-uncited',
    of: 'empty',
    spoil: (s) => {
      segments(s, 1)[1]!.cites = []
    },
  },
  {
    rule: 'sign-without-indicator',
    spoil: (s) => {
      segments(s, 1)[1]!.indicator = undefined
    },
  },
  {
    rule: 'sign-without-why',
    spoil: (s) => {
      segments(s, 1)[1]!.why = undefined
    },
  },
  {
    rule: 'decoy-without-why',
    spoil: (s) => {
      segments(s, 1)[2]!.why = undefined
    },
  },
  {
    rule: 'few-decoys',
    spoil: (s) => {
      for (const i of [0, 1, 2, 3, 4]) segments(s, i)[2]!.cue = 'plain'
    },
    sound: (s) => {
      for (const i of [0, 1, 2, 3]) segments(s, i)[2]!.cue = 'plain'
    },
  },
  {
    rule: 'origin-as-sign',
    of: 'a language',
    spoil: (s) => {
      segments(s, 1)[1]!.text = 'The accent is hard to place.'
    },
  },
  {
    rule: 'origin-as-sign',
    of: 'a people',
    spoil: (s) => {
      segments(s, 1)[1]!.text = 'A Polish firm pays.'
    },
    sound: (s) => {
      segments(s, 1)[1]!.text = 'They polish it in good faith.'
    },
  },
  {
    rule: 'origin-as-sign',
    of: 'a family abroad',
    spoil: (s) => {
      segments(s, 1)[1]!.text = 'You have family abroad, so you will help.'
    },
  },
  {
    rule: 'origin-as-sign',
    of: 'a mark',
    spoil: (s) => {
      segments(s, 1)[1]!.about = 'origin'
    },
  },
  {
    rule: 'origin-unmarked',
    of: 'a word',
    spoil: (s) => {
      segments(s, 1)[2]!.text = 'Forgive my English.'
    },
    sound: (s) => {
      Object.assign(segments(s, 1)[2]!, { text: 'Forgive my English.', about: 'origin' })
    },
  },
  {
    rule: 'origin-unmarked',
    of: 'an indicator',
    spoil: (s) => {
      segments(s, 1)[2]!.indicator = 'language'
    },
  },
  {
    rule: 'guidance-first',
    spoil: (s) => {
      segments(s, 1)[1]!.cites = ['R-01', 'G-01']
    },
    sound: (s) => {
      segments(s, 1)[1]!.cites = ['R-01']
    },
    at: 'scenes.s1.show.0.paragraphs.0.1.cites',
  },
  {
    rule: 'gendered-pronoun',
    spoil: (s) => {
      scene(s, 1).notes.ask = 'Would you have told her?'
    },
    sound: (s) => {
      scene(s, 1).notes.ask = 'Where is the hero, here or there?'
    },
  },
  {
    rule: 'gendered-pronoun',
    of: 'a contraction',
    spoil: (s) => {
      scene(s, 1).lead = 'He’s late.'
    },
  },
  {
    rule: 'literal-name',
    of: 'a given name',
    spoil: (s) => {
      scene(s, 1).lead = 'Fennik’s letter waits.'
    },
    sound: (s) => {
      scene(s, 1).lead = 'fennik is a fox, Fenniks a street.'
    },
  },
  {
    rule: 'literal-name',
    of: 'a value',
    spoil: (s) => {
      s.values.who = 'Fennik'
    },
    at: 'values.who',
  },
  {
    rule: 'literal-name',
    of: 'a family name',
    spoil: (s) => {
      scene(s, 1).lead = 'A word from Corwansen.'
    },
  },
  {
    rule: 'real-domain',
    spoil: (s) => {
      option(s, 1, 'tell').text = 'Write to desk@ollerwick.org'
    },
    sound: (s) => {
      option(s, 1, 'tell').text = 'Open terms.pdf from desk@ollerwick.example'
    },
  },
  {
    rule: 'country-in-scene',
    spoil: (s) => {
      s.endings.well!.text = 'A service of South Korea wanted it.'
    },
    sound: (s) => {
      s.verdict.text = 'The report says that China collects.'
      scene(s, 1).lead = 'The china is on the table.'
    },
    at: 'endings.well.text',
  },
]
