/** What a scene shows. Every kind of artefact has an entry here, and every sentence in it is a segment with an id. */
import { z } from 'zod'
import { Guard } from './guard-schema'
import { LOOKS, SKETCHES, WISHES } from './looks'
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
  link: z
    .strictObject({ words: Text.describe('what is underlined'), target: Text.describe('where it leads: shown when somebody looks at it') })
    .optional()
    .describe('a link after the text. Nothing is opened'),
  was: Text.optional().describe('what stood there before, struck out: a tracked change'),
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

const look = <const L extends readonly [string, ...string[]]>(looks: L) => z.enum(looks).default(looks[0]! as never)
const Title = Text.describe('what stands on top')

export const Artefact = z.discriminatedUnion('kind', [
  z.strictObject({
    ...artefact,
    kind: z.literal('messages'),
    channel: z
      .enum(['professional-network', 'office-chat', 'text-messages', 'private-app', 'forum', 'code-review'])
      .describe('what it is called and looks like'),
    with: Person.describe('messages with the same person in the same channel are one thread over all moments'),
    messages: z
      .array(
        z.strictObject({
          id: Id,
          from: Person,
          at: Text,
          when: Guard.optional(),
          voice: Text.optional().describe('how long a voice message is: “0:31”. Its segments are what is said'),
          segments: Segments,
          attachments: z.array(Segment).default([]).describe('names of files'),
        }),
      )
      .min(1),
  }),
  z.strictObject({
    ...artefact,
    kind: z.literal('email'),
    from: Person.describe('mails from the same person are one exchange over all moments'),
    address: Segment.optional().describe('the address it comes from'),
    at: Text,
    subject: Text,
    headers: z.array(Row).default([]).describe('who it goes to, if not only to you, and where replies go, each with a label'),
    paragraphs: z.array(Segments).min(1),
    attachments: z.array(Segment).default([]).describe('names of files'),
  }),
  z.strictObject({ ...artefact, kind: z.literal('profile'), of: Person, rows: z.array(Row).min(1) }),
  z.strictObject({
    ...artefact,
    kind: z.literal('card'),
    look: look(LOOKS.card),
    title: Title,
    issuer: Text.optional().describe('who gives it out'),
    rows: z.array(Row).min(1).describe('on a boarding pass the first two are from where and to where'),
  }),
  z.strictObject({
    ...artefact,
    kind: z.literal('document'),
    look: look(LOOKS.document),
    head: z
      .strictObject({ name: Text, unit: Text.optional(), ref: Text.optional().describe('“Form 41/V”, at the other side') })
      .optional()
      .describe('the letterhead'),
    title: Title,
    clauses: z
      .array(
        z.strictObject({
          id: Id,
          heading: Text.optional(),
          hand: z.literal(true).optional().describe('written by hand, and readable'),
          unreadable: z.int().min(1).max(12).optional().describe('lines by hand that nobody can read: the segments say so aloud'),
          sketch: z.enum(SKETCHES).optional().describe('a drawing by hand: the segments say aloud what it shows'),
          segments: Segments,
        }),
      )
      .min(1),
    stamp: z.strictObject({ ring: Text.describe('around it'), middle: Text }).optional(),
    signature: z
      .strictObject({ line: Text.describe('what stands under the line'), by: Person.optional().describe('who has signed already') })
      .optional(),
  }),
  z.strictObject({
    ...artefact,
    kind: z.literal('itinerary'),
    look: look(LOOKS.itinerary),
    title: Title,
    lines: z.array(segment({ at: Text, payer: Text.optional().describe('who pays for the line') })).min(1),
  }),
  z.strictObject({
    ...artefact,
    kind: z.literal('transcript'),
    look: look(LOOKS.transcript).describe('phone: a call. video: a call with tiles. talk: face to face, with a label'),
    with: Person,
    at: Text,
    tiles: z.array(Text).default([]).describe('on a video call: people who are there and have no part: “Guest 3”'),
    lines: z.array(z.strictObject({ id: Id, from: Person, when: Guard.optional(), segments: Segments })).min(1),
  }),
  z.strictObject({ ...artefact, kind: z.literal('place'), look: look(LOOKS.place), title: Title, segments: Segments }),
  z.strictObject({
    ...artefact,
    kind: z.literal('thing'),
    look: look(LOOKS.thing),
    title: Title,
    print: Segment.optional().describe('what is printed or written on it'),
    segments: Segments.describe('what else one sees: a drawing that has more or less than these would be false'),
  }),
  z.strictObject({
    ...artefact,
    kind: z.literal('notice'),
    look: look(LOOKS.notice).describe('permission: an app asks, and each segment is one wish'),
    device: Text.describe('whose screen shows it: “Your phone”'),
    title: Title,
    segments: z.array(segment({ wish: z.enum(WISHES).optional().describe('its picture, in a permission') })).min(1),
  }),
  z.strictObject({
    ...artefact,
    kind: z.literal('page'),
    look: look(LOOKS.page).describe('login: its fields are empty boxes. app: a page in a store'),
    address: Segment.describe('what stands in the address bar'),
    title: Title,
    maker: Text.optional().describe('who makes it'),
    facts: z.array(Row).max(3).default([]).describe('of an app: ratings, installed, version'),
    segments: Segments,
    fields: z.array(Segment).default([]).describe('empty boxes below the text, by what is asked for: “Password”'),
  }),
])
