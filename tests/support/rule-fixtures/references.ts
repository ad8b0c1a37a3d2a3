import { type ScenarioFixture, act, decoy, ending, lead, option, scene, segments, sign } from './fixture'

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
    of: 'options of one decision',
    spoil: (s) => {
      option(s, 2, 'paper').id = 'right'
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
  {
    rule: 'duplicate-id',
    of: 'sentences beside each other',
    spoil: (s) => {
      ending(s, 'held')[1]!.id = 'kept'
    },
    sound: (s) => {
      ending(s, 'held')[1]!.id = 'has'
    },
    at: 'endings.hostile.held.text.1.id',
  },
  // We searched for these two names: of a million and a half, only they collide.
  {
    rule: 'opaque-collision',
    spoil: (s) => {
      segments(s, 0)[0]!.id = 'gziv'
      segments(s, 1)[0]!.id = 'g9gwv'
    },
    sound: (s) => {
      segments(s, 0)[0]!.id = 'gziv'
    },
  },
  {
    rule: 'reserved-fact',
    spoil: (s) => {
      option(s, 2, 'paper').sets = { reported: true }
    },
    at: 'scenes.s2.decisions.0.options.3.sets.reported',
  },
  {
    rule: 'unknown-target',
    of: 'an option',
    spoil: (s) => {
      option(s, 3, 'paper').to = 'nowhere'
    },
    at: 'scenes.s3.decisions.0.options.2.to',
  },
  {
    rule: 'unknown-target',
    of: 'a word that every object knows',
    spoil: (s) => {
      option(s, 3, 'paper').to = 'constructor'
    },
  },
  {
    rule: 'unknown-target',
    of: 'a route of one variant',
    spoil: (s) => {
      option(s, 3, 'paper').to = { hostile: 's4', genuine: [{ when: { fact: 'f2' }, to: 'nowhere' }, { to: 's4' }] }
    },
    at: 'scenes.s3.decisions.0.options.2.to.genuine.0.to',
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
    of: 'a check',
    spoil: (s) => {
      scene(s, 2).checks[0]!.when = { not: { all: [{ fact: 'ghost' }] } }
    },
    at: 'scenes.s2.checks.0.when',
  },
  {
    rule: 'unknown-fact',
    of: 'a claim',
    spoil: (s) => {
      ending(s, 'held')[0]!.claims = { not: { fact: 'givn' } }
    },
    sound: (s) => {
      ending(s, 'held')[0]!.claims = { not: { reportedSince: 'given' } }
    },
    at: 'endings.hostile.held.text.0.claims',
  },
  {
    rule: 'unread-fact',
    of: 'an option',
    spoil: (s) => {
      option(s, 2, 'paper').sets = { ghost: true }
    },
    at: 'scenes.s2.decisions.0.options.3.sets.ghost',
  },
  {
    rule: 'unread-fact',
    of: 'one variant',
    spoil: (s) => {
      option(s, 4, 'paper').sets = { hostile: { ghost: true }, genuine: {} }
    },
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
    of: 'an email from you',
    spoil: (s) => {
      Object.assign(scene(s, 1).show[0]!, { from: 'you' })
    },
  },
  {
    rule: 'unused-person',
    spoil: (s) => {
      s.cast.stranger = { draw: 'name', title: 'A stranger' }
    },
    sound: (s) => {
      s.cast['old-friend'] = { draw: 'name', title: 'A friend' }
      scene(s, 1).title = 'Moment of {old_friend_given}'
    },
    at: 'cast.stranger',
  },
  {
    rule: 'unknown-citation',
    of: 'an option',
    spoil: (s) => {
      option(s, 1, 'paper').cites = ['G-99']
    },
    sound: (s) => {
      option(s, 1, 'paper').cites = ['INV']
    },
  },
  {
    rule: 'unknown-citation',
    of: 'a sign',
    spoil: (s) => {
      sign(s).cites = ['G-01', 'R-28']
    },
    at: 'scenes.s3.show.0.segments.1.hostile.cites.1',
  },
  {
    rule: 'unknown-citation',
    of: 'telling, in one variant',
    spoil: (s) => {
      scene(s, 4).report.cites = { hostile: ['G-99'], genuine: [] }
    },
    at: 'scenes.s4.report.cites.hostile.0',
  },
  {
    rule: 'unknown-citation',
    of: 'the scenario',
    spoil: (s) => {
      s.evidence = ['G-01', 'R-69']
    },
    at: 'evidence.1',
  },
  {
    rule: 'unknown-indicator',
    of: 'a decoy as a sign',
    spoil: (s) => {
      sign(s).indicator = 'tight-date'
    },
    at: 'scenes.s3.show.0.segments.1.hostile.indicator',
  },
  {
    rule: 'unknown-indicator',
    of: 'a sign as a decoy',
    spoil: (s) => {
      decoy(s).indicator = 'urgency'
    },
  },
  {
    rule: 'unknown-sign',
    spoil: (s) => {
      s.keep.signs = ['urgency', 'tight-date']
    },
    at: 'keep.signs.1',
  },
  {
    rule: 'unshown-sign',
    spoil: (s) => {
      for (const i of [1, 2, 3, 4, 5, 6])
        for (const { hostile } of segments(s, i)) if (hostile?.indicator === 'urgency') hostile.indicator = 'unknown-payer'
    },
    sound: (s) => {
      s.keep.signs = []
    },
    at: 'keep.signs.0',
  },
  {
    rule: 'same-text',
    spoil: (s) => {
      option(s, 2, 'paper').text = option(s, 2, 'leave').text
    },
    sound: (s) => {
      Object.assign(option(s, 2, 'paper'), { text: option(s, 2, 'leave').text, when: { fact: 'f1' } })
      option(s, 2, 'leave').when = { not: { fact: 'f1' } }
    },
  },
  {
    rule: 'said-unknown',
    of: 'no such decision',
    spoil: (s) => {
      lead(s, 5)[2]!.said = 'ghost'
    },
    at: 'scenes.s5.lead.2.said',
  },
  {
    rule: 'said-unknown',
    of: 'nothing is quoted',
    spoil: (s) => {
      lead(s, 5)[2]!.text = 'You had written.'
    },
  },
  {
    rule: 'said-unknown',
    of: 'a quotation of nobody',
    spoil: (s) => {
      act(s, 5).ask = 'What do you say to {said}?'
      lead(s, 4)[0]!.text = 'You had written: {said}'
    },
    at: 'scenes.s4.lead.0.text',
  },
  {
    rule: 'reviewed-by-nobody',
    spoil: (s) => {
      s.review = { state: 'reviewed' }
    },
    sound: (s) => {
      s.review = { state: 'reviewed', by: 'A security officer' }
    },
  },
]
