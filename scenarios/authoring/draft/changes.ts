/** What changed between two versions of a scenario, sentence by sentence. */
import type { Scenario } from '../../engine/format/schema'
import type { Path } from '../../library/finding'
import { partsOf } from '../inspect/subject'
import { pathText } from './draft'

export interface TextChange {
  kind: 'added' | 'removed' | 'changed'
  path: string
  before?: string
  after?: string
}

export function changesBetween(before: Scenario, after: Scenario): TextChange[] {
  return textChanges(textsBy(before), textsBy(after))
}

/** Texts by a path that stays when others are added before them. */
export function textChanges(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): TextChange[] {
  const changed = [...after].flatMap(([path, text]): TextChange[] => {
    const old = before.get(path)
    if (old === text) return []
    return old === undefined ? [{ kind: 'added', path, after: text }] : [{ kind: 'changed', path, before: old, after: text }]
  })
  const removed = [...before].flatMap(([path, text]): TextChange[] => (after.has(path) ? [] : [{ kind: 'removed', path, before: text }]))
  return [...changed, ...removed]
}

const textsBy = (scenario: Scenario): Map<string, string> =>
  new Map(partsOf(scenario).texts.map(({ path, text }) => [pathText(byId(scenario, path)), text]))

/** Places in lists are named by id where there is one, because indexes move. */
function byId(root: object, path: Path): Path {
  let node: unknown = root
  return path.map((step) => {
    node = (node as Record<string | number, unknown>)[step]
    return typeof step === 'number' && node && typeof node === 'object' && 'id' in node ? String(node.id) : step
  })
}
