import type { z } from 'zod'
import { Artefact } from '@/scenarios/engine/format/artefacts'
import { type ScenarioFixture, option, scene } from './fixture'

type Spoil = ScenarioFixture['spoil']
type Clause = Extract<z.input<typeof Artefact>, { kind: 'document' }>['clauses'][number]

/** Shows one thing more in the third moment. */
const show =
  (artefact: z.input<typeof Artefact>): Spoil =>
  (s) => {
    scene(s, 2).show.push(Artefact.parse(artefact))
  }
const chosen =
  (changes: object): Spoil =>
  (s) => {
    Object.assign(option(s, 2, 'paper'), changes)
  }
const both =
  (...spoils: Spoil[]): Spoil =>
  (s) => {
    for (const spoil of spoils) spoil(s)
  }
const plain = (id: string) => [{ id, text: 'Three lines stand here.' }]
const paper = (clause: Partial<Clause> = {}, rest: object = {}) =>
  show({
    id: 'sheet',
    kind: 'document',
    title: 'A sheet',
    clauses: [{ id: 'sheet-one', segments: plain('sheet-text'), ...clause }],
    ...rest,
  })
const line = { signature: { line: 'Your name' } }
const asks = (look: 'screen' | 'permission', wish?: 'files') =>
  show({ id: 'ask', kind: 'notice', look, device: 'Your phone', title: 'It asks', segments: [{ id: 'ask-one', text: 'Your files', wish }] })
const call = (changes: object) =>
  show({
    id: 'call',
    kind: 'transcript',
    with: 'contact',
    at: '09:00',
    lines: [{ id: 'call-one', from: 'contact', segments: plain('call-text') }],
    ...changes,
  })
const page = (address: string) =>
  show({ id: 'site', kind: 'page', address: { id: 'bar', text: address }, title: 'A page', segments: plain('site-one') })
const linked = (target: string) =>
  paper({ segments: [{ id: 'sheet-text', text: 'Three lines stand here.', link: { words: 'More', target } }] })

export const THING_FIXTURES: ScenarioFixture[] = [
  {
    rule: 'on-unknown',
    of: 'what another moment shows',
    spoil: chosen({ on: 'v3' }),
    sound: chosen({ on: 'v2' }),
    at: 'scenes.s2.decisions.0.options.3.on',
  },
  {
    rule: 'on-unknown',
    of: 'a call',
    spoil: both(call({}), chosen({ on: 'call' })),
    at: 'scenes.s2.decisions.0.options.3.on',
  },
  {
    rule: 'on-unknown',
    of: 'a sentence',
    spoil: (s) => {
      paper()(s)
      scene(s, 1).show.push(scene(s, 2).show.pop()!)
      scene(s, 1).decisions[0]!.options[0]!.on = 'sheet'
    },
  },
  {
    rule: 'on-unseen',
    spoil: both(paper({}, { when: { fact: 'f1' } }), chosen({ on: 'sheet' })),
    sound: both(paper({}, { when: { fact: 'f1' } }), chosen({ on: 'sheet', when: { fact: 'f1' } })),
    at: 'scenes.s2.decisions.0.options.3.on',
  },
  {
    rule: 'signs-nothing',
    of: 'a paper without a line',
    spoil: both(paper(), chosen({ on: 'sheet', signs: true })),
    sound: both(paper({}, line), chosen({ on: 'sheet', signs: true, writes: 'With a note' })),
    at: 'scenes.s2.decisions.0.options.3.signs',
  },
  {
    rule: 'signs-nothing',
    of: 'a line that is signed',
    spoil: both(paper({}, { signature: { line: 'For us', by: 'contact' } }), chosen({ on: 'sheet', signs: true })),
  },
  {
    rule: 'signs-nothing',
    of: 'writing without a name',
    spoil: both(paper({}, line), chosen({ on: 'sheet', writes: 'With a note' })),
    at: 'scenes.s2.decisions.0.options.3.writes',
  },
  {
    rule: 'spoken-nowhere',
    spoil: chosen({ consequence: [{ id: 'yes', from: 'contact', text: 'Yes.' }] }),
    sound: both(call({}), chosen({ consequence: [{ id: 'yes', from: 'contact', text: 'Yes.' }] })),
    at: 'scenes.s2.decisions.0.options.3.consequence.0.from',
  },
  {
    rule: 'unknown-person',
    of: 'who answers',
    spoil: both(call({}), chosen({ consequence: [{ id: 'yes', from: 'you', text: 'Yes.' }] })),
    at: 'scenes.s2.decisions.0.options.3.consequence.0.from',
  },
  {
    rule: 'several-hands',
    spoil: paper({ hand: true, unreadable: 3 }),
    sound: paper({ sketch: 'door' }),
    at: 'scenes.s2.show.1.clauses.0',
  },
  { rule: 'wish-missing', spoil: asks('permission'), sound: asks('permission', 'files'), at: 'scenes.s2.show.1.segments.0' },
  { rule: 'wish-missing', of: 'no permission', spoil: asks('screen', 'files'), sound: asks('screen') },
  {
    rule: 'call-look',
    of: 'tiles',
    spoil: call({ tiles: ['Guest 3'] }),
    sound: call({ look: 'video', tiles: ['Guest 3'] }),
    at: 'scenes.s2.show.1.tiles',
  },
  {
    rule: 'call-look',
    of: 'a talk',
    spoil: call({ look: 'talk' }),
    sound: call({ look: 'talk', label: 'At the door' }),
    at: 'scenes.s2.show.1',
  },
  ...['https://forms.varrowmere.com/page', 'board.example.com', 'https://board.example@varrowmere.com/'].map(
    (address): ScenarioFixture => ({
      rule: 'real-address',
      of: address,
      spoil: page(address),
      sound: page('https://forms.varrowmere.example/page?from=you'),
      at: 'scenes.s2.show.1.address.text',
    }),
  ),
  {
    rule: 'real-address',
    of: 'a link',
    spoil: linked('forms.varrowmere.net/page'),
    sound: linked('mailto:desk@varrowmere.example'),
    at: 'scenes.s2.show.1.clauses.0.segments.0.link.target',
  },
  {
    rule: 'origin-unmarked',
    of: 'a link',
    spoil: paper({ segments: [{ id: 'sheet-text', text: 'More:', link: { words: 'Foreigners only', target: 'desk.example' } }] }),
    sound: linked('desk.example'),
  },
]
