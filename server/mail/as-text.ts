import 'server-only'
import type { Block, Fact, Letter } from './letter'

export const asText = ({ blocks, why }: Letter): string => [...blocks.map(block), `--\n${why}`, ''].join('\n\n').trimEnd().concat('\n')

function block(one: Block): string {
  switch (one.kind) {
    case 'paragraph':
      return one.lines.map((line) => line.map((span) => (typeof span === 'string' ? span : span.href)).join('')).join('\n')
    case 'facts':
      return one.facts.map(fact).join('\n\n')
    case 'button':
      return one.href
  }
}
const fact = ({ title, href, rows }: Fact): string =>
  [...(title ? [title] : []), ...rows.map(({ label, value }) => `${label}: ${value}`), ...(href ? [href] : [])].join('\n')
