import type { Key } from '../play/key'
import { type Artefact, type ArtefactOf, type PlayState, type Scene, type Segment, sceneOf, segmentsOf, shownSegments } from '../play/play'
import type { ScoredAttempt } from './moment'

interface Identity {
  kind: Artefact['kind']
  look?: string
  channel?: ArtefactOf<'messages'>['channel']
  title?: string
}
export interface Pages {
  scene: string
  when: string
  title: string
  /** Line by line; `other` is null if both variants say the same. `sign`: which side is one. */
  lines: {
    id: string
    /** What it stands in, with the first line of each. */
    from: Identity | null
    own: string
    other: string | null
    isStrong: boolean
    sign: 'own' | 'other' | null
  }[]
}

export function forkedPages({ key, play, other, score }: ScoredAttempt): Pages | null {
  if (!other) return null
  const strength = (at: PlayState) =>
    shownSegments(sceneOf(play, at), at).reduce(
      (sum, { id }) => sum + { strong: 10, weak: 1, none: 0 }[key.segments[id]!.fork ?? 'none'],
      0,
    )
  const best = score.submissions.map((s) => s.at).reduce((a, b) => (strength(b) > strength(a) ? b : a))
  if (strength(best) === 0) return null
  const { when, title } = sceneOf(play, best)
  const boxes = boxesIn(sceneOf(play, best))
  const said = (segment: Segment) => labelled({ label: boxes.get(segment.id), ...segment })
  const others = new Map(shownSegments(sceneOf(other.play, best), best).map((segment) => [segment.id, said(segment)]))
  return {
    scene: best.scene,
    when,
    title,
    lines: sceneOf(play, best).show.flatMap((artefact) =>
      segmentsOf(artefact, best).map((segment, i) => {
        const { id } = segment
        const { fork } = key.segments[id]!
        const sign = isSign(key, id) ? 'own' : isSign(other.key, id) ? 'other' : null
        return {
          id,
          from: i === 0 ? identityOf(artefact) : null,
          own: said(segment),
          other: fork ? (others.get(id) ?? null) : null,
          isStrong: fork === 'strong',
          sign,
        }
      }),
    ),
  }
}

const identityOf = (artefact: Artefact): Identity => ({
  kind: artefact.kind,
  ...('look' in artefact && { look: artefact.look }),
  ...('channel' in artefact && { channel: artefact.channel }),
  ...('title' in artefact && { title: artefact.title }),
})

/** What the box of a form is for, by the sentence in it. */
const boxesIn = ({ show }: Scene): Map<string, string> =>
  new Map(
    show.flatMap((shown) =>
      shown.kind === 'document' && shown.look === 'form'
        ? shown.clauses.flatMap(({ heading, segments: [first] }): [string, string][] => (heading && first ? [[first.id, heading]] : []))
        : [],
    ),
  )

const isSign = ({ segments }: Key, id: string): boolean => segments[id]?.cue === 'sign'

/** A line that has a label needs it to make sense: “To: You”. */
export const labelled = (segment: Segment & { label?: string | undefined }): string =>
  segment.label ? `${segment.label}: ${segment.text}` : segment.text
