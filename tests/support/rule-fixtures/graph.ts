import { type ScenarioFixture, act, ending, lead, option, scene, segments } from './fixture'

export const GRAPH_FIXTURES: ScenarioFixture[] = [
  {
    rule: 'no-act',
    of: 'a guard that may fail',
    spoil: (s) => {
      act(s, 1).when = { fact: 'f0' }
    },
    at: 'scenes.s1.decisions',
  },
  {
    rule: 'no-act',
    of: 'sentences alone',
    spoil: (s) => {
      scene(s, 1).decisions.pop()
    },
  },
  {
    rule: 'several-acts',
    spoil: (s) => {
      scene(s, 2).decisions.push({ ...act(s, 2), id: 'other' })
    },
    at: 'scenes.s2.decisions.1',
    sound: (s) => {
      scene(s, 2).decisions.push({ ...act(s, 2), id: 'other', when: { fact: 'f1' } })
      act(s, 2).when = { not: { fact: 'f1' } }
    },
  },
  {
    rule: 'dead-end',
    of: 'an act option that leads nowhere',
    spoil: (s) => {
      option(s, 2, 'paper').to = undefined
    },
    at: 'scenes.s2.decisions.0.options.3',
  },
  {
    rule: 'dead-end',
    of: 'no option in some state',
    spoil: (s) => {
      for (const o of act(s, 2).options) o.when = { fact: 'f1' }
    },
  },
  {
    rule: 'dead-end',
    of: 'a list of routes that a state falls through',
    spoil: (s) => {
      option(s, 2, 'paper').to = [{ when: { fact: 'f1' }, to: 's3' }]
    },
  },
  {
    rule: 'dead-end',
    of: 'a sentence without options in some state',
    spoil: (s) => {
      for (const o of scene(s, 1).decisions[0]!.options) o.when = { fact: 'f0' }
    },
  },
  {
    rule: 'last-route-guarded',
    of: 'a route',
    spoil: (s) => {
      option(s, 2, 'paper').to = [
        { when: { fact: 'f1' }, to: 's3' },
        { when: { not: { fact: 'f1' } }, to: 's4' },
      ]
    },
    sound: (s) => {
      option(s, 2, 'paper').to = [{ when: { fact: 'f1' }, to: 's3' }, { to: 's4' }]
    },
    at: 'scenes.s2.decisions.0.options.3.to.1',
  },
  {
    rule: 'sends-nothing',
    spoil: (s) => {
      option(s, 2, 'paper').sends = true
    },
  },
  {
    rule: 'unsent-sentences',
    spoil: (s) => {
      option(s, 1, 'right').sends = false
    },
    at: 'scenes.s1.decisions.0',
  },
  {
    rule: 'ignore-within-reach',
    spoil: (s) => {
      option(s, 2, 'leave').when = { fact: 'f1' }
    },
  },
  {
    rule: 'cycle',
    of: 'two scenes',
    spoil: (s) => {
      option(s, 3, 'paper').to = 's1'
    },
    at: 'scenes.s3',
    sound: (s) => {
      option(s, 3, 'paper').to = 's5'
    },
  },
  {
    rule: 'cycle',
    of: 'a scene alone',
    spoil: (s) => {
      option(s, 3, 'paper').to = 's3'
    },
  },
  {
    rule: 'unreachable-scene',
    of: 'nothing leads there',
    spoil: (s) => {
      for (const o of act(s, 2).options) o.to = 's4'
    },
    at: 'scenes.s3',
  },
  {
    rule: 'scene-of-one-variant',
    spoil: (s) => {
      for (const o of act(s, 4).options) o.to = { hostile: 's5', genuine: 's6' }
    },
    sound: (s) => {
      option(s, 4, 'leave').to = { hostile: 's5', genuine: 's6' }
    },
    at: 'scenes.s5',
  },
  {
    rule: 'guard-never',
    of: 'a fact set later',
    spoil: (s) => {
      scene(s, 2).checks[0]!.when = { fact: 'f4' }
    },
    at: 'scenes.s2.checks.0.when',
  },
  {
    rule: 'guard-never',
    of: 'a sentence',
    spoil: (s) => {
      lead(s, 4)[1]!.when = { fact: 'settled' }
    },
    sound: (s) => {
      lead(s, 5)[1]!.when = { any: [{ fact: 'wrote' }, { fact: 'reported' }] }
    },
    at: 'scenes.s4.lead.1.when',
  },
  {
    rule: 'guard-never',
    of: 'a segment',
    spoil: (s) => {
      segments(s, 4)[0]!.when = { fact: 'settled' }
    },
  },
  {
    rule: 'guard-never',
    of: 'a route',
    spoil: (s) => {
      option(s, 2, 'paper').to = [{ when: { all: [{ fact: 'f1' }, { not: { fact: 'f1' } }] }, to: 's3' }, { to: 's3' }]
    },
  },
  {
    rule: 'guard-never',
    of: 'a last route that nothing falls to',
    spoil: (s) => {
      option(s, 2, 'paper').to = [{ when: { any: [{ fact: 'f1' }, { not: { fact: 'f1' } }] }, to: 's3' }, { to: 's3' }]
    },
  },
  {
    rule: 'guard-always',
    of: 'an artefact',
    spoil: (s) => {
      scene(s, 2).show[0]!.when = { not: { fact: 'f4' } }
    },
    at: 'scenes.s2.show.0.when',
  },
  {
    rule: 'guard-always',
    of: 'an option under a decision that asks the same',
    spoil: (s) => {
      scene(s, 1).decisions[0]!.when = { fact: 'f0' }
      scene(s, 1).decisions[0]!.options[0]!.when = { fact: 'f0' }
    },
    sound: (s) => {
      scene(s, 1).decisions[0]!.when = { fact: 'f0' }
    },
  },
  {
    rule: 'guard-always',
    of: 'a message',
    spoil: (s) => {
      ;(scene(s, 4).show[0] as { messages: { when?: object }[] }).messages[0]!.when = { not: { fact: 'f5' } }
    },
  },
  {
    rule: 'guard-always',
    of: 'a sentence of an ending that asks what led there',
    spoil: (s) => {
      ending(s, 'lost')[0]!.when = { fact: 'given' }
    },
    at: 'endings.hostile.lost.text.0.when',
  },
  { rule: 'state-explosion', size: { scenes: 60, liveFacts: 40 }, spoil: () => {} },
  { rule: 'path-length', of: 'short', size: { scenes: 5 }, spoil: () => {} },
  { rule: 'path-length', of: 'long', size: { scenes: 9 }, spoil: () => {}, at: 'start' },
  {
    rule: 'path-length',
    of: 'one path',
    spoil: (s) => {
      option(s, 3, 'leave').to = 's6'
    },
    sound: (s) => {
      option(s, 3, 'leave').to = 's5'
    },
  },
]
