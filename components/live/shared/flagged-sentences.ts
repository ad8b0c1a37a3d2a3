import type { FlagTotals } from '@/scenarios/engine/live/flags'
import type { SceneView } from '@/scenarios/engine/live/view'
import { type Told, toldIn } from '@/scenarios/engine/play/spoken'

export interface FlaggedSentence extends Pick<Told, 'id' | 'text' | 'spoken'> {
  /** What it stands under, where its words alone would not say what is meant: a thing, or words that occur twice. Otherwise empty. */
  whose: string
  n: number
}

/** What a room flagged in the moment, most flagged first: the same list on every screen, which may show only its beginning. */
export function flaggedSentences(scene: SceneView | null, flags: Pick<FlagTotals, 'counts'> | null): FlaggedSentence[] {
  if (!scene || !flags) return []
  const all = scene.show.flatMap((artefact) => toldIn(artefact, (person) => scene.cast[person]?.name))
  return all
    .map(({ id, text, spoken, under }) => {
      const isTwice = all.some((other) => other.id !== id && other.text === text)
      return { id, text, spoken, whose: spoken && !isTwice ? '' : under, n: flags.counts[id] ?? 0 }
    })
    .filter(({ n }) => n > 0)
    .sort((a, b) => b.n - a.n)
}
