/** `graph ID [--variant N]`: draws the scenes and their connections in Mermaid, with the points of each act. */
import type { AuthoredGuard } from '../../engine/format/guard'
import { END } from '../../engine/format/schema'
import { sidesOf } from '../inspect/rules/undecided'
import { type PlayableScenario, type PlayableVariant, playable, playableVariants } from './playable'
import { verb } from './verb'

interface Node {
  id: string
  lines: string[]
  shape: 'scene' | 'ending'
  /** Nothing leads there. */
  lost: boolean
}
interface Arrow {
  from: string
  to: string
  labels: string[]
}
interface Drawing {
  nodes: Node[]
  arrows: Arrow[]
}

export const graph = verb({
  options: { variant: { type: 'string' } },
  run({ values: { variant }, words }, workspace) {
    const one = playable(words, workspace)
    workspace.out(mermaid(draw(one, playableVariants(one, variant))))
    return 0
  },
})

function draw(one: PlayableScenario, variants: readonly PlayableVariant[]): Drawing {
  const { scenario, subject } = one
  const reached = new Set(variants.flatMap((t) => [...t.seen.reached]))
  const scenes = Object.entries(scenario.scenes).map(([id, { title, checks, rating, report }]): Node => {
    const decided = sidesOf(subject).some((s) => s.knowledge.decided.has(subject.ids('scene', id)))
    return {
      id,
      shape: 'scene',
      lost: !reached.has(id),
      lines: [
        `${id}: ${title}`,
        ...checks.map((c) => `check ${c.id}, ${c.minutes} min${c.decides ? ', decides' : ''}${c.when ? ` [${guardInWords(c.when)}]` : ''}`),
        `report ${sided(variants, (t) => t.resolved.scenes[id]!.report.worth, report.worth)}${rating ? ', rating' : ''}${decided ? ', decided' : ''}`,
      ],
    }
  })
  const endings = variants.flatMap(({ name, resolved }) =>
    Object.entries(resolved.endings).map(
      ([outcome, { title }]): Node => ({ id: `ending ${name} ${outcome}`, shape: 'ending', lost: false, lines: [`${outcome}: ${title}`] }),
    ),
  )
  return { nodes: [...scenes, ...endings], arrows: joined([...actArrows(variants), ...endArrows(variants)]) }
}

function sided<T>(variants: readonly PlayableVariant[], of: (variant: PlayableVariant) => T, whole: unknown): string {
  const values = [...new Set(variants.map(of).map(String))]
  return values.length === 1 && typeof whole !== 'undefined' ? values[0]! : variants.map((t) => `${t.name[0]} ${String(of(t))}`).join(' / ')
}

const points = (rubric: Record<string, number | undefined>, weight: number): string => {
  const sum = weight * Object.values(rubric).reduce<number>((a, b) => a + (b ?? 0), 0)
  return sum > 0 ? `+${sum}` : String(sum)
}

function actArrows(variants: readonly PlayableVariant[]): Arrow[] {
  const [first] = variants as [PlayableVariant]
  return first.decisions.flatMap(({ decision, scene, options }, n) =>
    options.flatMap(({ option }, m): Arrow[] => {
      const sides = variants.map((t) => t.decisions[n]!.options[m]!.option)
      const worth = [...new Set(sides.map((o) => points(o.rubric, decision.weight)))].join('/')
      const harmful = [...new Set(sides.map((o, k) => variants[k]!.resolved.harm.some(({ fact }) => Object.hasOwn(o.sets, fact))))]
      const marks = harmful.includes(true) ? (harmful.length > 1 ? ' harm in one variant' : ' harm') : ''
      const label = `${option.id} ${worth}${marks}${option.when ? ` [${guardInWords(option.when)}]` : ''}`
      return sides.flatMap((side) => {
        const routes: { when?: AuthoredGuard; to: string }[] = typeof side.to === 'string' ? [{ to: side.to }] : (side.to ?? [])
        return routes.map(({ when, to }) => ({ from: scene, to, labels: [`${label}${when ? ` if ${guardInWords(when)}` : ''}`] }))
      })
    }),
  )
}
const endArrows = (variants: readonly PlayableVariant[]): Arrow[] =>
  variants.flatMap((t) =>
    Object.keys(t.resolved.endings).map((outcome) => ({ from: END, to: `ending ${t.name} ${outcome}`, labels: [t.name] })),
  )

function joined(arrows: readonly Arrow[]): Arrow[] {
  const by = new Map<string, Arrow>()
  for (const { from, to, labels } of arrows) {
    const known = by.get(`${from} ${to}`) ?? { from, to, labels: [] }
    by.set(`${from} ${to}`, { ...known, labels: [...new Set([...known.labels, ...labels])] })
  }
  return [...by.values()]
}

function guardInWords(guard: AuthoredGuard): string {
  if ('all' in guard) return guard.all.map(guardInWords).join(' and ')
  if ('any' in guard) return `(${guard.any.map(guardInWords).join(' or ')})`
  if ('not' in guard) return `not ${guardInWords(guard.not)}`
  const [[kind, id]] = Object.entries(guard) as [[string, string]]
  return kind === 'fact' ? id : `${kind} ${String(id)}`
}

const quoted = (lines: readonly string[]): string => `"${lines.join('<br/>').replaceAll('"', '#quot;')}"`
/** Mermaid reserves some words, such as “end”. The underscore avoids them. */
const nodeName = (id: string): string => `_${id.replaceAll(/[- ]/g, '_')}`
const mermaid = ({ nodes, arrows }: Drawing): string =>
  [
    'flowchart TD',
    ...nodes.map(({ id, lines, shape }) => {
      const text = quoted(lines)
      return `  ${nodeName(id)}${shape === 'scene' ? `[${text}]` : `([${text}])`}`
    }),
    `  ${nodeName(END)}((the end))`,
    ...arrows.map(({ from, to, labels }) => `  ${nodeName(from)} -->|${quoted(labels)}| ${nodeName(to)}`),
    ...nodes.filter((n) => n.lost).map(({ id }) => `  style ${nodeName(id)} stroke-dasharray: 4`),
  ].join('\n')
