import { z } from 'zod'
import type { SentAnswer } from './ballot'
import { ScenarioId } from '../format/schema'
import { RATINGS, LOOKS } from '../play/events'
import type { RoomCommand } from './room-state'
import { TREATMENTS } from './treatments'
import { LONGEST_WHY, cleanWhy } from './whys'

const Id = z.string().min(1).max(64)
const Version = z.int().min(0).max(1_000_000)
const Choices = z.record(Id, Id).refine((c) => Object.keys(c).length <= 20, 'at most 20 choices')

const Ballot = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('decide'),
    choices: Choices,
    reported: z.literal(true).optional(),
    rating: z.literal(RATINGS).optional(),
  }),
  z.strictObject({ kind: z.literal('word'), choices: Choices }),
  z.strictObject({ kind: z.literal('judge'), looks: z.enum(LOOKS) }),
  z.strictObject({ kind: z.literal('check'), check: Id }),
])
/** `seq` may be the sender's clock: it only has to grow. */
const sent = { moment: Version, seq: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER) }
/** Bounded before it is cleaned, which costs time. A browser counts a line break as one letter and sends two. */
const Why = z
  .string()
  .max(10 * LONGEST_WHY)
  .transform(cleanWhy)
  .pipe(z.string().min(1).max(LONGEST_WHY))
export const AnswerSchema: z.ZodType<SentAnswer> = z.union([
  z.strictObject({ ...sent, about: z.literal('flags'), flags: z.array(Id).max(200) }),
  z.strictObject({ ...sent, about: z.templateLiteral([z.enum(['round-', 'checks-', 'words-']), z.int().min(1)]), ballot: Ballot }),
  z.strictObject({ ...sent, about: z.templateLiteral(['why-', z.int().min(1)]), why: Why }),
]) as z.ZodType<SentAnswer>

const bare = [
  'introduce',
  'start',
  'askChecks',
  'reveal',
  'continue',
  'conclude',
  'undo',
  'lock',
  'unlock',
  'pause',
  'resume',
  'close',
  'reopen',
] as const
const Seconds = z.int().min(0).max(3600)
/** What the cockpit sends: a command, which the server completes with what only it knows. */
const CommandRequest = z.union([
  z.strictObject({ type: z.enum(bare) }),
  z.strictObject({ type: z.literal('check'), check: Id }),
  /** Seconds to vote or to talk; 0 for no timer. */
  z.strictObject({ type: z.literal('vote'), seconds: Seconds.optional() }),
  z.strictObject({ type: z.literal('discuss'), seconds: Seconds }),
  z.strictObject({ type: z.literal('timer'), seconds: z.int().min(-3600).max(3600) }),
  z.strictObject({ type: z.literal('attendance'), open: z.boolean() }),
  z.strictObject({ type: z.literal('word'), act: Id }),
  /** `report`: the facilitator's decision; without it the room's votes decide. */
  z.strictObject({ type: z.literal('decide'), by: z.literal('majority'), report: z.boolean().optional() }),
  z.strictObject({ type: z.literal('decide'), by: z.literal('facilitator'), choices: Choices, report: z.boolean().optional() }),
  z.strictObject({ type: z.literal('show'), part: Id }),
  z.strictObject({ type: z.literal('return'), to: Version, whatIf: z.boolean() }),
])
export type AskedCommand = z.infer<typeof CommandRequest>
export const CommandSchema = z.strictObject({
  /** The version the cockpit shows. If another cockpit was faster, nothing is done. */
  version: Version,
  command: CommandRequest,
})
export type CommandMessage = z.infer<typeof CommandSchema>

export const FacilitatorActionSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('remove'), participant: Id }),
  /** Hands counted in the room, by option of the act, `looks`, check or `reported`; they replace the previous count. */
  z.strictObject({ type: z.literal('hands'), counts: z.record(Id, z.int().min(0).max(10_000)) }),
  z.strictObject({ type: z.literal('note'), moment: Version, text: z.string().trim().max(4000) }),
  z.strictObject({ type: z.literal('code') }),
  /** Lets a sentence through to the wall, takes it back, or drops it. */
  z.strictObject({ type: z.literal('why'), moment: Version, why: Id, act: z.enum(['show', 'back', 'drop']) }),
  z.strictObject({ type: z.literal('whys'), moment: Version, off: z.boolean() }),
])
export type FacilitatorAction = z.infer<typeof FacilitatorActionSchema>

export const SessionSchema = z.strictObject({
  name: z.string().trim().max(80).optional(),
  scenario: ScenarioId,
  variant: z.enum(['hostile', 'genuine', 'draw']),
  minutes: z.coerce.number().int().min(10).max(240),
  treatments: z
    .record(Id, z.enum(TREATMENTS))
    .refine((t) => Object.keys(t).length <= 30, 'at most 30 moments')
    .optional(),
  size: z.coerce.number().int().min(1).max(5000),
  /** Everybody's phone, one device per table, or only hands. */
  audience: z.enum(['phones', 'tables', 'hands']),
  names: z.enum(['anonymous', 'nicknames']),
  /** Whether people may say why they voted as they did. Sessions made before there was a choice say nothing. */
  whys: z.enum(['on', 'off']).optional(),
  /** Whether reports are recorded where people raise hands; elsewhere they always are. */
  reporting: z.enum(['on', 'off']).optional(),
  /** Simulated participants, for a rehearsal; 0 for a real session. */
  rehearsal: z.coerce.number().int().min(0).max(200),
})
export type SessionPlan = z.infer<typeof SessionSchema>
export const isMeasured = ({ audience, reporting }: Pick<SessionPlan, 'audience' | 'reporting'>): boolean =>
  audience !== 'hands' || reporting !== 'off'

/** A command read back from the log. Not validated, because `command` accepted it before it was written. */
export const logged = (body: string): RoomCommand => JSON.parse(body) as RoomCommand
