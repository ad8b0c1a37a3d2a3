/** A scenario on one page, for its facilitator: what happens, from when on one can tell, by what, how it ends, and what to ask. */
import { knownAlong } from '../debrief/knowledge'
import { type PlayState, begin, sceneOf, shownSegments } from '../play/play'
import { type RoomEnding, endingsIn } from './endings'
import { after, mainPath } from './main-path'
import type { RoomScript } from './script'

export interface Brief {
  plot: string
  /** The first moment of the planned path in which one can tell without a check, with the words that show it; null if there is none. */
  turn: { n: number; of: number; title: string; words: string } | null
  /** Signs of an approach; in a genuine case, what looks like one. At most five, each with the moment it is first met in. */
  signs: { label: string; title: string }[]
  /** All that there are, best first, each with its first sentence that is true on every way to it and of no other. */
  endings: (Pick<RoomEnding, 'outcome' | 'named' | 'title'> & { gist: string })[]
  /** The scenario's own, of the moments with most at stake, as they come. */
  questions: { title: string; ask: string }[]
}
const MOST_SIGNS = 5
const QUESTIONS = 3

export function briefOf(script: RoomScript): Brief {
  const { play, fill, plot, compiled } = script
  const { key } = compiled
  const path = mainPath(compiled)
  const titleOf = (scene: string) => play.scenes[scene]!.title
  let here: Parameters<typeof after>[1] = { state: begin(play), steps: [] }
  const met = path.map(({ best }) => {
    const at = here.state
    here = after(script, here, best)
    return { at }
  })
  const known = knownAlong(play, key, met, true)
  const turn = known.findIndex(({ decided }) => decided)
  const signs = new Map<string, string>()
  for (const { at } of met) {
    for (const label of labelsIn(script, at)) if (!signs.has(label)) signs.set(label, titleOf(at.scene))
  }
  return {
    plot,
    turn:
      turn < 0 ? null : { n: turn + 1, of: path.length, title: titleOf(path[turn]!.scene), words: known[turn]!.seen.at(-1)?.text ?? '' },
    signs: [...signs].slice(0, MOST_SIGNS).map(([label, title]) => ({ label, title })),
    endings: endingsIn(script).map(({ outcome, named, title, text }, _, all) => {
      const others = all.filter((other) => other.outcome !== outcome).flatMap((other) => other.text.map((sentence) => sentence.text))
      const own = text.find(({ text: said, ...guarded }) => !guarded.when && !guarded.said && !others.includes(said))
      return { outcome, named, title: fill(title), gist: fill(own?.text ?? '') }
    }),
    questions: path
      .map(({ scene, stake }) => ({ scene, stake, ask: key.notes.scenes[scene]!.ask }))
      .filter(({ ask }) => ask.includes('?'))
      .toSorted((a, b) => b.stake - a.stake)
      .slice(0, QUESTIONS)
      .toSorted((a, b) => path.findIndex(({ scene }) => scene === a.scene) - path.findIndex(({ scene }) => scene === b.scene))
      .map(({ scene, ask }) => ({ title: titleOf(scene), ask: fill(ask) })),
  }
}

function labelsIn({ play, indicators, compiled: { key } }: RoomScript, at: PlayState): string[] {
  const wanted = key.variant === 'hostile' ? 'sign' : 'decoy'
  return shownSegments(sceneOf(play, at), at).flatMap(({ id }) => {
    const { cue, indicator, about } = key.segments[id]!
    return cue === wanted && about !== 'origin' && indicator ? (indicators[indicator]?.label ?? []) : []
  })
}
