import { type ScenarioFixture, act, scene } from './fixture'

export const MESSAGE_FIXTURES: ScenarioFixture[] = [
  {
    rule: 'icu-syntax',
    of: 'an open brace',
    spoil: (s) => {
      scene(s, 1).title = 'For {contact_name'
    },
    at: 'scenes.s1.title',
  },
  {
    rule: 'icu-syntax',
    of: 'a closing brace',
    spoil: (s) => {
      scene(s, 1).title = 'For you}'
    },
  },
  {
    rule: 'icu-syntax',
    of: 'a dot in a name',
    spoil: (s) => {
      scene(s, 1).title = 'For {contact.name}'
    },
  },
  {
    rule: 'icu-syntax',
    of: 'a format that cannot be',
    spoil: (s) => {
      scene(s, 1).title = '{fee, number, ::currency/}'
    },
    sound: (s) => {
      scene(s, 1).title = '{fee, number, ::currency/EUR} for {contact_name}'
    },
  },
  ...['{fee, number, ::currenzy/EUR}', '{fee, number, curency}', '{fee, plural, other {{fee, number, ::curency/EUR}}}'].map(
    (title): ScenarioFixture => ({
      rule: 'icu-syntax',
      of: title,
      spoil: (s) => {
        scene(s, 1).title = title
      },
      sound: (s) => {
        scene(s, 1).title = '{fee, number, ::currency/EUR precision-integer}, {fee, number, ::.00} or {fee, number, integer}'
      },
    }),
  ),
  {
    rule: 'missing-argument',
    spoil: (s) => {
      scene(s, 1).title = '{fee, plural, one {# euro} other {# euros for {stranger_name}}}'
    },
    sound: (s) => {
      scene(s, 1).title = '{fee, plural, one {# euro} other {# euros for {contact_given}}}'
    },
  },
  {
    rule: 'missing-argument',
    of: 'a word that every object knows',
    spoil: (s) => {
      act(s, 1).ask = 'What now, {constructor}?'
    },
  },
  {
    rule: 'not-a-number',
    of: 'in one variant',
    spoil: (s) => {
      s.values.fee = { hostile: '1_200', genuine: 300 }
      scene(s, 1).title = '{fee, number, ::currency/EUR}'
    },
    sound: (s) => {
      s.values.fee = { hostile: '1_200', genuine: 300 }
      scene(s, 1).title = '{fee} euros'
    },
    at: 'values.fee.hostile',
  },
]
