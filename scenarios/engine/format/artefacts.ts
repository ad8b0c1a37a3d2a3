/** What a scene shows. Every kind of artefact has an entry here, and every sentence in it is a segment with an id. */
import { z } from 'zod'
import { Guard } from './guard-schema'
import { Id, Text } from './text'

/** Of the shipped evidence, or of the author's own. */
export const SOURCE_ID = /^[A-Z]{1,12}-\d{2}$/
const PassageId = z
  .string()
  .regex(SOURCE_ID, 'a source is R-nn (the assessment), G-nn (guidance), INV (our dramatisation), or your own, such as OUR-01')
export const Cites = z.array(z.union([PassageId, z.literal('INV')])).max(20)

/** What a segment says in one variant. Only its text is shown in play: the rest explains it in the debrief. */
const content = {
  text: Text,
  cue: z
    .enum(['sign', 'decoy', 'plain', 'ambiguous'])
    .default('plain')
    .describe(
      'sign: conduct that should make one look twice, in the hostile variant alone. decoy: looks odd and means nothing. ambiguous: worth a check in either variant',
    ),
  indicator: Id.optional().describe('what it is called in the debrief, from scenarios/evidence/indicators.yaml'),
  why: Text.optional().describe('shown in the debrief; a sign, a decoy and what is ambiguous need one'),
  cites: Cites.optional(),
  about: z.literal('origin').optional().describe('marks what people mistake for a sign'),
}
const Content = z.strictObject(content)

/** A segment with the same conduct in both variants, or one that forks as a whole. `fields` are outside the fork. */
const segment = <F extends z.ZodRawShape>(fields: F) =>
  z.union([
    z.strictObject({ id: Id, when: Guard.optional(), ...fields, ...content }),
    z.strictObject({ id: Id, when: Guard.optional(), ...fields, hostile: Content, genuine: Content }),
  ])

export const Segment = segment({})
const Row = segment({ label: Text })
const Segments = z.array(Segment).min(1)

const artefact = {
  id: Id,
  when: Guard.optional(),
  label: Text.optional().describe('what it is where the name of the kind does not fit: a talk at a table'),
}
/** A character of the cast, or `you` where a part names its speaker. It is a schema of its own so that `fields.ts` can recognise it. */
export const Person = Id.clone()

export const Artefact = z.discriminatedUnion('kind', [
  z.strictObject({
    ...artefact,
    kind: z.literal('messages'),
    channel: z
      .enum(['professional-network', 'office-chat', 'text-messages', 'private-app', 'forum', 'code-review'])
      .describe('what it is called and looks like'),
    with: Person,
    continues: Id.optional().describe('an artefact of an earlier scene whose messages come before these'),
    messages: z.array(z.strictObject({ id: Id, from: Person, at: Text, when: Guard.optional(), segments: Segments })).min(1),
  }),
  z.strictObject({
    ...artefact,
    kind: z.literal('email'),
    from: Person,
    at: Text,
    subject: Text,
    headers: z.array(Row).default([]).describe('more lines above the text, such as “To” or “Reply to”, each with a label'),
    paragraphs: z.array(Segments).min(1),
    attachments: z.array(Segment).default([]).describe('names of files'),
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
    lines: z.array(segment({ at: Text, payer: Text.optional().describe('who pays for the line') })).min(1),
  }),
  z.strictObject({
    ...artefact,
    kind: z.literal('transcript'),
    with: Person,
    at: Text,
    lines: z.array(z.strictObject({ id: Id, from: Person, when: Guard.optional(), segments: Segments })).min(1),
  }),
  z.strictObject({ ...artefact, kind: z.literal('place'), title: Text, segments: Segments }),
  z.strictObject({
    ...artefact,
    kind: z.literal('notice'),
    device: Text.describe('whose screen shows it: “Your phone”'),
    title: Text,
    segments: Segments,
  }),
  z.strictObject({
    ...artefact,
    kind: z.literal('page'),
    address: Segment.describe('what stands in the address bar'),
    title: Text,
    segments: Segments,
    fields: z.array(Segment).default([]).describe('empty boxes below the text, by what is asked for: “Password”'),
  }),
])
