/**
 * The scenario file as an author writes it: one scenario with two variants. A plain value holds for both; a fork takes its place if the
 * other side's conduct, or what follows from it, differs. Everything a learner sees has an id, so that flags, explanations, journals and
 * translations refer to ids and never to positions.
 *
 * Reference for authors: docs/authoring.md. `npm run scenario -- schema` emits this as JSON Schema.
 */
import { z } from 'zod'
import { Artefact, Cites, Person } from './artefacts'
import { COMPETENCIES } from './competencies'
import { Guard } from './guard-schema'
import { MAX_ID, SLUG, TAKEN_IDS } from './ids'
import { OUTCOMES } from './outcomes'
import { SECTORS, SITUATIONS } from './situations'
import { Id, Text } from './text'

export const ScenarioId = z
  .string()
  .regex(SLUG, 'a scenario id is letters, digits and hyphens')
  .max(MAX_ID)
  .refine((id) => !TAKEN_IDS.includes(id), 'the site has a page of this name: choose another id')
export const ScenarioKind = z.enum(['scenario', 'tutorial'], 'a kind is scenario or tutorial')
export type ScenarioKind = z.infer<typeof ScenarioKind>
export const Variant = z.enum(['hostile', 'genuine'])
export type Variant = z.infer<typeof Variant>

const fork = <S extends z.ZodType>(schema: S) => z.union([schema, z.strictObject({ hostile: schema, genuine: schema })])

const Sentence = z.strictObject({
  id: Id,
  text: Text,
  when: Guard.optional(),
  claims: Guard.optional().describe('what must hold wherever the sentence is shown; check proves it'),
  said: Id.optional().describe('a decision: {said} in the text becomes what the learner said there'),
})
const Prose = z.union([Text, z.array(Sentence).min(1)], 'a text, or a list of sentences { id, text, when?, claims?, said? }')

const Line = Sentence.extend({
  from: Person.optional().describe('who says or writes it, in the channel that was answered; without it, it is told'),
  at: Text.optional().describe('when, if not at once'),
})
const Consequence = z.union([Text, z.array(Line).min(1)], 'a text, or a list of sentences { id, text, from?, at?, when?, claims?, said? }')

const Rubric = z.partialRecord(z.enum(COMPETENCIES), z.int().min(-2).max(2))
export type Rubric = z.infer<typeof Rubric>
const Sets = z.record(Id, z.literal(true, 'a fact is set to true, and never cleared'))

const Check = z.strictObject({
  id: Id,
  text: Text,
  via: z.enum(['person', 'register', 'search', 'phone', 'document']).describe('how it is done, for the icon'),
  minutes: z.int().min(1).max(60).describe('its cost, from the budget of the scene'),
  finding: fork(Prose).describe('what it shows, and what it leaves open'),
  sets: fork(Sets).default({}).describe('facts that the check sets'),
  when: Guard.optional().describe('offered only where this holds'),
  decides: z.literal(true).optional().describe('the finding settles the case by itself'),
})

const Report = z.strictObject({
  text: Text.optional().describe('what the button says, if not “Tell your security officer”'),
  reply: fork(Prose).describe('what is answered: takes it seriously, says what to keep, decides nothing'),
  worth: fork(z.int().min(0).max(2)).describe('what reporting here is worth to a security officer'),
  why: fork(Text).describe('shown in the debrief'),
  cites: fork(Cites).default([]),
})

/** The end of the scenario. The outcome decides which ending it is. */
export const END = 'end'
const Route = z.strictObject({ when: Guard.optional(), to: Id })
const To = z.union([Id, z.array(Route).min(1)], 'the id of a scene, `end`, or a list of { when, to }')

const Option = z.strictObject({
  id: Id,
  text: Text.describe('what the button says'),
  says: Text.optional().describe('what is said or written by choosing it, if `text` is not speech: it enters the thread or call'),
  on: Id.optional().describe('an artefact of this scene on which it stands, as a signature does: a paper, a permission, a page'),
  signs: z.literal(true).optional().describe('writes one’s name on the line of that paper'),
  writes: Text.optional().describe(
    'what one writes beside one’s name; on a paper without a signature it is drawn as lines that nobody can read',
  ),
  when: Guard.optional(),
  sets: fork(Sets).default({}).describe('facts that choosing it sets'),
  to: fork(To)
    .optional()
    .describe('where an act leads. A list is read top to bottom, with the facts just set; its last route has no guard'),
  consequence: fork(Consequence).optional().describe('what happens right after it: what others answer, and what is told'),
  sends: z
    .boolean()
    .default(false)
    .describe('submits the sentences or fields of this moment; without it they stay unsent and do not count'),
  move: z.literal('ignore').optional().describe('doing nothing: within reach in every state'),
  rubric: fork(Rubric).default({}).describe('points by competency, −2 to 2'),
  why: fork(Text).optional().describe('why it was good or not, shown in the debrief'),
  cites: fork(Cites).default([]),
})

const Decision = z.strictObject({
  id: Id,
  as: z
    .enum(['buttons', 'reply', 'form'])
    .describe('buttons: the act, whose options have `to`. reply, form: sentences or fields that an act sends'),
  ask: Text.describe('the question, or the label of a sentence or field'),
  when: Guard.optional().describe('offered only where this holds'),
  weight: z.int().min(1).max(3).default(1).describe('how much its points count'),
  options: z.array(Option).min(2).max(6),
})

const Scene = z.strictObject({
  when: Text.describe('month, day and hour, as shown'),
  place: Text,
  title: Text.describe('fits both variants'),
  lead: Prose.optional().describe('what matters now'),
  rating: z.boolean().default(false).describe('asks how it looks now, before the act'),
  budget: z.int().min(0).max(240).optional().describe('scenario minutes for checks, if not those of the scenario'),
  show: z.array(Artefact).min(1).describe('artefacts: what is read and can be flagged'),
  checks: z.array(Check).max(8).default([]).describe('ways to verify; there is not time for all'),
  report: Report.describe('telling the security officer: possible in every moment, beside what one does'),
  decisions: z.array(Decision).min(1).max(8).describe('sentences or fields first, then the one act'),
  notes: z
    .strictObject({ ask: Text, avoid: Text.optional() })
    .describe('for a facilitator: what to ask the room, which a projector shows while it talks, and what to steer it from'),
})

const Harm = z
  .union([Id, z.strictObject({ fact: Id, mended: Id.optional().describe('a fact: the organisation was told in another way') })])
  .transform((harm): { fact: string; mended?: string } => (typeof harm === 'string' ? { fact: harm } : harm))
const Ending = z.strictObject({ title: Text, text: Prose })
const Endings = z.partialRecord(z.enum(OUTCOMES), Ending)
const Verdict = z.strictObject({ text: Prose, cites: Cites.min(1) })
const Value = z.union([z.number(), z.string()])
const Character = z.strictObject({ draw: z.literal('name'), title: Text, organisation: Text.optional() })

export const Scenario = z.strictObject({
  id: ScenarioId.describe('the name of the folder'),
  kind: ScenarioKind.default('scenario').describe('a tutorial is short, teaches the tools, and does not count'),
  variant: Variant.optional().describe('of a tutorial, which has one'),
  title: Text.describe('fits both variants'),
  summary: Text.describe('fits both variants'),
  you: Text.describe('who the learner is: “You are …”'),
  role: Text.describe('the same in a few words, for the catalogue: “You are a policy officer”'),
  skippable: Text.optional().describe(
    'what it is about, said before it begins: in a course, people who would rather not play it may skip it, and only they see a result',
  ),
  situation: z.enum(SITUATIONS).describe('what happens to the learner, for the catalogue'),
  sectors: z.array(z.enum(SECTORS)).default([]).describe('where people work who meet this, for the catalogue; of all where none is named'),
  evidence: Cites.describe('what it rests on'),
  review: z
    .strictObject({ state: z.enum(['draft', 'reviewed']), by: z.string().optional() })
    .describe('draft until a domain expert has read it'),
  minutes: z.int().min(1).max(30).describe('how long it takes'),
  cast: z
    .record(Id, Character)
    .describe(
      'names are drawn for every attempt: write {role_name}, {role_given} or {role_family}, and {role_they}, {role_them}, {role_their}',
    ),
  values: z
    .record(z.string().regex(/^[a-z][a-z0-9_]*$/), fork(Value))
    .default({})
    .describe('numbers and words for texts: {fee, number, ::currency/EUR}'),
  budget: z.strictObject({ minutes: z.int().min(0).max(240) }).describe('scenario minutes for checks in a scene, unless it says otherwise'),
  start: Id.describe('the first scene'),
  scenes: z
    .record(
      Id.refine((id) => id !== END, '`end` ends the scenario: name the scene otherwise'),
      Scene,
    )
    .describe('moments, common to both variants'),
  harm: fork(z.array(Harm)).default([]).describe('facts that give away or accept something harmful; a report after it repairs'),
  matters: Id.optional().describe('the scene whose report matters most: from here on somebody else is in danger until the officer knows'),
  business: Id.optional().describe('the fact that the honest business is settled, on which somebody else depends'),
  endings: fork(Endings).describe('what happened, by outcome: held, repaired, missed, lost'),
  verdict: fork(Verdict).describe('whether it was genuine, and how one could know. Shown only in the debrief'),
  keep: z.strictObject({ signs: z.array(Id).max(4).default([]), rule: Text }).describe('what a debrief gives to keep: signs, and one rule'),
  notes: z.strictObject({ before: Text, after: fork(Text) }).describe('for a facilitator: how to open, and what the room should take away'),
})
export type Scenario = z.infer<typeof Scenario>

const CATALOGUE = ['id', 'kind', 'title', 'summary', 'you', 'role', 'skippable', 'situation', 'sectors', 'minutes', 'evidence'] as const
export type CatalogueEntry = Pick<Scenario, (typeof CATALOGUE)[number]>
export const catalogueEntryOf = (scenario: Scenario): CatalogueEntry =>
  Object.fromEntries(CATALOGUE.map((field) => [field, scenario[field]])) as CatalogueEntry

/** A translation of one scenario: each text by id, with the short hash of the source text it was made from. */
export const Overlay = z.strictObject({
  locale: z.string().regex(/^[a-z]{2}(-[A-Z]{2})?$/),
  texts: z.record(z.string(), z.strictObject({ text: Text, of: z.string() })),
})
export type Overlay = z.infer<typeof Overlay>

export const PRONOUNS = ['she', 'he'] as const
export const Pronoun = z.enum(PRONOUNS)
export type Pronoun = z.infer<typeof Pronoun>

/** The single pool from which every character's name is drawn, hostile and genuine alike. */
export const NamePool = z.record(
  z.string().regex(/^[a-z]{2,3}$/, 'a language code'),
  z
    .array(
      z.strictObject({
        given: z.string().min(1),
        family: z.string().min(1),
        pronoun: Pronoun.optional().describe('usual for the given name; without it, {role_they} repeats the given name'),
      }),
    )
    .min(4),
)
export type NamePool = z.infer<typeof NamePool>
export type { Competency } from './competencies'
