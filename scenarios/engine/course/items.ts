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

/** What an item holds. Files list the fields in this order. */
const SCHEMAS = {
  /** A scenario of the library, played to its debrief. */
  scenario: z.strictObject({ id: Id, kind: z.literal('scenario'), scenario: ScenarioId }),
  page: z.strictObject({ id: Id, kind: z.literal('page'), ...text }),
  /** "I know whom to tell": shows the organisation's own contact, then asks for it. */
  acknowledgement: z.strictObject({ id: Id, kind: z.literal('acknowledgement'), ...text }),
}
type Schemas = typeof SCHEMAS
export type ItemKind = keyof Schemas
export const ITEM_KINDS = Object.keys(SCHEMAS) as ItemKind[]
type Schema = Schemas[ItemKind]
export const ItemSchema = z.discriminatedUnion('kind', Object.values(SCHEMAS) as unknown as readonly [Schema, ...Schema[]])
export type Item = z.infer<typeof ItemSchema>
export type ItemOf<K extends ItemKind> = Extract<Item, { kind: K }>
/** The fields of an item, in the order of the file. */
export const fieldsOf = ({ kind }: Item): string[] => Object.keys(SCHEMAS[kind].shape)

interface ItemRules<I> {
  /** What completes it: playing it to the debrief, confirming that it was read, or answering correctly. */
  doneBy: 'playing' | 'reading' | 'answering'
  /** The scenario it needs from the library; null for none. */
  scenario(item: I): string | null
  /** @param given the library's title or minutes for its scenario, if the library has it */
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
/** Kinds that ask a question before they count as done. */
export type AnsweredKind = { [K in ItemKind]: (typeof ITEMS)[K]['doneBy'] extends 'answering' ? K : never }[ItemKind]

export const rulesOf = (item: Item): ItemRules<Item> => ITEMS[item.kind]

/** An item's title, or the id of its scenario: a name that needs no library. */
export const nameOf = (item: Item): string => rulesOf(item).title(item) ?? rulesOf(item).scenario(item) ?? item.id
