import type { AuthoredGuard } from './guard'
import type { Nature, Story } from './schema'

/** A value that differs between the truths. */
export interface Fork<T = unknown> {
  hostile: T
  genuine: T
}

/** A part of a story in one truth: each fork replaced by one of its sides. */
export type Truth<T> = T extends AuthoredGuard
  ? T
  : T extends Fork<infer S>
    ? Exclude<keyof T, keyof Fork> extends never
      ? Truth<S>
      : Flat<Omit<T, keyof Fork> & S>
    : T extends readonly (infer U)[]
      ? Truth<U>[]
      : T extends object
        ? { [K in keyof T]: Truth<T[K]> }
        : T
type Flat<T> = { [K in keyof T]: T[K] }

/** A story in one of its truths. */
export type Scenario = Truth<Omit<Story, 'truth'>> & { nature: Nature }

export const isFork = (node: object): node is Fork => 'hostile' in node && 'genuine' in node

/** The truths a story has: a tutorial has one. */
export const NATURES: readonly Nature[] = ['hostile', 'genuine']
export const naturesOf = ({ truth }: Pick<Story, 'truth'>): readonly Nature[] => (truth ? [truth] : NATURES)

/** A fork stands for its side; one with other fields besides (a segment) keeps those. */
export function inTruth<T>(node: T, nature: Nature): Truth<T> {
  if (Array.isArray(node)) return node.map((item) => inTruth(item, nature)) as Truth<T>
  if (!node || typeof node !== 'object') return node as Truth<T>
  if (!isFork(node)) return mapped(node, nature) as Truth<T>
  const { hostile, genuine, ...common } = node as Fork
  const side = nature === 'hostile' ? hostile : genuine
  return (Object.keys(common).length === 0 ? inTruth(side, nature) : { ...mapped(common, nature), ...(side as object) }) as Truth<T>
}
const mapped = (node: object, nature: Nature): object =>
  Object.fromEntries(Object.entries(node).map(([name, value]) => [name, inTruth(value, nature)]))

/** The story in one truth, with the endings that it can reach. */
export function truthOf({ truth: _, ...story }: Story, nature: Nature): Scenario {
  const scenario = inTruth(story, nature)
  const reached = new Set(scenario.ends.map((end) => end.to))
  const endings = Object.fromEntries(Object.entries(scenario.endings).filter(([id]) => reached.has(id)))
  return { ...scenario, endings, nature }
}
