import { type ScenarioFixture, option, scene, segments } from './fixture'

export const REFERENCE_FIXTURES: ScenarioFixture[] = [
  {
    rule: 'duplicate-id',
    of: 'segments',
    spoil: (s) => {
      segments(s, 1)[0]!.id = 'g0a'
    },
    at: 'scenes.s1.show.0.paragraphs.0.0.id',
  },
  {
    rule: 'duplicate-id',
    of: 'a scene and an ending',
    spoil: (s) => {
      s.endings.s3 = s.endings.well!
    },
  },
  {
    rule: 'duplicate-id',
    of: 'options of one decision',
    spoil: (s) => {
      option(s, 2, 'tell').id = 'right'
    },
    sound: (s) => {
      option(s, 2, 'leave').id = 'c2'
    },
  },
  {
    rule: 'duplicate-id',
    of: 'decisions',
    spoil: (s) => {
      scene(s, 4).decisions[0]!.id = 'act3'
    },
  },
  {
    rule: 'duplicate-id',
    of: 'checks',
    spoil: (s) => {
      scene(s, 4).checks[0]!.id = 'c3'
    },
  },
  {
    rule: 'duplicate-id',
    of: 'artefacts',
    spoil: (s) => {
      scene(s, 4).show[0]!.id = 'v3'
    },
  },
  // These two names were searched for: of a million and a half, they alone meet.
  {
    rule: 'opaque-collision',
    spoil: (s) => {
      segments(s, 0)[0]!.id = 'gl7'
      segments(s, 1)[0]!.id = 'g2lfg'
    },
    sound: (s) => {
      segments(s, 0)[0]!.id = 'gl7'
    },
  },
  {
    rule: 'unknown-target',
    of: 'an option',
    spoil: (s) => {
      option(s, 3, 'tell').to = 'nowhere'
    },
    at: 'scenes.s3.decisions.0.options.2.to',
  },
  {
    rule: 'unknown-target',
    of: 'a word that every object knows',
    spoil: (s) => {
      option(s, 3, 'tell').to = 'constructor'
    },
  },
  {
    rule: 'unknown-target',
    of: 'a route',
    spoil: (s) => {
      option(s, 3, 'tell').to = [{ when: { fact: 'f2' }, to: 'nowhere' }, { to: 's4' }]
    },
  },
  {
    rule: 'unknown-target',
    of: 'the start',
    spoil: (s) => {
      s.start = 'nowhere'
    },
    at: 'start',
  },
  {
    rule: 'unknown-fact',
    spoil: (s) => {
      scene(s, 2).checks[0]!.when = { not: { all: [{ fact: 'ghost' }] } }
    },
    at: 'scenes.s2.checks.0.when',
  },
  {
    rule: 'unread-fact',
    of: 'an option',
    spoil: (s) => {
      option(s, 2, 'tell').sets = { ghost: true }
    },
    at: 'scenes.s2.decisions.0.options.3.sets.ghost',
  },
  {
    rule: 'unread-fact',
    of: 'a check',
    spoil: (s) => {
      scene(s, 2).checks[0]!.sets = { ghost: true }
    },
  },
  {
    rule: 'unknown-check',
    spoil: (s) => {
      scene(s, 2).checks[0]!.when = { any: [{ check: 'ghost' }, { fact: 'f1' }] }
    },
  },
  {
    rule: 'unknown-person',
    of: 'with',
    spoil: (s) => {
      Object.assign(scene(s, 0).show[0]!, { with: 'you' })
    },
    at: 'scenes.s0.show.0.with',
  },
  {
    rule: 'unknown-person',
    of: 'a speaker',
    spoil: (s) => {
      Object.assign((scene(s, 0).show[0] as { messages: object[] }).messages[0]!, { from: 'ghost' })
    },
    sound: (s) => {
      Object.assign((scene(s, 0).show[0] as { messages: object[] }).messages[0]!, { from: 'you' })
    },
  },
  {
    rule: 'unknown-person',
    of: 'an email',
    spoil: (s) => {
      Object.assign(scene(s, 1).show[0]!, { from: 'ghost' })
    },
  },
  {
    rule: 'unknown-citation',
    of: 'an option',
    spoil: (s) => {
      option(s, 1, 'tell').cites = ['G-99']
    },
    sound: (s) => {
      option(s, 1, 'tell').cites = ['INV']
    },
  },
  {
    rule: 'unknown-citation',
    of: 'a segment',
    spoil: (s) => {
      segments(s, 1)[1]!.cites = ['G-01', 'R-28']
    },
    at: 'scenes.s1.show.0.paragraphs.0.1.cites.1',
  },
  {
    rule: 'unknown-citation',
    of: 'the verdict',
    spoil: (s) => {
      s.verdict.cites = ['G-99']
    },
  },
  {
    rule: 'unknown-indicator',
    of: 'a decoy as a sign',
    spoil: (s) => {
      segments(s, 1)[1]!.indicator = 'tight-date'
    },
  },
  {
    rule: 'unknown-indicator',
    of: 'a sign as a decoy',
    spoil: (s) => {
      segments(s, 1)[2]!.indicator = 'urgency'
    },
  },
  {
    rule: 'unknown-repair',
    spoil: (s) => {
      option(s, 2, 'tell').repairs = ['act1.ghost']
    },
  },
  {
    rule: 'repairs-nothing',
    spoil: (s) => {
      option(s, 2, 'tell').repairs = ['act1.leave']
    },
    sound: (s) => {
      option(s, 2, 'tell').repairs = ['act0.mistake', 'act1.mistake']
    },
  },
  {
    rule: 'continues-unknown',
    of: 'no such artefact',
    spoil: (s) => {
      Object.assign(scene(s, 4).show[0]!, { continues: 'ghost' })
    },
    sound: (s) => {
      Object.assign(scene(s, 4).show[0]!, { continues: 'v0' })
    },
  },
  {
    rule: 'continues-unknown',
    of: 'no messages',
    spoil: (s) => {
      Object.assign(scene(s, 4).show[0]!, { continues: 'v1' })
    },
  },
]
