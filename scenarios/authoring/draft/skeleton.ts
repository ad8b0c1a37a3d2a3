/** The file of a new scenario: valid in form, with a placeholder for every text. `check` reports those as `unwritten`. */
import { stringify } from 'yaml'
import type { z } from 'zod'
import { UNWRITTEN } from '../inspect/rules/prose'
import type { Scenario } from '../../engine/format/schema'

type Draft = z.input<typeof Scenario>
type DraftScene = Draft['scenes'][string]
type DraftOption = DraftScene['decisions'][number]['options'][number]
type DraftArtefact = DraftScene['show'][number]

export const MODELINE = '# yaml-language-server: $schema=../../scenario.schema.json'
const COMMENT = `${MODELINE}
# One scenario, two variants. What is common stands plainly; where conduct, or what follows from it, differs, a fork stands in its place:
# { hostile: …, genuine: … }. docs/authoring.md explains every key; \`npm run scenario -- check ID --watch\` says what is missing.
`

const SCENES = ['opening', 'request', 'offer', 'meeting', 'question', 'pressure', 'account'] as const
/** The first scene that shows enough to know the variant. */
const DECIDED = 3
const gap = (what: string): string => UNWRITTEN + what
const both = (what: string) => ({ hostile: gap(`${what} (hostile)`), genuine: gap(`${what} (genuine)`) })

export const skeleton = (id: string): string => COMMENT + stringify(draftOf(id), { lineWidth: 0, aliasDuplicateObjects: false })

const draftOf = (id: string): Draft => ({
  id,
  title: gap('a neutral title'),
  summary: gap('one or two sentences that fit both variants'),
  you: gap('who the learner is, “You are …”'),
  role: gap('the same in a few words, “You are …”'),
  situation: 'message',
  minutes: 12,
  evidence: ['INV'],
  review: { state: 'draft' },
  cast: { contact: { draw: 'name', title: gap('what the contact does'), organisation: gap('an invented organisation') } },
  values: { fee: { hostile: 900, genuine: 350 } },
  budget: { minutes: 8 },
  start: SCENES[0],
  scenes: Object.fromEntries(SCENES.map((id, i) => [id, sceneOf(id, i)])),
  harm: ['gave'],
  matters: SCENES[DECIDED],
  business: 'settled',
  endings: {
    hostile: {
      held: {
        title: gap('a title'),
        text: [{ id: 'kept', text: gap('what they did not get, and what reporting did'), claims: { not: { fact: 'gave' } } }],
      },
      repaired: {
        title: gap('a title'),
        text: [{ id: 'since', text: gap('what they got, and what reporting did after it'), claims: { reportedSince: 'gave' } }],
      },
      missed: { title: gap('a title'), text: gap('who was in danger because the officer did not know') },
      lost: {
        title: gap('a title'),
        text: [{ id: 'got', text: gap('what they got, and that it can still be reported'), claims: { fact: 'gave' } }],
      },
    },
    genuine: {
      held: { title: gap('a title'), text: gap('that it was genuine, and what came of it') },
      repaired: { title: gap('a title'), text: gap('that it was genuine, and how the mistake was put right') },
      missed: { title: gap('a title'), text: gap('that it was genuine, and what somebody else went without') },
    },
  },
  verdict: {
    hostile: { text: gap('which conduct showed it, and what showed nothing'), cites: ['INV'] },
    genuine: { text: gap('that it was genuine, how one could know, and what showed nothing'), cites: ['INV'] },
  },
  keep: { signs: ['urgency'], rule: gap('one rule to take along') },
  notes: { before: gap('how to open'), after: gap('what the room should take away') },
})

/** Two where it matters most, and one in the moment before and the one after it. */
function worthIn(i: number): DraftScene['report']['worth'] {
  if (i === DECIDED) return { hostile: 2, genuine: 1 }
  if (i === DECIDED + 1) return { hostile: 1, genuine: 0 }
  return i === DECIDED - 1 ? 1 : 0
}

function sceneOf(id: string, i: number): DraftScene {
  const last = i === SCENES.length - 1
  const decided = i >= DECIDED
  return {
    when: gap('month, day and hour'),
    place: gap('where'),
    title: gap('a moment'),
    lead:
      i === DECIDED + 1 || i === DECIDED + 2
        ? [
            { id: 'now', text: gap('what matters now') },
            { id: 'heard', when: { fact: 'reported' }, text: gap('what follows from reporting, in the world') },
          ]
        : gap('what matters now'),
    rating: i === DECIDED - 1 || i === DECIDED + 1,
    show: [artefactOf(id, i)],
    checks: [
      { id: `${id}-check`, text: gap('a way to verify'), via: 'search', minutes: 5, finding: both('what it shows, and leaves open') },
    ],
    report: {
      reply: gap('what the security officer answers: what to keep, and nothing decided'),
      worth: worthIn(i),
      why: decided ? both('what it is worth to a security officer') : gap('what it is worth to a security officer'),
    },
    decisions: [{ id: `${id}-act`, as: 'buttons', ask: gap('the question'), options: optionsOf(id, i, last ? 'end' : SCENES[i + 1]!) }],
    notes: { ask: gap('a question that opens talk') },
  }
}

const KINDS = ['profile', 'email', 'document', 'place'] as const
const kindIn = (i: number) => KINDS[i % KINDS.length]!
const shownIn = (scene: string): string => `${scene}-shown`

/** Where a mail is answered, its writer answers. */
const consequenceIn = (i: number): DraftOption['consequence'] =>
  kindIn(i) === 'email' ? [{ id: 'answer', from: 'contact', text: gap('what they answer') }] : gap('what happens next')

/** Two segments. Nobody can know before the third scene; from then on one is a sign in the hostile variant. The kinds rotate. */
function artefactOf(scene: string, i: number): DraftArtefact {
  const decoy = { cue: 'decoy' as const, indicator: 'tight-date', why: gap('why it means nothing') }
  const sign = { cue: 'sign' as const, indicator: 'urgency', why: gap('why it should make one look twice'), cites: ['INV' as const] }
  const fork = {
    hostile: { text: gap('the same speech act, with another object'), ...sign },
    genuine: { text: gap('the same speech act, with this object'), ...decoy },
  }
  const first = i < DECIDED ? { id: `${scene}-one`, text: gap('a sentence') } : { id: `${scene}-one`, ...fork }
  const second =
    i === DECIDED
      ? { id: `${scene}-two`, ...fork }
      : { id: `${scene}-two`, text: gap('a sentence that looks odd and means nothing'), ...decoy }
  const third = { id: `${scene}-three`, text: gap('what both variants have in common, in most of the words of the page, plainly') }
  const rows = [first, second, third].map((segment) => ({ label: gap('a label'), ...segment }))
  const id = shownIn(scene)
  const segments = [first, second, third]
  const kind = kindIn(i)
  switch (kind) {
    case 'profile':
      return { id, kind, of: 'contact', rows }
    case 'email': {
      const address = { id: `${scene}-address`, text: 'desk@organisation.example' }
      return { id, kind, from: 'contact', address, at: gap('hour'), subject: gap('subject'), paragraphs: [segments] }
    }
    case 'document': {
      const signature = { line: gap('what stands under the line') }
      return { id, kind, look: 'form', title: gap('title'), clauses: [{ id: `${scene}-clause`, segments }], signature }
    }
    default:
      return { id, kind, title: gap('title'), segments }
  }
}

/** The best act is in a different position each time and never the longest. From the fourth scene on it differs by variant. */
function optionsOf(scene: string, i: number, to: string): DraftOption[] {
  const decided = i >= DECIDED
  const best = { verify: 2, protect: 1 }
  const after = { to, consequence: consequenceIn(i) }
  const settles = to === 'end' ? { sets: { settled: true as const } } : {}
  const options: DraftOption[] = [
    {
      id: 'right',
      text: gap(decided ? 'the best act if hostile' : 'the best act here'),
      rubric: decided ? { hostile: best, genuine: { verify: 0 } } : best,
      why: gap('why'),
      ...settles,
      ...after,
    },
    {
      id: 'fair',
      text: gap(decided ? 'the best act if genuine' : 'a decent act'),
      rubric: decided ? { hostile: { verify: 0 }, genuine: best } : { verify: 1 },
      why: gap('why'),
      ...settles,
      ...after,
    },
    { id: 'leave', text: gap('leave it'), move: 'ignore', rubric: { recognise: 0 }, why: gap('why'), ...after },
    {
      id: 'mistake',
      text: gap('what a colleague might do first'),
      ...(kindIn(i) === 'document' && { on: shownIn(scene), signs: true }),
      rubric: decided ? { hostile: { protect: -2 }, genuine: { protect: -1 } } : { protect: -2 },
      sets: decided ? { hostile: { gave: true }, genuine: {} } : { gave: true },
      why: gap('why'),
      ...after,
    },
  ]
  return options.map((_, n) => options[(n + i) % options.length]!)
}
