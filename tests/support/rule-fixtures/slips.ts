import { type ScenarioFixture, act, lead, option, scene, segments, sign } from './fixture'

const verdict = (hostile: string, genuine: string) => ({
  hostile: { text: hostile, cites: ['G-01'] },
  genuine: { text: genuine, cites: ['G-01'] },
})
const fixtures = (rule: string, at: string, set: (s: Parameters<ScenarioFixture['spoil']>[0], text: string) => void) => ({
  of: (texts: readonly string[], sound: string): ScenarioFixture[] =>
    texts.map((text) => ({ rule, of: text, at, spoil: (s) => set(s, text), sound: (s) => set(s, sound) })),
})
const leads = (rule: string) =>
  fixtures(rule, 'scenes.s1.lead', (s, text) => {
    scene(s, 1).lead = text
  })

export const REAL_WORLD_FIXTURES: ScenarioFixture[] = [
  ...leads('country-in-scene').of(
    ['It is based in China.', 'CHINA pays for it.', 'They met in Crimea.', 'A letter from Jordan waits.', 'It is set in Georgia.'],
    'The china is from a turkey in a Panama hat.',
  ),
  {
    rule: 'country-in-scene',
    of: 'a verdict that cites nothing',
    spoil: (s) => {
      s.verdict = verdict('Norway was behind it.', 'It was genuine.')
    },
    sound: (s) => {
      s.verdict = verdict('The report says that China collects.', 'It was genuine.')
    },
    at: 'verdict.hostile.text',
  },
  ...leads('real-service').of(['The FSB pays for it.', 'The Kremlin wants it.', 'Ask MI5.'], 'A foreign service wants it from the FISB.'),
  ...leads('real-company').of(
    ['Huawei pays.', 'It is on Microsoft Teams.', 'They write on Signal.', 'An engineer from Apple waits.'],
    'Signal them with an orange, and Zoom in on the apple. The shell is from the office chat.',
  ),
]

export const ORIGIN_FIXTURES: ScenarioFixture[] = [
  ...fixtures('origin-judged', 'keep.rule', (s, text) => {
    s.keep.rule = text
  }).of(
    [
      'Never trust foreigners.',
      'Ask for the nationality first.',
      'Mind people from abroad.',
      'Think twice about a name like that.',
      'Broken English is a warning.',
    ],
    'Whatever the nationality, ask who pays.',
  ),
  ...fixtures('origin-judged', 'scenes.s2.decisions.0.options.3.text', (s, text) => {
    act(s, 2).options[3]!.text = text
  }).of(['Nothing for foreigners, please', 'Send it to Norway'], 'Send it abroad, as to anybody'),
  {
    rule: 'origin-judged',
    of: 'an option that is unfair and loses nothing',
    spoil: (s) => {
      Object.assign(option(s, 2, 'paper'), { text: 'Report whoever has an accent', rubric: { fair: 0 } })
    },
    sound: (s) => {
      Object.assign(option(s, 2, 'paper'), { text: 'Report whoever has an accent', rubric: { fair: -2 }, why: 'An accent is no conduct.' })
    },
  },
  ...fixtures('origin-judged', 'verdict.hostile.text', (s, text) => {
    s.verdict = verdict(text, 'It was genuine.')
  }).of(['The accent showed it.', 'One could know by their religion.'], 'The accent said nothing. Their religion did not matter.'),
  {
    rule: 'origin-judged',
    of: 'the explanation of a sign',
    spoil: (s) => {
      sign(s).why = 'Foreigners ask so.'
    },
    sound: (s) => {
      Object.assign(segments(s, 1)[2]!, { about: 'origin', text: 'Forgive my English.', why: 'English is a second language for many.' })
    },
    at: 'scenes.s3.show.0.segments.1.hostile.why',
  },
  ...fixtures('origin-judged', 'scenes.s1.notes.ask', (s, text) => {
    scene(s, 1).notes.ask = text
  }).of(['What did the accent tell you?'], 'Had they no accent, what would you have done?'),
  {
    rule: 'origin-judged',
    of: 'what the officer answers',
    spoil: (s) => {
      scene(s, 1).report.reply = 'With immigrants one never knows.'
    },
    at: 'scenes.s1.report.reply',
    sound: (s) => {
      scene(s, 1).notes.avoid = 'Guessing from the accent.'
    },
  },
  {
    rule: 'origin-unmarked',
    of: 'a plain detail',
    spoil: (s) => {
      segments(s, 1)[0]!.text = 'The caller has a Russian accent.'
    },
    sound: (s) => {
      Object.assign(segments(s, 1)[2]!, { text: 'The caller has an accent.', about: 'origin' })
    },
    at: 'scenes.s1.show.0.paragraphs.0.0',
  },
]

export const TRUTH_FIXTURES: ScenarioFixture[] = [
  ...fixtures('other-truth', 'verdict.genuine.text', (s, text) => {
    s.verdict = verdict('It was an approach.', text)
  }).of(
    ['It was genuine. The forum was a front of a foreign service.', 'It was genuine, and was an approach.'],
    'It was genuine. No foreign service was behind it, and in the other story it was an approach.',
  ),
  ...fixtures('other-truth', 'verdict.hostile.text', (s, text) => {
    s.verdict = verdict(text, 'It was genuine.')
  }).of(['All of it was genuine.', 'The editor meant no harm.'], 'It was not genuine, and looked as if it was honest.'),
  {
    rule: 'other-truth',
    of: 'what the room takes away',
    spoil: (s) => {
      s.notes.after = { hostile: 'Ask who is easy to tell.', genuine: 'Say that an intelligence service sent them.' }
    },
    at: 'notes.after.genuine',
  },
]

export const DATE_FIXTURES: ScenarioFixture[] = [
  {
    rule: 'months-backwards',
    spoil: (s) => {
      scene(s, 1).when = 'October, a Monday, 09:00'
      scene(s, 3).when = 'July, a Monday, 09:00'
    },
    sound: (s) => {
      scene(s, 1).when = 'October, a Monday, 09:00'
      scene(s, 3).when = 'February, a Monday, 09:00'
    },
    at: 'scenes.s3.when',
  },
  {
    rule: 'later-than-now',
    of: 'a message',
    spoil: (s) => {
      Object.assign(scene(s, 0).show[0]!, { messages: [{ ...(scene(s, 0).show[0] as { messages: object[] }).messages[0]!, at: '10:30' }] })
    },
    sound: (s) => {
      Object.assign(scene(s, 0).show[0]!, { messages: [{ ...(scene(s, 0).show[0] as { messages: object[] }).messages[0]!, at: '23:30' }] })
    },
    at: 'scenes.s0.show.0.messages.0.at',
  },
  {
    rule: 'later-than-now',
    of: 'a letter',
    spoil: (s) => {
      Object.assign(scene(s, 1).show[0]!, { at: '11:00' })
    },
    sound: (s) => {
      Object.assign(scene(s, 1).show[0]!, { at: 'Friday, 11:00' })
    },
  },
]

export const SLIP_FIXTURES: ScenarioFixture[] = [
  ...leads('unfinished').of(['TODO: the lead.', 'Lorem ipsum dolor.', 'It costs [date].'], 'They have much to do, and ask why?'),
  ...leads('account-number').of(
    ['Pay to DE89 3704 0044 0532 0130 00.', 'The card is 4111 1111 1111 1111.', 'The account is 123456789.'],
    'It costs 1 200 000 000 euros, or 12,345,678,901. It is file AB12 of room 12345678.',
  ),
  ...leads('short-telephone').of(['Ring 555-0142.', 'Ring 030 4567.'], 'In 2024-2025 it was 1 200 000, for rooms 300 to 4000.'),
  ...fixtures('officer-decides', 'scenes.s1.report.reply', (s, text) => {
    scene(s, 1).report.reply = text
  }).of(['“You must stay at home.”', '“Do not go there.”'], '“Please answer nothing until Thursday. Then it is yours again.”'),
  {
    rule: 'equal-sides',
    spoil: (s) => {
      const [, fork] = segments(s, 3)
      fork!.genuine = { ...fork!.hostile! }
    },
    at: 'scenes.s3.show.0.segments.1',
  },
  {
    rule: 'equal-sides',
    of: 'another explanation of the same words',
    spoil: (s) => {
      segments(s, 3)[1]!.genuine!.text = segments(s, 3)[1]!.hostile!.text
    },
    at: 'scenes.s3.show.0.segments.1',
  },
  {
    rule: 'equal-sides',
    of: 'a value',
    spoil: (s) => {
      s.values.fee = { hostile: 300, genuine: 300 }
    },
    at: 'values.fee',
  },
  {
    rule: 'equal-checks',
    of: 'the same check',
    spoil: (s) => {
      scene(s, 2).checks[1]!.text = 'look it up'
    },
    at: 'scenes.s2.checks.1.text',
  },
  {
    rule: 'equal-checks',
    of: 'the same finding',
    spoil: (s) => {
      scene(s, 2).checks[1]!.finding = scene(s, 2).checks[0]!.finding
    },
  },
  {
    rule: 'equal-sentences',
    spoil: (s) => {
      segments(s, 2)[0]!.text = segments(s, 2)[2]!.text
    },
    sound: (s) => {
      segments(s, 2)[0]!.text = segments(s, 1)[0]!.text
    },
  },
  {
    rule: 'own-sign',
    spoil: (s) => {
      Object.assign((scene(s, 4).show[0] as { messages: object[] }).messages[0]!, { from: 'you' })
    },
  },
  {
    rule: 'open-quotation',
    of: 'in a text',
    spoil: (s) => {
      scene(s, 1).lead = 'They say: “It is late.'
    },
    sound: (s) => {
      Object.assign(lead(s, 4)[0]!, { text: '“The meeting starts soon.' })
      Object.assign(lead(s, 4)[1]!, { text: 'Your security officer has asked.”' })
      lead(s, 4).push({ id: 'silent', when: { not: { fact: 'reported' } }, text: 'A message waits.”' })
    },
    at: 'scenes.s1.lead',
  },
  {
    rule: 'open-quotation',
    of: 'in a sentence with a guard',
    spoil: (s) => {
      Object.assign(lead(s, 4)[1]!, { text: 'Your security officer says: It is late.”' })
    },
    at: 'scenes.s4.lead.1.text',
  },
  {
    rule: 'unlisted-source',
    spoil: (s) => {
      option(s, 2, 'right').cites = ['R-01']
      s.evidence = ['G-01']
    },
  },
  {
    rule: 'out-of-proportion',
    of: 'the sides',
    spoil: (s) => {
      s.values.fee = { hostile: 90_000, genuine: 300 }
    },
    sound: (s) => {
      s.values.fee = { hostile: 3000, genuine: 300 }
    },
    at: 'values.fee',
  },
  {
    rule: 'out-of-proportion',
    of: 'one value',
    spoil: (s) => {
      s.values.fee = 90_000_000
    },
  },
]
