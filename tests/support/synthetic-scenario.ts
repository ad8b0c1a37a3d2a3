/**
 * Scenarios of any length for tests and benchmarks: a row of scenes, each with an artefact, checks, an act and, in every third, a
 * reply. With seven scenes it is a sound scenario in which no rule finds a fault.
 */
import type { z } from 'zod'
import type { Evidence } from '@/scenarios/engine/inspect'
import { type NamePool, type Nature, type Pattern, Scenario } from '@/scenarios/engine/format/schema'

type Draft = z.input<typeof Scenario>
type DraftScene = Draft['scenes'][string]
type DraftDecision = DraftScene['decisions'][number]
type DraftOption = DraftDecision['options'][number]

export interface Size {
  scenes?: number
  nature?: Nature
  /** Facts set one per scene and all read in the last: each doubles the states, as in a scenario that explodes. */
  liveFacts?: number
}

export function syntheticScenario({ scenes = 7, nature = 'hostile', liveFacts = 0 }: Size = {}): Scenario {
  const draft: Draft = {
    pattern: 'P99',
    nature,
    review: { state: 'draft' },
    minutes: 10,
    cast: { contact: { draw: 'name', title: 'Programme Manager' }, colleague: { draw: 'name', title: 'Desk Officer' } },
    values: { fee: 300 },
    budget: { minutes: 8 },
    start: 's0',
    scenes: Object.fromEntries(Array.from({ length: scenes }, (_, i) => [`s${i}`, sceneOf(i, scenes, nature, liveFacts)])),
    endings: {
      well: { title: 'A short walk', text: 'You told it in time. Nothing is lost, and work goes on.' },
      badly: { title: 'A long morning', text: 'You kept it to yourself. It can still be told today.' },
    },
    verdict: { text: 'One could know by what was asked. The name did not matter.', cites: ['G-01'] },
    notes: { before: 'Ask what people would do.', after: 'Ask who is easy to tell.' },
  }
  return Scenario.parse(draft)
}

/** Each scene's fact is read in the next, so two states are live at any time. */
function sceneOf(i: number, scenes: number, nature: Nature, liveFacts: number): DraftScene {
  const last = i === scenes - 1
  return {
    when: 'Monday, 09:00',
    place: 'Your desk',
    title: `Moment ${i + 1}`,
    lead: 'The meeting starts soon. A message waits for you.',
    show: [artefactOf(i, nature)],
    checks: [
      { id: `c${i}`, text: 'Look it up', via: 'search', minutes: 5, finding: 'Nothing is found. That settles little.' },
      ...(i > 0
        ? [
            {
              id: `d${i}`,
              text: 'Ring back',
              via: 'phone' as const,
              minutes: 4,
              finding: 'Nobody answers.',
              when: { fact: `f${i - 1}` },
            },
          ]
        : []),
    ],
    decisions: [
      ...(last && liveFacts > 0 ? [readingDecision(liveFacts)] : []),
      ...(i % 3 === 1 ? [sentence(i, 'a'), sentence(i, 'b')] : []),
      { id: `act${i}`, as: 'buttons', ask: 'What do you do?', options: acts(i, scenes, liveFacts) },
    ],
    notes: { ask: 'What would you need to know first?' },
  }
}

function artefactOf(i: number, nature: Nature): DraftScene['show'][number] {
  const decoy = { cue: 'decoy' as const, indicator: 'tight-date', why: 'Some hurry is only hurry.' }
  const sign = { cue: 'sign' as const, indicator: 'urgency', why: 'The clock serves the other side.', cites: ['G-01', 'R-01'] }
  const segments = [
    { id: `g${i}a`, text: 'Good morning, and thank you for your page.' },
    { id: `g${i}b`, text: 'Please answer today, and tell nobody yet.', ...(nature === 'hostile' ? sign : decoy) },
    { id: `g${i}c`, text: 'Friday is the last day for the print shop.', ...decoy },
  ]
  const id = `v${i}`
  switch (i % 4) {
    case 0:
      return {
        id,
        kind: 'messages',
        channel: 'office-chat',
        with: 'contact',
        messages: [{ id: `m${i}`, from: 'contact', at: '08:55', segments }],
      }
    case 1:
      return { id, kind: 'email', from: 'contact', at: '08:55', subject: 'The page', paragraphs: [segments] }
    case 2:
      return { id, kind: 'document', title: 'The terms', clauses: [{ id: `l${i}`, segments }] }
    default:
      return { id, kind: 'place', title: 'The lobby', segments }
  }
}

const sentence = (i: number, name: string): DraftDecision => ({
  id: `say${i}${name}`,
  as: 'reply',
  ask: 'Answer',
  options: rotated(i + (name === 'b' ? 1 : 0), [
    {
      id: 'thanks',
      text: 'Thank you for the kind words about the page.',
      rubric: { protect: -1 },
      why: 'It gives something away.',
    },
    { id: 'who', text: 'Who is the paper for?', rubric: { verify: 1 }, why: 'A short question.' },
  ]),
})

/** The best option is in a different place each time, and the mistake is the longest. */
function acts(i: number, scenes: number, liveFacts: number): DraftOption[] {
  const last = i === scenes - 1
  const [well, badly] = last ? ['well', 'badly'] : [`s${i + 1}`, `s${i + 1}`]
  const sets = { ...(last ? {} : { [`f${i}`]: true }), ...(i < liveFacts ? { [`x${i}`]: true } : {}) }
  return rotated(i, [
    {
      id: 'right',
      text: 'Answer by the office line',
      to: well,
      sends: i % 3 === 1,
      rubric: { verify: 2, protect: 1 },
      why: 'It costs a minute.',
      cites: ['G-01'],
    },
    {
      id: 'tell',
      text: 'Walk down to your security officer',
      move: 'tell',
      to: well,
      rubric: { report: 1 },
      why: 'There is little to tell yet.',
      repairs: i > 0 ? [`act${i - 1}.mistake`] : [],
    },
    {
      id: 'leave',
      text: 'Leave it for the afternoon',
      move: 'ignore',
      to: badly,
      rubric: { recognise: 0 },
      why: 'Nothing is lost.',
    },
    {
      id: 'mistake',
      text: 'Send the draft at once, since it is nearly public',
      to: badly,
      sets,
      critical: !last,
      rubric: { protect: -2 },
      why: 'Nearly is not public.',
      consequence: 'It is sent.',
    },
  ])
}

const rotated = (by: number, options: DraftOption[]): DraftOption[] => options.map((_, i) => options[(i + by) % options.length]!)

const readingDecision = (facts: number): DraftDecision => ({
  id: 'read',
  as: 'form',
  ask: 'What happened',
  options: Array.from({ length: 2 }, (_, half) => ({
    id: `half${half}`,
    text: `Line ${half + 1}`,
    rubric: { report: half },
    why: 'It says what happened.',
    when: { any: [{ all: Array.from({ length: facts }, (_, i) => ({ fact: `x${i}` })) }, { not: { fact: `x${half}` } }] },
  })),
})

export const syntheticPattern = (): Pattern => ({
  id: 'P99',
  kind: 'pattern',
  title: 'The page',
  summary: 'Somebody likes a page you wrote.',
  you: 'You are a policy officer.',
  roles: ['policy-officer'],
  minutes: 10,
  evidence: ['G-01'],
})

/** Eight people in two languages; none of their names is a word. */
export const syntheticPool: NamePool = {
  xa: ['Abenor', 'Belisk', 'Corwan', 'Delfin'].map((given) => ({ given, family: `${given}sen` })),
  xb: ['Erlan', 'Fennik', 'Gusta', 'Hallor'].map((given) => ({ given, family: `${given}ova` })),
}

export const syntheticEvidence: Evidence = {
  sources: new Set(['G-01', 'R-01']),
  signs: { urgency: { label: 'Hurry that serves only the other side' } },
  decoys: { 'tight-date': { label: 'A tight date with a reason' }, language: { label: 'A turn of language', about: 'origin' } },
}
