/**
 * The scenario file as an author writes it. Everything a learner sees has an id, so that flags, explanations, journals and
 * translations refer to ids and never to positions.
 *
 * Reference for authors: docs/authoring.md. `npm run scenario -- schema` emits this as JSON Schema.
 */
import { z } from 'zod'
import { COMPETENCIES } from './competencies'
import { ID, MAX_ID, SLUG, TAKEN_IDS } from './ids'

export const Id = z.string().regex(ID, 'an id is lower-case letters, digits and hyphens, and starts with a letter').max(MAX_ID)

/** An ICU message with flat argument names: `{contact_name}`, `{fee, number, ::currency/EUR}`. */
export const Text = z.string().trim().min(1, 'a text may not be empty').max(4000)

const PassageId = z.string().regex(/^[RG]-\d{2}$/, 'a source is R-nn (the report), G-nn (guidance) or INV (our dramatisation)')
const Cites = z.array(z.union([PassageId, z.literal('INV')])).max(20)

export const PatternId = z
  .string()
  .regex(SLUG, 'a pattern id is letters, digits and hyphens')
  .max(MAX_ID)
  .refine((id) => !TAKEN_IDS.includes(id), 'the site has a page of this name: choose another id')
/** A tutorial is short and teaches the tools; its results are not counted. */
export const PatternKind = z.enum(['pattern', 'tutorial'], 'a kind is pattern or tutorial')
export type PatternKind = z.infer<typeof PatternKind>
export const Nature = z.enum(['hostile', 'genuine'])

const Competency = z.enum(COMPETENCIES)
const Points = z.int().min(-2).max(2)
const Rubric = z.partialRecord(Competency, Points)

export type Guard = { fact: string } | { check: string } | { all: Guard[] } | { any: Guard[] } | { not: Guard }
export const Guard: z.ZodType<Guard> = z.lazy(() =>
  z.union(
    [
      z.strictObject({ fact: Id }),
      z.strictObject({ check: Id }),
      z.strictObject({ all: z.array(Guard).min(1) }),
      z.strictObject({ any: z.array(Guard).min(1) }),
      z.strictObject({ not: Guard }),
    ],
    'a guard is one of fact, check, all, any, not',
  ),
)
const Sets = z.record(Id, z.boolean())

/** A sentence (or a field's value) that can be flagged. `cue`, `indicator`, `why`, `cites`, `about` go to the key. */
const segment = {
  id: Id,
  text: Text,
  cue: z.enum(['sign', 'decoy', 'plain']).default('plain'),
  indicator: Id.optional(),
  why: Text.optional(),
  cites: Cites.optional(),
  about: z.literal('origin').optional(),
}
export const Segment = z.strictObject(segment)
/** A segment with a label next to it: an email header, a line of a profile, a field of an invitation. */
const Row = z.strictObject({ ...segment, label: Text })
const Segments = z.array(Segment).min(1)

/** `label` says what it is where the name of the kind does not fit: a talk at a table, an invitation on paper. */
const artefact = { id: Id, when: Guard.optional(), label: Text.optional() }
/** A character of the cast, or `you` where a part names its speaker. A schema of its own so that `fields.ts` can recognise it. */
export const Person = Id.clone()

export const Artefact = z.discriminatedUnion('kind', [
  z.strictObject({
    ...artefact,
    kind: z.literal('messages'),
    channel: z.enum(['professional-network', 'office-chat', 'text-messages', 'private-app']),
    with: Person,
    /** The id of an artefact in an earlier scene whose messages come before these. */
    continues: Id.optional(),
    messages: z.array(z.strictObject({ id: Id, from: Person, at: Text, when: Guard.optional(), segments: Segments })).min(1),
  }),
  z.strictObject({
    ...artefact,
    kind: z.literal('email'),
    from: Person,
    at: Text,
    subject: Text,
    headers: z.array(Row).default([]),
    paragraphs: z.array(Segments).min(1),
    attachments: z.array(Segment).default([]),
  }),
  z.strictObject({ ...artefact, kind: z.literal('profile'), of: Person, rows: z.array(Row).min(1) }),
  z.strictObject({ ...artefact, kind: z.literal('invitation'), title: Text, rows: z.array(Row).min(1) }),
  z.strictObject({
    ...artefact,
    kind: z.literal('document'),
    title: Text,
    clauses: z.array(z.strictObject({ id: Id, heading: Text.optional(), segments: Segments })).min(1),
  }),
  z.strictObject({
    ...artefact,
    kind: z.literal('itinerary'),
    title: Text,
    /** `payer` says who pays for the line. */
    lines: z.array(z.strictObject({ ...segment, at: Text, payer: Text.optional() })).min(1),
  }),
  z.strictObject({
    ...artefact,
    kind: z.literal('transcript'),
    with: Person,
    at: Text,
    lines: z.array(z.strictObject({ id: Id, from: Person, segments: Segments })).min(1),
  }),
  z.strictObject({ ...artefact, kind: z.literal('place'), title: Text, segments: Segments }),
  z.strictObject({ ...artefact, kind: z.literal('notice'), device: Text, title: Text, segments: Segments }),
])
export type Artefact = z.infer<typeof Artefact>

/** A check. It costs story minutes from the scene's budget and brings a finding, which may settle nothing. */
const Check = z.strictObject({
  id: Id,
  text: Text,
  via: z.enum(['person', 'register', 'search', 'phone', 'document']),
  minutes: z.int().min(1).max(60),
  finding: Text,
  sets: Sets.default({}),
  when: Guard.optional(),
})

const Route = z.strictObject({ when: Guard.optional(), to: Id, consequence: Text.optional() })

const Option = z.strictObject({
  id: Id,
  text: Text,
  when: Guard.optional(),
  sets: Sets.default({}),
  /** The next scene or ending. A list is read top to bottom, using the facts this submission sets; its last route has no guard. */
  to: z.union([Id, z.array(Route).min(1)], 'the id of a scene or ending, or a list of { when, to }').optional(),
  consequence: Text.optional(),
  /** This act submits the sentences of the reply or the fields of the form. Without it they stay unsent and do not count. */
  sends: z.boolean().default(false),
  /** What a colleague would call it: used to prove that telling somebody and ignoring the contact are always within reach. */
  move: z.enum(['tell', 'ignore']).optional(),
  rubric: Rubric.default({}),
  critical: z.boolean().default(false),
  /** `decision.option` of the critical options that this one repairs. */
  repairs: z.array(z.string().regex(/^[a-z][a-z0-9-]*\.[a-z][a-z0-9-]*$/, 'written decision.option')).default([]),
  why: Text.optional(),
  cites: Cites.default([]),
})

const Decision = z.strictObject({
  id: Id,
  as: z.enum(['buttons', 'reply', 'form']),
  ask: Text,
  when: Guard.optional(),
  weight: z.number().positive().max(5).default(1),
  confidence: z.boolean().default(false),
  options: z.array(Option).min(2).max(6),
})

const Scene = z.strictObject({
  when: Text,
  place: Text,
  title: Text,
  lead: Text.optional(),
  budget: z.int().min(0).max(240).optional(),
  show: z.array(Artefact).min(1),
  checks: z.array(Check).max(8).default([]),
  decisions: z.array(Decision).min(1).max(8),
  /** For a facilitator: what to ask the room, and what to steer it away from. */
  notes: z.strictObject({ ask: Text, avoid: Text.optional() }),
})

export const Scenario = z.strictObject({
  pattern: PatternId,
  nature: Nature,
  review: z.strictObject({ state: z.enum(['draft', 'reviewed']), by: z.string().optional() }),
  minutes: z.int().min(1).max(30),
  cast: z.record(Id, z.strictObject({ draw: z.literal('name'), title: Text, organisation: Text.optional() })),
  values: z.record(z.string().regex(/^[a-z][a-z0-9_]*$/), z.union([z.number(), z.string()])).default({}),
  budget: z.strictObject({ minutes: z.int().min(0).max(240) }),
  start: Id,
  scenes: z.record(Id, Scene),
  endings: z.record(Id, z.strictObject({ title: Text, text: Text })),
  /** Whether it was genuine, and how one could know. Shown only in the debrief. */
  verdict: z.strictObject({ text: Text, cites: Cites.min(1) }),
  /** For a facilitator: how to open, and what the room should take away. */
  notes: z.strictObject({ before: Text, after: Text }),
})
export type Scenario = z.infer<typeof Scenario>
export type Nature = z.infer<typeof Nature>
export type { Competency } from './competencies'
export type Rubric = z.infer<typeof Rubric>

export const Pattern = z.strictObject({
  id: PatternId,
  kind: PatternKind.default('pattern'),
  title: Text,
  summary: Text,
  /** Who the learner is in both versions: "You are …". */
  you: Text,
  roles: z.array(Id).min(1),
  minutes: z.int().min(1).max(30),
  evidence: Cites,
})
export type Pattern = z.infer<typeof Pattern>

/** A translation of one pattern: each text by id, with the short hash of the source text it was made from. */
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
