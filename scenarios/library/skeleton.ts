/** The files of a new pattern: valid in form, with placeholders for every text. `check` lists those as `unwritten`. */
import { stringify } from 'yaml'
import type { z } from 'zod'
import { UNWRITTEN } from '../engine/inspect/prose'
import type { Nature, Pattern, Scenario } from '../engine/format/schema'

type Draft = z.input<typeof Scenario>
type DraftScene = Draft['scenes'][string]
type DraftOption = DraftScene['decisions'][number]['options'][number]

const SCENES = ['opening', 'request', 'offer', 'meeting', 'question', 'pressure', 'account'] as const
const gap = (what: string): string => UNWRITTEN + what

/** The three files of a new pattern, by name. */
export const skeleton = (pattern: string): Record<string, string> => ({
  'pattern.yaml': written('Title and summary must fit both versions.', patternOf(pattern)),
  'hostile.yaml': written(`Its twin is genuine.yaml: ${ALIKE}`, scenarioOf(pattern, 'hostile')),
  'genuine.yaml': written(`Its twin is hostile.yaml: ${ALIKE}`, scenarioOf(pattern, 'genuine')),
})
const ALIKE = 'the same opening and people, different conduct.'
const written = (comment: string, value: object): string => `# ${comment}\n${stringify(value, { lineWidth: 0 })}`

const patternOf = (id: string): Pattern => ({
  id,
  kind: 'pattern',
  title: gap('a neutral title'),
  summary: gap('one or two sentences that fit both versions'),
  you: gap('who the learner is, “You are …”'),
  roles: ['policy-officer'],
  minutes: 10,
  evidence: ['INV'],
})

const scenarioOf = (pattern: string, nature: Nature): Draft => ({
  pattern,
  nature,
  review: { state: 'draft' },
  minutes: 10,
  cast: { contact: { draw: 'name', title: gap('what the contact does'), organisation: gap('an invented organisation') } },
  budget: { minutes: 10 },
  start: SCENES[0],
  scenes: Object.fromEntries(SCENES.map((id, i) => [id, sceneOf(id, i, nature)])),
  endings: {
    well: { title: gap('a title'), text: gap('what happened, 40 to 90 words') },
    badly: { title: gap('a title'), text: gap('what happened, and that it can still be reported') },
  },
  verdict: { text: gap('whether it was genuine, and which conduct showed it'), cites: ['INV'] },
  notes: { before: gap('how to open'), after: gap('what the room should take away') },
})

function sceneOf(id: string, i: number, nature: Nature): DraftScene {
  const next = SCENES[i + 1]
  return {
    when: gap('day and hour'),
    place: gap('where'),
    title: gap('a moment'),
    lead: gap('what matters now'),
    show: [artefactOf(id, i, nature)],
    checks: [
      {
        id: `${id}-check`,
        text: gap('a way to verify'),
        via: 'search',
        minutes: 5,
        finding: gap('what it shows, and what it leaves open'),
      },
    ],
    decisions: [{ id: `${id}-act`, as: 'buttons', ask: gap('the question'), options: optionsOf(i, next) }],
    notes: { ask: gap('a question that opens talk') },
  }
}

/** Two segments; in the hostile version one of them is a sign. The kinds rotate. */
function artefactOf(scene: string, i: number, nature: Nature): DraftScene['show'][number] {
  const decoy = { cue: 'decoy' as const, indicator: 'tight-date', why: gap('why it means nothing') }
  const sign = {
    cue: 'sign' as const,
    indicator: 'urgency',
    why: gap('why it should make one look twice'),
    cites: ['INV' as const],
  }
  const first = { id: `${scene}-one`, text: gap('a sentence'), ...(nature === 'hostile' ? sign : decoy) }
  const second = { id: `${scene}-two`, text: gap('a sentence that looks odd but is not'), ...decoy }
  const rows = [
    { ...first, label: gap('a label') },
    { ...second, label: gap('a label') },
  ]
  const id = `${scene}-shown`
  switch (i % 4) {
    case 0:
      return { id, kind: 'profile', of: 'contact', rows }
    case 1:
      return { id, kind: 'email', from: 'contact', at: gap('hour'), subject: gap('subject'), paragraphs: [[first, second]] }
    case 2:
      return { id, kind: 'document', title: gap('title'), clauses: [{ id: `${scene}-clause`, segments: [first, second] }] }
    default:
      return { id, kind: 'place', title: gap('title'), segments: [first, second] }
  }
}

/** The best option is in a different position each time, and never the longest. */
function optionsOf(i: number, next: string | undefined): DraftOption[] {
  const [well, badly] = [next ?? 'well', next ?? 'badly']
  const others: DraftOption[] = [
    { id: 'tell', text: gap('tell the security officer'), move: 'tell', to: well, rubric: { report: 1 }, why: gap('why') },
    { id: 'leave', text: gap('leave it, or do nothing'), move: 'ignore', to: badly, rubric: { recognise: 0 }, why: gap('why') },
    {
      id: 'mistake',
      text: gap('a mistake that a sensible colleague might make'),
      to: badly,
      rubric: { protect: -2 },
      why: gap('why'),
    },
  ]
  return others.toSpliced(i % 4, 0, {
    id: 'right',
    text: gap('what is right here'),
    to: well,
    rubric: { verify: 2, protect: 1 },
    why: gap('why'),
  })
}
