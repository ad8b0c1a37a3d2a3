/**
 * The story file as an author writes it: one story with two truths. Everything is common to both, and where the other side's
 * conduct or what follows from it differs, a fork stands in place of the value. Everything a learner sees has an id, so that
 * flags, explanations, journals and translations refer to ids and never to positions.
 *
 * Reference for authors: docs/authoring.md. `npm run scenario -- schema` emits this as JSON Schema.
 */
import { z } from 'zod'
import { Artefact, Cites } from './artefacts'
import { COMPETENCIES } from './competencies'
import { Guard } from './guard-schema'
import { MAX_ID, SLUG, TAKEN_IDS } from './ids'
import { Id, Text } from './text'

export const PatternId = z
  .string()
  .regex(SLUG, 'a pattern id is letters, digits and hyphens')
  .max(MAX_ID)
  .refine((id) => !TAKEN_IDS.includes(id), 'the site has a page of this name: choose another id')
/** A tutorial is short and teaches the tools; its results are not counted. */
export const PatternKind = z.enum(['pattern', 'tutorial'], 'a kind is pattern or tutorial')
export type PatternKind = z.infer<typeof PatternKind>
export const Nature = z.enum(['hostile', 'genuine'])
export type Nature = z.infer<typeof Nature>

/** A value that may differ between the truths. */
const fork = <S extends z.ZodType>(schema: S) => z.union([schema, z.strictObject({ hostile: schema, genuine: schema })])

/** A sentence that is shown only where it is true. */
const Sentence = z.strictObject({
  id: Id,
  text: Text,
  when: Guard.optional(),
  claims: Guard.optional().describe('what must hold wherever the sentence is shown; check proves it'),
  said: Id.optional().describe('a decision: {said} in the text becomes what the learner said there'),
})
const Prose = z.union([Text, z.array(Sentence).min(1)], 'a text, or a list of sentences { id, text, when?, claims?, said? }')

const Rubric = z.partialRecord(z.enum(COMPETENCIES), z.int().min(-2).max(2))
export type Rubric = z.infer<typeof Rubric>
const Sets = z.record(Id, z.boolean())
/** `decision.option` of the grave acts that this repairs. */
const Repairs = z.array(z.string().regex(/^[a-z][a-z0-9-]*\.[a-z][a-z0-9-]*$/, 'written decision.option'))

/** A check costs story minutes from the scene's budget and brings a finding, which may settle nothing. */
const Check = z.strictObject({
  id: Id,
  text: Text,
  via: z.enum(['person', 'register', 'search', 'phone', 'document']),
  minutes: z.int().min(1).max(60),
  finding: fork(Prose),
  sets: fork(Sets).default({}),
  when: Guard.optional(),
  decides: z.literal(true).optional().describe('the finding settles the case by itself'),
})

/** Telling somebody: a standing act of every moment, beside what one does. */
const Tell = z.strictObject({
  text: Text.optional().describe('what the button says, if not “Tell your security officer”'),
  reply: fork(Prose),
  report: fork(z.int().min(0).max(2)).describe('what telling here is worth to a security officer'),
  why: fork(Text),
  cites: fork(Cites).default([]),
  repairs: fork(Repairs).default([]),
})

/** The end of the story; which ending it is, `ends` says. */
export const END = 'end'
const Route = z.strictObject({ when: Guard.optional(), to: Id })
const To = z.union([Id, z.array(Route).min(1)], 'the id of a scene, `end`, or a list of { when, to }')

const Option = z.strictObject({
  id: Id,
  text: Text,
  says: Text.optional().describe('the words that a later sentence quotes, if `text` is not speech'),
  when: Guard.optional(),
  sets: fork(Sets).default({}),
  /** A list is read top to bottom, using the facts this submission sets; its last route has no guard. */
  to: fork(To).optional(),
  consequence: fork(Prose).optional(),
  /** This act submits the sentences of the reply or the fields of the form. Without it they stay unsent and do not count. */
  sends: z.boolean().default(false),
  move: z.literal('ignore').optional().describe('doing nothing: within reach in every state'),
  rubric: fork(Rubric).default({}),
  critical: fork(z.boolean()).default(false),
  repairs: fork(Repairs).default([]),
  why: fork(Text).optional(),
  cites: fork(Cites).default([]),
})

const Decision = z.strictObject({
  id: Id,
  as: z.enum(['buttons', 'reply', 'form']),
  ask: Text,
  when: Guard.optional(),
  weight: z.number().positive().max(5).default(1),
  options: z.array(Option).min(2).max(6),
})

const Scene = z.strictObject({
  when: Text,
  place: Text,
  title: Text,
  lead: Prose.optional(),
  lean: z.boolean().default(false).describe('asks how it looks now, before the act'),
  budget: z.int().min(0).max(240).optional(),
  show: z.array(Artefact).min(1),
  checks: z.array(Check).max(8).default([]),
  tell: Tell,
  decisions: z.array(Decision).min(1).max(8),
  /** For a facilitator: what to ask the room, and what to steer it away from. */
  notes: z.strictObject({ ask: Text, avoid: Text.optional() }),
})

/** Which ending comes, read top to bottom after the last act. */
const Ends = z.array(z.strictObject({ when: Guard.optional(), to: Id })).min(1)
/** Whether it was genuine, and how one could know. Shown only in the debrief. */
const Verdict = z.strictObject({ text: Prose, cites: Cites.min(1) })
const Value = z.union([z.number(), z.string()])

export const Story = z.strictObject({
  pattern: PatternId,
  kind: PatternKind.default('pattern'),
  /** A tutorial has one truth. */
  truth: Nature.optional(),
  title: Text,
  summary: Text,
  you: Text.describe('who the learner is: “You are …”'),
  roles: z.array(Id).min(1),
  evidence: Cites,
  review: z.strictObject({ state: z.enum(['draft', 'reviewed']), by: z.string().optional() }),
  minutes: z.int().min(1).max(30),
  cast: z.record(Id, z.strictObject({ draw: z.literal('name'), title: Text, organisation: Text.optional() })),
  values: z.record(z.string().regex(/^[a-z][a-z0-9_]*$/), fork(Value)).default({}),
  budget: z.strictObject({ minutes: z.int().min(0).max(240) }),
  tell: z.strictObject({ weight: z.number().positive().max(5).describe('what a point of `report` is worth on the path') }),
  start: Id,
  scenes: z.record(
    Id.refine((id) => id !== END, '`end` ends the story: name the scene otherwise'),
    Scene,
  ),
  ends: fork(Ends),
  endings: z.record(Id, z.strictObject({ title: fork(Text), text: fork(Prose) })),
  verdict: fork(Verdict),
  /** What the debrief ends with: signs to keep, and one rule. */
  keep: z.strictObject({ signs: z.array(Id).max(4).default([]), rule: Text }),
  /** For a facilitator: how to open, and what the room should take away. */
  notes: z.strictObject({ before: Text, after: fork(Text) }),
})
export type Story = z.infer<typeof Story>

/** What the library says of a story before it is played. */
export type Pattern = Pick<Story, 'kind' | 'title' | 'summary' | 'you' | 'roles' | 'minutes' | 'evidence'> & { id: string }
export const patternOf = ({ pattern, kind, title, summary, you, roles, minutes, evidence }: Story): Pattern => ({
  id: pattern,
  kind,
  title,
  summary,
  you,
  roles,
  minutes,
  evidence,
})

/** A translation of one story: each text by id, with the short hash of the source text it was made from. */
export const Overlay = z.strictObject({
  locale: z.string().regex(/^[a-z]{2}(-[A-Z]{2})?$/),
  texts: z.record(z.string(), z.strictObject({ text: Text, of: z.string() })),
})
export type Overlay = z.infer<typeof Overlay>

/** The single pool from which every character's name is drawn, hostile and genuine alike. */
export const NamePool = z.record(
  z.string().regex(/^[a-z]{2,3}$/, 'a language code'),
  z.array(z.strictObject({ given: z.string().min(1), family: z.string().min(1) })).min(4),
)
export type NamePool = z.infer<typeof NamePool>
export type { Competency } from './competencies'
