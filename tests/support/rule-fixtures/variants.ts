import { type ScenarioFixture, act, ending, lead, option, scene, segments, words } from './fixture'

export const VARIANT_FIXTURES: ScenarioFixture[] = [
  {
    rule: 'variants',
    of: 'a scenario of one variant',
    spoil: (s) => {
      s.variant = 'genuine'
    },
    at: 'variant',
  },
  {
    rule: 'variants',
    of: 'a tutorial without one',
    spoil: (s) => {
      s.kind = 'tutorial'
    },
    at: 'kind',
  },
  {
    rule: 'variants',
    of: 'a fork in a tutorial',
    spoil: (s) => {
      Object.assign(s, { kind: 'tutorial', variant: 'genuine' })
    },
    at: 'scenes.s3.show.0.segments.1',
  },
  {
    rule: 'fork-length',
    of: 'a segment',
    spoil: (s) => {
      segments(s, 3)[1]!.hostile!.text = 'Please answer today, and tell nobody yet, not even those who sit with you.'
    },
    sound: (s) => {
      segments(s, 3)[1]!.hostile!.text = 'Please answer today, and tell nobody at all about it.'
    },
    at: 'scenes.s3.show.0.segments.1',
  },
  {
    rule: 'fork-length',
    of: 'a long finding',
    spoil: (s) => {
      scene(s, 3).checks[0]!.finding = { hostile: words(20), genuine: words(34) }
    },
    sound: (s) => {
      scene(s, 3).checks[0]!.finding = { hostile: words(21), genuine: words(35) }
    },
    at: 'scenes.s3.checks.0.finding',
  },
  {
    rule: 'fork-length',
    of: 'a consequence',
    spoil: (s) => {
      option(s, 4, 'leave').consequence = { hostile: 'It waits.', genuine: 'It waits until the evening, and then some.' }
    },
  },
  {
    rule: 'fork-read',
    of: 'an option',
    spoil: (s) => {
      option(s, 5, 'paper').when = { not: { fact: 'given' } }
    },
    at: 'scenes.s5.decisions.0.options.0.when',
  },
  {
    rule: 'fork-read',
    of: 'a check',
    spoil: (s) => {
      scene(s, 5).checks[0]!.when = { not: { fact: 'given' } }
    },
  },
  {
    rule: 'fork-read',
    of: 'a lead',
    spoil: (s) => {
      lead(s, 5)[1]!.when = { fact: 'given' }
    },
    sound: (s) => {
      lead(s, 5)[1]!.when = { fact: 'f4' }
    },
  },
  {
    rule: 'fork-read',
    of: 'an artefact',
    spoil: (s) => {
      scene(s, 5).show[0]!.when = { not: { fact: 'given' } }
    },
    sound: (s) => {
      segments(s, 5)[0]!.when = { not: { fact: 'given' } }
    },
  },
  {
    rule: 'reported-read',
    of: 'an option',
    spoil: (s) => {
      option(s, 5, 'paper').when = { fact: 'reported' }
    },
  },
  {
    rule: 'reported-read',
    of: 'a route',
    spoil: (s) => {
      option(s, 4, 'paper').to = [{ when: { reportedSince: 'f3' }, to: 's5' }, { to: 's6' }]
    },
    at: 'scenes.s4.decisions.2.options.1.to.0.when',
  },
  {
    rule: 'reported-read',
    of: 'an artefact',
    spoil: (s) => {
      scene(s, 5).show[0]!.when = { fact: 'reported' }
    },
    sound: (s) => {
      segments(s, 5)[0]!.when = { fact: 'reported' }
    },
  },
  {
    rule: 'reported-read',
    of: 'acted outside a reply',
    spoil: (s) => {
      lead(s, 5)[1]!.when = { fact: 'acted' }
    },
  },
  {
    rule: 'ambiguous-fork',
    spoil: (s) => {
      Object.assign(segments(s, 3)[1]!.genuine!, { cue: 'ambiguous' })
    },
    sound: (s) => {
      Object.assign(segments(s, 2)[1]!.genuine!, { cue: 'ambiguous', why: 'It may be either.' })
    },
    at: 'scenes.s3.show.0.segments.1',
  },
  {
    rule: 'ambiguous-without-why',
    spoil: (s) => {
      Object.assign(segments(s, 2)[0]!, { cue: 'ambiguous' })
    },
    sound: (s) => {
      Object.assign(segments(s, 2)[0]!, { cue: 'ambiguous', why: 'It may be either.' })
    },
    at: 'scenes.s2.show.0.clauses.0.segments.0',
  },
  {
    rule: 'claim-false',
    of: 'an ending',
    spoil: (s) => {
      ending(s, 'held')[0]!.claims = { fact: 'wrote' }
    },
    at: 'endings.hostile.held.text.0.claims',
  },
  {
    rule: 'claim-false',
    of: 'a consequence',
    spoil: (s) => {
      option(s, 2, 'leave').consequence = [{ id: 'quiet', text: 'It is quiet.', claims: { fact: 'f1' } }]
    },
    sound: (s) => {
      option(s, 2, 'leave').consequence = [
        { id: 'quiet', when: { all: [{ fact: 'f1' }, { fact: 'f0' }] }, text: 'It is quiet.', claims: { fact: 'f1' } },
      ]
    },
  },
  {
    rule: 'claim-false',
    of: 'telling after one more thing',
    spoil: (s) => {
      ending(s, 'held')[1]!.claims = { reportedSince: 'wrote' }
    },
    sound: (s) => {
      ending(s, 'held')[1]!.claims = { fact: 'reported' }
    },
  },
  {
    rule: 'claim-false',
    of: 'a verdict',
    spoil: (s) => {
      s.verdict = {
        hostile: { text: [{ id: 'register', text: 'The register told you.', claims: { check: 'c2' } }], cites: ['G-01'] },
        genuine: { text: 'It was genuine.', cites: ['G-01'] },
      }
    },
    sound: (s) => {
      s.verdict = {
        hostile: {
          text: [{ id: 'register', when: { check: 'c2' }, text: 'The register told you.', claims: { check: 'c2' } }],
          cites: ['G-01'],
        },
        genuine: { text: 'It was genuine.', cites: ['G-01'] },
      }
    },
    at: 'verdict.hostile.text.0.claims',
  },
  {
    rule: 'unprovable',
    size: { scenes: 18, facts: 18 },
    spoil: (s) => {
      ending(s, 'held')[0]!.claims = {
        any: [{ not: { fact: 'f2' } }, { all: Array.from({ length: 18 }, (_, i) => ({ fact: `x${i}` })) }],
      }
    },
    sound: () => {},
    at: 'endings.hostile.held.text.0.claims',
  },
  {
    rule: 'said-nothing',
    spoil: (s) => {
      lead(s, 5)[2]!.when = undefined
    },
    at: 'scenes.s5.lead.2.said',
  },
  {
    rule: 'said-nothing',
    of: 'an act that is always done',
    spoil: (s) => {
      Object.assign(lead(s, 5)[2]!, { when: { not: { fact: 'wrote' } }, said: 'say4b' })
    },
    sound: (s) => {
      Object.assign(lead(s, 5)[2]!, { when: { not: { fact: 'wrote' } }, said: act(s, 4).id })
    },
  },
]
