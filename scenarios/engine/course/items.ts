/** The kinds of items a course is made of, as data. Pages, the editor and records each have a registry with an entry for every kind. */
import { z } from 'zod'
import { ID, MAX_ID } from '../format/ids'
import { ScenarioId } from '../format/schema'

export const Id = z.string().regex(ID, 'must be lower-case letters, digits and hyphens').max(MAX_ID)
export const Line = z.string().trim().min(1).max(160)
/** Paragraphs are separated by an empty line; lines that begin with `- ` form a list. */
const Body = z.string().trim().min(1).max(12_000)
const Minutes = z.number().int().min(1).max(120)
const text = { title: Line, minutes: Minutes, body: Body }
/** Left out: every time. */
const only = z.enum(['first', 'renewal']).optional()

/** What an item holds. Files list the fields in this order. */
const SCHEMAS = {
  scenario: z.strictObject({ id: Id, kind: z.literal('scenario'), only, scenario: ScenarioId }),
  page: z.strictObject({ id: Id, kind: z.literal('page'), only, ...text }),
  /** "I know whom to tell": shows the organisation's own contact, then asks for it. */
  acknowledgement: z.strictObject({ id: Id, kind: z.literal('acknowledgement'), only, ...text }),
}
type Schemas = typeof SCHEMAS
export type ItemKind = keyof Schemas
export const ITEM_KINDS = Object.keys(SCHEMAS) as ItemKind[]
type Schema = Schemas[ItemKind]
export const ItemSchema = z.discriminatedUnion('kind', Object.values(SCHEMAS) as unknown as readonly [Schema, ...Schema[]])
export type Item = z.infer<typeof ItemSchema>
export type ItemOf<K extends ItemKind> = Extract<Item, { kind: K }>
/** When somebody takes a course: for the first time, or because it was due again. */
export type Turn = NonNullable<Item['only']>
export const TURNS = ['first', 'renewal'] as const satisfies readonly Turn[]
export const fieldsOf = ({ kind }: Item): string[] => Object.keys(SCHEMAS[kind].shape)

interface ItemRules<I> {
  doneBy: 'playing' | 'reading' | 'answering'
  scenario(item: I): string | null
  title(item: I, given?: string): string | undefined
  minutes(item: I, given?: number): number | undefined
}
const ownWords: Omit<ItemRules<Extract<Item, { title: string; minutes: number }>>, 'doneBy'> = {
  scenario: () => null,
  title: ({ title }) => title,
  minutes: ({ minutes }) => minutes,
}
const ITEMS = {
  scenario: { doneBy: 'playing', scenario: (item) => item.scenario, title: (_, given) => given, minutes: (_, given) => given },
  page: { doneBy: 'reading', ...ownWords },
  acknowledgement: { doneBy: 'answering', ...ownWords },
} satisfies { [K in ItemKind]: ItemRules<ItemOf<K>> }
export type AnsweredKind = { [K in ItemKind]: (typeof ITEMS)[K]['doneBy'] extends 'answering' ? K : never }[ItemKind]

export const rulesOf = (item: Item): ItemRules<Item> => ITEMS[item.kind]

export const nameOf = (item: Item): string => rulesOf(item).title(item) ?? rulesOf(item).scenario(item) ?? item.id
