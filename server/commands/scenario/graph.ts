/** `graph FILE [--format mermaid|dot|xstate]`: draws the scenes and how they are connected. */
import type { Guard, Scenario } from '@/scenarios/engine/format/schema'
import { chart } from './chart'
import { type Playable, playable } from './playable'
import { Misuse, type Output, oneFile, readWords } from './verb'

interface Arrow {
  from: string
  to: string
  label: string
}
interface Drawing {
  scenes: [id: string, title: string][]
  endings: [id: string, title: string][]
  arrows: Arrow[]
}

export function graph(words: string[], { out }: Output): number {
  const { values, positionals } = readWords(words, { format: { type: 'string', default: 'mermaid' } })
  const format = values.format
  if (!Object.hasOwn(FORMATS, format)) throw new Misuse(`--format is xstate, mermaid or dot, not ${format}`)
  out(FORMATS[format as keyof typeof FORMATS](playable([oneFile(positionals)])[0]!))
  return 0
}

function draw({ scenes, endings }: Scenario): Drawing {
  const arrows = Object.entries(scenes).flatMap(([from, { decisions }]) =>
    decisions.flatMap((d) =>
      d.options.flatMap(({ id, to }): Arrow[] =>
        to === undefined
          ? []
          : typeof to === 'string'
            ? [{ from, to, label: id }]
            : to.map((route) => ({ from, to: route.to, label: `${id}${route.when ? ` [${told(route.when)}]` : ''}` })),
      ),
    ),
  )
  const titled = (all: Record<string, { title: string }>) => Object.entries(all).map(([id, { title }]): [string, string] => [id, title])
  return { scenes: titled(scenes), endings: titled(endings), arrows: joined(arrows) }
}

/** Options with the same target share an arrow. */
function joined(arrows: Arrow[]): Arrow[] {
  const by = new Map<string, Arrow>()
  for (const arrow of arrows) {
    const known = by.get(`${arrow.from} ${arrow.to}`)
    by.set(`${arrow.from} ${arrow.to}`, known ? { ...known, label: `${known.label}, ${arrow.label}` } : arrow)
  }
  return [...by.values()]
}

function told(guard: Guard): string {
  if ('fact' in guard) return guard.fact
  if ('check' in guard) return guard.check
  if ('all' in guard) return guard.all.map(told).join(' and ')
  if ('any' in guard) return guard.any.map(told).join(' or ')
  return `not ${told(guard.not)}`
}

const quoted = (text: string): string => `"${text.replaceAll('"', '#quot;')}"`
/** Some words, such as “end”, are reserved in Mermaid: the underscore avoids them. */
const node = (id: string): string => `_${id.replaceAll('-', '_')}`
const mermaid = ({ scenes, endings, arrows }: Drawing): string =>
  [
    'flowchart TD',
    ...scenes.map(([id, title]) => `  ${node(id)}[${quoted(`${id}: ${title}`)}]`),
    ...endings.map(([id, title]) => `  ${node(id)}([${quoted(`${id}: ${title}`)}])`),
    ...arrows.map(({ from, to, label }) => `  ${node(from)} -->|${quoted(label)}| ${node(to)}`),
  ].join('\n')

const dot = ({ scenes, endings, arrows }: Drawing): string =>
  [
    'digraph scenario {',
    '  node [shape=box]',
    ...scenes.map(([id, title]) => `  ${JSON.stringify(id)} [label=${JSON.stringify(`${id}: ${title}`)}]`),
    ...endings.map(([id, title]) => `  ${JSON.stringify(id)} [label=${JSON.stringify(`${id}: ${title}`)}, shape=oval]`),
    ...arrows.map(({ from, to, label }) => `  ${JSON.stringify(from)} -> ${JSON.stringify(to)} [label=${JSON.stringify(label)}]`),
    '}',
  ].join('\n')

const FORMATS = {
  mermaid: ({ scenario }) => mermaid(draw(scenario)),
  dot: ({ scenario }) => dot(draw(scenario)),
  xstate: ({ scenario, compiled }) => JSON.stringify(chart(scenario, compiled.play), null, 2),
} satisfies Record<string, (of: Playable) => string>
