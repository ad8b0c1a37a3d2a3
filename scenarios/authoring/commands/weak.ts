/**
 * `weak [IDs] [--seed n] [--key] [--all]`: prints the forked texts of moments where nobody can know the variant yet, for a test with
 * readers. Each moment shows one variant, drawn at random; if readers guess which more often than by chance, a text gives it away. `--all`
 * also prints the later moments, where what a contact does after an act may give it away, but the tone may not.
 */
import { uniformInt } from 'pure-rand/distribution/uniformInt'
import type { Variant, Scenario } from '../../engine/format/schema'
import { strengthOf } from '../../engine/format/forks'
import { isFork, variantOf } from '../../engine/format/variant'
import { sidesOf } from '../inspect/rules/undecided'
import { randomStream } from '../../engine/play/random'
import { argumentsOf, drawNames } from '../../engine/play/names'
import { format } from '../../engine/play/staging'
import { playable } from './playable'
import { seedIn } from './score'
import { Misuse, verb } from './verb'

export const weak = verb({
  options: { seed: { type: 'string', default: '1' }, key: { type: 'boolean' }, all: { type: 'boolean' } },
  run({ values, words }, workspace) {
    if (words.length === 0) throw new Misuse('name one scenario or several, such as P01 P02')
    const seed = seedIn(values.seed)
    const random = randomStream('weak forks', seed)
    for (const id of words) {
      const { scenario, pool, subject } = playable([id], workspace)
      const undecided = new Set(sidesOf(subject).flatMap((side) => [...side.knowledge.undecided.options]))
      const isOpen = ({ decisions }: Scene) =>
        decisions.some((d) => d.options.some((o) => undecided.has(subject.ids('option', `${d.id}.${o.id}`))))
      const names = drawNames(pool, Object.keys(scenario.cast), seed)
      for (const [scene, content] of Object.entries(scenario.scenes)) {
        const texts = weakTexts(content)
        if (texts.length === 0 || !(values.all || isOpen(content))) continue
        const variant: Variant = uniformInt(random, 0, 1) === 0 ? 'hostile' : 'genuine'
        const args = argumentsOf(variantOf(scenario, variant).values, names)
        workspace.out(
          values.key
            ? `${id} ${scene}: ${variant}`
            : [`${id} ${scene}`, ...texts.map((text) => `  ${format(text(variant), args, 'en')}`), ''].join('\n'),
        )
      }
    }
    return 0
  },
})

/** Learners read explanations and scores after the judgement, so these may give it away. */
const SHOWN_LATER: ReadonlySet<string> = new Set(['why', 'rubric', 'cites', 'report', 'to', 'sets', 'notes', 'indicator'])

type Scene = Scenario['scenes'][string]

function weakTexts(scene: Scene): ((variant: Variant) => string)[] {
  const found: ((variant: Variant) => string)[] = []
  const visit = (node: unknown): void => {
    if (!node || typeof node !== 'object') return
    if (isFork(node)) {
      if (strengthOf(node) === 'weak') found.push((variant) => wordsOf(node[variant]))
      return
    }
    for (const [name, value] of Object.entries(node)) {
      const decides = name === 'finding' && 'decides' in node && node.decides
      if (!decides && !SHOWN_LATER.has(name)) visit(value)
    }
  }
  visit(scene)
  return found
}
const wordsOf = (side: unknown): string => {
  if (typeof side === 'string') return side
  if (Array.isArray(side)) return side.map(wordsOf).join(' ')
  return (side as { text: string }).text
}
