import type { AuthoredGuard } from './guard'
import type { Variant, Scenario } from './schema'

export interface Fork<T = unknown> {
  hostile: T
  genuine: T
}

export type VariantOf<T> = T extends AuthoredGuard
  ? T
  : T extends Fork<infer S>
    ? Exclude<keyof T, keyof Fork> extends never
      ? VariantOf<S>
      : Flattened<Omit<T, keyof Fork> & S>
    : T extends readonly (infer U)[]
      ? VariantOf<U>[]
      : T extends object
        ? { [K in keyof T]: VariantOf<T[K]> }
        : T
type Flattened<T> = { [K in keyof T]: T[K] }

export type ResolvedScenario = VariantOf<Omit<Scenario, 'variant'>> & { variant: Variant }

export const isFork = (node: object): node is Fork => 'hostile' in node && 'genuine' in node

export const VARIANTS: readonly Variant[] = ['hostile', 'genuine']
export const variantsOf = ({ variant }: Pick<Scenario, 'variant'>): readonly Variant[] => (variant ? [variant] : VARIANTS)

/** Replaces a fork by its side. A fork with further fields, such as a segment, keeps those. */
export function inVariant<T>(node: T, variant: Variant): VariantOf<T> {
  if (Array.isArray(node)) return node.map((item) => inVariant(item, variant)) as VariantOf<T>
  if (!node || typeof node !== 'object') return node as VariantOf<T>
  if (!isFork(node)) return mapped(node, variant) as VariantOf<T>
  const { hostile, genuine, ...common } = node as Fork
  const side = variant === 'hostile' ? hostile : genuine
  return (Object.keys(common).length === 0 ? inVariant(side, variant) : { ...mapped(common, variant), ...(side as object) }) as VariantOf<T>
}
const mapped = (node: object, variant: Variant): object =>
  Object.fromEntries(Object.entries(node).map(([name, value]) => [name, inVariant(value, variant)]))

export const variantOf = ({ variant: _, ...scenario }: Scenario, variant: Variant): ResolvedScenario => ({
  ...inVariant(scenario, variant),
  variant,
})
