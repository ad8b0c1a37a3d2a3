import type { FlagTotals } from '@/scenarios/engine/live/flags'
import type { SceneView } from '@/scenarios/engine/live/view'
import { type Artefact, segmentsOf } from '@/scenarios/engine/play/play'

export interface FlaggedSentence {
  id: string
  text: string
  /** The heading or author of a sentence whose words occur twice; otherwise empty. */
  whose: string
  n: number
}

/** What a room flagged in the moment, most flagged first: the same list on every screen, which may show only its beginning. */
export function flaggedSentences(scene: SceneView | null, flags: Pick<FlagTotals, 'counts'> | null): FlaggedSentence[] {
  if (!scene || !flags) return []
  const all = scene.show.flatMap((artefact) => {
    const whose = new Map(ownersIn(artefact, scene.cast))
    return segmentsOf(artefact, { facts: [], checks: [] }).map(({ id, text }) => ({ id, text, whose: whose.get(id) ?? '' }))
  })
  return all
    .map(({ id, text, whose }) => {
      const isTwice = all.some((other) => other.id !== id && other.text === text)
      return { id, text, whose: isTwice ? whose : '', n: flags.counts[id] ?? 0 }
    })
    .filter(({ n }) => n > 0)
    .sort((a, b) => b.n - a.n)
}

function ownersIn(node: Artefact | object, cast: SceneView['cast'], above = ''): [id: string, whose: string][] {
  if (Array.isArray(node)) return node.flatMap((item: object) => ownersIn(item, cast, above))
  const { id, text, heading, title, subject, from, with: other, of } = node as Record<string, string | undefined>
  const whose = heading || title || subject || cast[from ?? other ?? of ?? '']?.name || above
  if (id && text) return [[id, whose]]
  return Object.values(node).flatMap((item: unknown) => (item && typeof item === 'object' ? ownersIn(item, cast, whose) : []))
}
