import 'server-only'

/** A letter as data, before it is text or HTML. */
export interface Letter {
  locale: string
  /** The sender: the organisation's name, or ours. */
  from: string
  subject: string
  blocks: Block[]
  why: string
}
export type Block =
  /** Lines of a paragraph. */
  { kind: 'paragraph'; lines: Span[][] } | { kind: 'facts'; facts: Fact[] } | { kind: 'button'; label: string; href: string }
/** Words, or an address as a link. */
export type Span = string | { href: string }
/** Something a letter is about, such as a course, and the facts about it. */
export interface Fact {
  title?: string
  href?: string
  rows: { label: string; value: string }[]
}
