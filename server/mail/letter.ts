import 'server-only'

export interface Letter {
  locale: string
  from: string
  subject: string
  blocks: Block[]
  why: string
}
export type Block =
  | { kind: 'paragraph'; lines: Span[][] }
  | { kind: 'facts'; facts: Fact[] }
  | { kind: 'button'; label: string; href: string }
export type Span = string | { href: string }
export interface Fact {
  title?: string
  href?: string
  rows: { label: string; value: string }[]
}
