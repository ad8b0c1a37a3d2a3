/** Scenarios of any length. With seven scenes no rule finds a fault, so it can be served. Until the fourth nobody can know the variant. */
import type { z } from 'zod'
import type { Evidence } from '@/scenarios/authoring/inspect'
import { type NamePool, Scenario } from '@/scenarios/engine/format/schema'
import { inVariant } from '@/scenarios/engine/format/variant'

type Draft = z.input<typeof Scenario>
type DraftScene = Draft['scenes'][string]
type DraftDecision = DraftScene['decisions'][number]
type DraftOption = DraftDecision['options'][number]
type DraftSegment = Extract<DraftScene['show'][number], { kind: 'place' }>['segments'][number]
type DraftSentence = Extract<Draft['verdict'], { hostile: unknown }>['hostile']['text']

export interface Size {
  scenes?: number
  /** Facts set one a scene and read at the end, each in a sentence with a claim of its own. */
  facts?: number
  /** Facts set one a scene and all read by the last decision, so each doubles the states. */
  liveFacts?: number
}

/** The first scene that shows enough to know. */
const DECIDED = 3
const NOUNS = ['page', 'table', 'map', 'list', 'letter', 'draft', 'note', 'file', 'plan', 'chart']
/** A word of its own for each scene, so that explanations share no phrases. */
const noun = (i: number): string => (i < NOUNS.length ? NOUNS[i]! : `${NOUNS[i % NOUNS.length]}${i}`)

export const soundScenario = (size: Size = {}): Scenario => Scenario.parse(soundDraft(size))

export function soundDraft({ scenes = 7, facts = 0, liveFacts = 0 }: Size = {}): Draft {
  return {
    id: 'P99',
    title: 'The page',
    summary: 'Somebody likes a page you wrote.',
    you: 'You are a policy officer.',
    role: 'You are a policy officer',
    situation: 'message',
    minutes: 10,
    evidence: ['G-01', 'R-01'],
    review: { state: 'draft' },
    cast: { contact: { draw: 'name', title: 'Programme Manager' }, colleague: { draw: 'name', title: 'Desk Officer' } },
    values: { fee: { hostile: 900, genuine: 300 } },
    budget: { minutes: 8 },
    start: 's0',
    scenes: Object.fromEntries(Array.from({ length: scenes }, (_, i) => [`s${i}`, sceneOf(i, scenes, { facts, liveFacts })])),
    harm: ['given'],
    matters: `s${Math.min(DECIDED, scenes - 1)}`,
    business: 'settled',
    endings: {
      hostile: {
        held: {
          title: 'A short walk',
          text: [
            { id: 'kept', text: 'From you it got what is public.', claims: { not: { fact: 'given' } } },
            { id: 'knew', when: { reports: 2 }, text: 'Your security officer had heard of it from you twice.' },
            ...(facts > 0 ? remembered(facts) : []),
          ],
        },
        repaired: {
          title: 'A long morning',
          text: [
            { id: 'since', text: 'It has your letter, and your security officer had that from you.', claims: { reportedSince: 'given' } },
          ],
        },
        missed: { title: 'A quiet week', text: 'It went on to somebody else, because nobody knew.' },
        lost: {
          title: 'A long month',
          text: [{ id: 'has', text: 'It has your letter. You can still report that today.', claims: { fact: 'given' } }],
        },
      },
      genuine: {
        held: { title: 'In print', text: 'It was genuine. The page is out in May.' },
        repaired: { title: 'In print, with a note', text: 'It was genuine. The office put the letter right, and the page is out in May.' },
        missed: { title: 'No page', text: 'It was genuine. The page did not come out as it was planned.' },
      },
    },
    verdict: {
      hostile: { text: 'One could know by what was asked. The name did not matter.', cites: ['G-01'] },
      genuine: { text: 'It was genuine. What was asked stayed the same, and the name did not matter.', cites: ['G-01'] },
    },
    keep: { signs: ['urgency'], rule: 'At the first, ask.' },
    notes: { before: 'Ask what people would do.', after: 'Ask who is easy to tell.' },
  }
}

const remembered = (facts: number): Exclude<DraftSentence, string> =>
  Array.from({ length: facts }, (_, i) => ({
    id: `x${i}`,
    when: { fact: `x${i}` },
    text: `You had marked the ${noun(i)}.`,
    claims: { fact: `x${i}` },
  }))

/** Each scene's fact is read in the next, so two states are live at any time. */
function sceneOf(i: number, scenes: number, { facts, liveFacts }: { facts: number; liveFacts: number }): DraftScene {
  const last = i === scenes - 1
  return {
    when: 'Monday, 09:00',
    place: 'Your desk',
    title: `Moment ${i + 1}`,
    lead: leadOf(i),
    rating: i === 2 || i === 4,
    show: [artefactOf(i, scenes)],
    checks: [
      {
        id: `c${i}`,
        text: 'Look it up',
        via: 'search',
        minutes: i === 2 ? 6 : 5,
        ...(i === 2 && { decides: true }),
        finding: {
          hostile: 'Nothing is found under that name. It settles little.',
          genuine: 'It is found under that name. It settles little.',
        },
      },
      ...(i > 0
        ? [
            {
              id: `d${i}`,
              text: 'Ring back',
              via: 'phone' as const,
              minutes: 3,
              finding: 'Nobody answers.',
              when: { fact: `f${i - 1}` },
            },
          ]
        : []),
    ],
    report: {
      reply: [
        { id: 'keep', text: '“Keep it as it came, and come by again.”' },
        { id: 'after', when: { fact: 'acted' }, text: '“Keep what you sent as well.”' },
      ],
      worth: worthIn(i, scenes),
      why: { hostile: `The ${noun(i)} fits others.`, genuine: `The ${noun(i)} can be placed.` },
    },
    decisions: [
      ...(last && liveFacts > 0 ? [readingDecision(liveFacts)] : []),
      ...(i % 3 === 1 ? [sentence(i, 'a'), sentence(i, 'b')] : []),
      { id: `act${i}`, as: 'buttons', ask: 'What do you do?', options: acts(i, last, Math.max(facts, liveFacts)) },
    ],
    notes: { ask: 'What would you need to know first?' },
  }
}

function worthIn(i: number, scenes: number): DraftScene['report']['worth'] {
  if (i === Math.min(DECIDED, scenes - 1)) return { hostile: 2, genuine: 1 }
  if (i === 1) return 1
  return i === DECIDED + 2 ? { hostile: 1, genuine: 0 } : 0
}

function leadOf(i: number): DraftScene['lead'] {
  const plain = 'The meeting starts soon. A message waits for you.'
  if (i !== 4 && i !== 5) return plain
  return [
    { id: 'now', text: plain },
    { id: 'officer', when: { fact: 'reported' }, text: `Your security officer has asked for the ${noun(i - 1)}.` },
    ...(i === 5 ? [{ id: 'own', when: { fact: 'wrote' }, said: 'say4a', text: 'You had written: {said}' }] : []),
  ]
}

function segmentsOf(i: number): DraftSegment[] {
  const decoy = { cue: 'decoy' as const, indicator: 'tight-date', why: `The ${noun(i)} is late.` }
  const sign = { cue: 'sign' as const, indicator: 'urgency', why: `The ${noun(i)} serves another clock.`, cites: ['G-01', 'R-01'] }
  const strong = i >= DECIDED
  return [
    { id: `g${i}a`, text: `Good morning, and thank you for the ${noun(i)}.` },
    i === 0
      ? { id: `g${i}b`, text: 'Please answer today, and ask whom you like.', ...decoy }
      : {
          id: `g${i}b`,
          hostile: { text: 'Please answer today, and tell nobody yet.', ...(strong ? sign : {}) },
          genuine: { text: 'Please answer today, and ask whom you like.', ...(strong ? decoy : {}) },
        },
    i === DECIDED
      ? {
          id: `g${i}c`,
          hostile: { text: 'Friday is the last day for us.', ...sign },
          genuine: { text: 'Friday is the last day for the print shop.', ...decoy },
        }
      : { id: `g${i}c`, text: 'Friday is the last day for the print shop.', ...decoy },
  ]
}

function artefactOf(i: number, scenes: number): DraftScene['show'][number] {
  const segments = segmentsOf(i)
  const id = `v${i}`
  // Letters only come early, because one sender may not write more than three.
  switch (i < 6 || scenes < 6 ? i % 4 : 2 + (i % 2)) {
    case 0:
      return {
        id,
        kind: 'messages',
        channel: 'office-chat',
        with: 'contact',
        messages: [{ id: `m${i}`, from: 'contact', at: '08:55', segments }],
      }
    case 1:
      return { id, kind: 'email', from: 'colleague', at: '08:55', subject: 'The page', paragraphs: [segments] }
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
      why: `It gives the ${noun(i)} away.`,
    },
    { id: 'who', text: 'Who is the paper for?', rubric: { verify: 1 }, why: `A ${noun(i)} has readers.` },
  ]),
})

/** The best act is in a different position each time; the mistake sounds careful and is the longest. */
function acts(i: number, last: boolean, facts: number): DraftOption[] {
  const to = last ? 'end' : `s${i + 1}`
  const set: Record<string, true> = last ? {} : { [`f${i}`]: true }
  const settles: Record<string, true> = last ? { settled: true } : {}
  const decided = i >= DECIDED
  const best = { verify: 2, protect: 1 }
  return rotated(i, [
    {
      id: 'right',
      text: 'Answer by the office line',
      to,
      sends: i % 3 === 1,
      sets: i === 4 ? { wrote: true, ...settles } : settles,
      rubric: decided ? { hostile: best, genuine: { verify: 0 } } : best,
      why: `The ${noun(i)} costs a minute.`,
      cites: ['G-01'],
      consequence: 'A bell rings twice.',
    },
    {
      id: 'paper',
      text: 'Fill in the form for outside work',
      to,
      sets: i < facts ? { [`x${i}`]: true, ...settles } : settles,
      rubric: decided ? { hostile: { verify: 0 }, genuine: best } : { recognise: 1 },
      why: `Forms fit a ${noun(i)}.`,
      consequence: 'It takes an hour.',
    },
    {
      id: 'leave',
      text: 'Leave it',
      move: 'ignore',
      to,
      rubric: { recognise: 0 },
      why: `The ${noun(i)} can wait.`,
      consequence: 'The afternoon is quiet.',
    },
    {
      id: 'mistake',
      text: 'Check first, then send the draft, as it is nearly out',
      to,
      sets: decided ? { hostile: { ...set, given: true }, genuine: set } : { ...set, given: true },
      rubric: decided ? { hostile: { protect: -2 }, genuine: { protect: -1 } } : { protect: -2 },
      why: `Nearly is no ${noun(i)}.`,
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
    why: 'It says so.',
    when: { any: [{ all: Array.from({ length: facts }, (_, i) => ({ fact: `x${i}` })) }, { not: { fact: `x${half}` } }] },
  })),
})

export function soundTutorial(size: Size = { scenes: 2 }): Scenario {
  const { harm: _, matters: _m, business: _b, ...tutorial } = inVariant(soundScenario(size), 'genuine')
  for (const { decisions } of Object.values(tutorial.scenes))
    for (const { sets } of decisions.flatMap((d) => d.options)) for (const fact of ['given', 'settled']) delete sets[fact]
  const endings = { held: { title: 'In print', text: 'It was genuine. The page is out in May.' } }
  return Scenario.parse({ ...tutorial, kind: 'tutorial', variant: 'genuine', endings })
}

/** Eight people in two languages; none of their names is a word. */
export const soundPool: NamePool = {
  xa: ['Abenor', 'Belisk', 'Corwan', 'Delfin'].map((given) => ({ given, family: `${given}sen` })),
  xb: ['Erlan', 'Fennik', 'Gusta', 'Hallor'].map((given) => ({ given, family: `${given}ova` })),
}

export const soundEvidence: Evidence = {
  sources: new Set(['G-01', 'R-01']),
  signs: { urgency: { label: 'Hurry that serves only the other side' } },
  decoys: { 'tight-date': { label: 'A tight date with a reason' }, language: { label: 'A turn of language', about: 'origin' } },
}
