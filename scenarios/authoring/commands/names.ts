/** Opaque ids in the author's words. */
import type { Names } from '../inspect/names'

/** “hearing-act=between, notes-act=sign”. */
export const inDecisions = (names: Names, options: Readonly<Record<string, string>>): string =>
  Object.values(options)
    .map((option) => names.get(option)!.replace('.', '='))
    .join(', ')
