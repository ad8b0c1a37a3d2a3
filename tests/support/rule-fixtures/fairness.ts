import { type Scene, type ScenarioFixture, decoy, scene, segments, sign } from './fixture'

const letter = (i: number): Scene['show'][number] => ({
  id: `w${i}`,
  kind: 'messages',
  channel: 'office-chat',
  with: 'contact',
  messages: [
    { id: `w${i}a`, from: 'contact', at: '10:00', segments: [{ id: `w${i}b`, text: 'Good morning.', cue: 'plain' }], attachments: [] },
  ],
})

export const FAIRNESS_FIXTURES: ScenarioFixture[] = [
  {
    rule: 'sign-in-genuine',
    spoil: (s) => {
      Object.assign(segments(s, 4)[2]!, { cue: 'sign', indicator: 'urgency', cites: ['G-01'] })
    },
    at: 'scenes.s4.show.0.messages.0.segments.2',
  },
  {
    rule: 'sign-uncited',
    of: 'none',
    spoil: (s) => {
      sign(s).cites = undefined
    },
    sound: (s) => {
      sign(s).cites = ['INV']
    },
    at: 'scenes.s3.show.0.segments.1',
  },
  {
    rule: 'sign-uncited',
    of: 'empty',
    spoil: (s) => {
      sign(s).cites = []
    },
  },
  {
    rule: 'sign-without-indicator',
    spoil: (s) => {
      sign(s).indicator = undefined
    },
  },
  {
    rule: 'sign-without-why',
    spoil: (s) => {
      sign(s).why = undefined
    },
  },
  {
    rule: 'decoy-without-why',
    spoil: (s) => {
      decoy(s).why = undefined
    },
  },
  {
    rule: 'few-decoys',
    spoil: (s) => {
      for (const i of [0, 1, 2, 4, 5, 6]) segments(s, i)[2]!.cue = 'plain'
      segments(s, 0)[1]!.cue = 'plain'
    },
    sound: (s) => {
      for (const i of [0, 1, 2, 4, 5]) segments(s, i)[2]!.cue = 'plain'
    },
  },
  {
    rule: 'origin-as-sign',
    of: 'a language',
    spoil: (s) => {
      sign(s).text = 'The accent is hard to place, and it is old.'
    },
  },
  {
    rule: 'origin-as-sign',
    of: 'a people',
    spoil: (s) => {
      sign(s).text = 'A Polish firm pays for it, and nobody else.'
    },
    sound: (s) => {
      sign(s).text = 'They polish it in good faith, for nobody.'
    },
  },
  {
    rule: 'origin-as-sign',
    of: 'a mark',
    spoil: (s) => {
      sign(s).about = 'origin'
    },
  },
  ...[
    'The way they pronounce it is not from here.',
    'They come from a country that collects.',
    'Their passport is from elsewhere.',
    'The visitor looks eastern.',
    'People from there often do this.',
    'It has the grammar of another tongue.',
    'The name does not sound local.',
    'They have relatives in that country.',
    'They keep other holidays.',
    'The student is Chinese.',
    'Somebody with such roots asks.',
    'Their people often do this.',
  ].map(
    (why): ScenarioFixture => ({
      rule: 'origin-in-sign',
      of: why,
      spoil: (s) => {
        sign(s).why = why
      },
      sound: (s) => {
        sign(s).why = 'They meet abroad, in another country, in good faith, and nobody is told.'
      },
    }),
  ),
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
      sign(s).cites = ['R-01', 'G-01']
    },
    sound: (s) => {
      sign(s).cites = ['R-01']
    },
    at: 'scenes.s3.show.0.segments.1.hostile.cites',
  },
  {
    rule: 'many-signs',
    spoil: (s) => {
      const [, one, two] = segments(s, 3)
      segments(s, 3).push({ ...one!, id: 'more' }, { ...two!, id: 'most' })
    },
    sound: (s) => {
      segments(s, 3).push({ ...segments(s, 3)[1]!, id: 'more' })
    },
    at: 'scenes.s3',
  },
  {
    rule: 'kinds-few',
    spoil: (s) => {
      for (const [id, x] of Object.entries(s.scenes)) {
        const [place] = x.show
        if (place!.kind === 'place')
          x.show[0] = {
            id: place!.id,
            kind: 'document',
            look: 'page',
            title: 'Terms',
            clauses: [{ id: `k${id}`, segments: place!.segments }],
          }
      }
    },
  },
  {
    rule: 'many-letters',
    spoil: (s) => {
      for (const i of [2, 3]) scene(s, i).show.push(letter(i))
    },
    sound: (s) => {
      scene(s, 2).show.push(letter(2))
    },
    at: 'scenes.s4.show.0',
  },
]
