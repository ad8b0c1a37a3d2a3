/** What stands on paper of each moment: as the room meets it if it has checked nothing, by the way that the run sheet plans. */
import { type Artefact, END, type Decision, type PlayState, begin, isAct, offered } from '../play/play'
import { resolved } from '../play/artefacts'
import { momentsOf } from '../play/graph'
import { read } from '../play/prose'
import { mainPath } from './run-sheet'
import type { RoomScript } from './script'

export interface SheetOption {
  id: string
  text: string
  /** What the debrief says of it. */
  why?: string
  /** The titles of the moments it can lead to; null for the judgement. */
  to: (string | null)[]
}
export interface SheetQuestion {
  id: string
  ask: string
  /** Leads on; else it is a sentence or a field that an act sends. */
  act: boolean
  /** In the order of their letters. */
  options: SheetOption[]
  /** What is offered besides, or alone, once the room has checked or done something: the letters then follow. */
  sometimes: SheetOption[]
}
export interface SheetMoment {
  title: string
  when: string
  place: string
  lead: string
  show: Artefact[]
  checks: { id: string; text: string; minutes: number; finding: string }[]
  ask: string
  avoid?: string
  questions: SheetQuestion[]
  tell: { text?: string; reply: string; why: string }
}

/** By scene. */
export function sheetMoments(script: RoomScript): Record<string, SheetMoment> {
  const { graph } = script.scorer
  const planned = new Map(mainPath(script.scorer).map(({ scene, node }) => [scene, node]))
  return Object.fromEntries(
    Object.keys(script.play.scenes).flatMap((id) => {
      const node = graph.nodes.get(planned.get(id) ?? '') ?? [...graph.nodes.values()].find(({ scene }) => scene === id)
      return node ? [[id, momentAt(script, { ...begin(script.play), scene: id, facts: node.facts, checks: node.checks })] as const] : []
    }),
  )
}

function momentAt(script: RoomScript, state: PlayState): SheetMoment {
  const { play, tell } = script
  const { key } = script.compiled
  const scene = play.scenes[state.scene]!
  const { title, when, place, lead, show, checks } = scene
  const said = (sentences: Parameters<typeof read>[0]) => read(sentences, state, () => null)
  const { ask, avoid } = key.notes.scenes[state.scene]!
  return {
    ...{ title, when, place },
    lead: said(lead),
    show: resolved(show, state),
    checks: checks.map(({ id, text, minutes, finding }) => ({ id, text, minutes, finding: said(finding) })),
    ask: tell(ask),
    ...(avoid && { avoid: tell(avoid) }),
    questions: questionsAt(script, state),
    tell: { text: scene.tell.text, reply: said(scene.tell.reply), why: tell(key.tells[state.scene]!.why) },
  }
}

function questionsAt({ play, scorer, tell, compiled: { key } }: RoomScript, state: PlayState): SheetQuestion[] {
  const scene = play.scenes[state.scene]!
  const now = offered(scene, state)
  const reads = new Set(scene.checks.flatMap(({ id, sets }) => [id, ...Object.keys(sets)]))
  const nodes = [...scorer.graph.nodes.values()].filter((node) => node.scene === state.scene)
  const ever = nodes.flatMap((node) => momentsOf(play, node, reads)).flatMap((at) => offered(scene, at))
  const optionOf = (asked: Decision, { id, text, to = [] }: Decision['options'][number]): SheetOption => {
    const { why } = key.options[asked.id]?.[id] ?? {}
    const places = [...new Set(to.map((route) => route.to))]
    return { id, text, ...(why && { why: tell(why) }), to: places.map((place) => (place === END ? null : play.scenes[place]!.title)) }
  }
  return scene.decisions
    .map((asked) => {
      const shown = now.find(({ id }) => id === asked.id)?.options ?? []
      const may = new Set(ever.filter(({ id }) => id === asked.id).flatMap(({ options }) => options.map(({ id }) => id)))
      return {
        ...{ id: asked.id, ask: asked.ask, act: isAct(asked) },
        options: shown.map((option) => optionOf(asked, option)),
        sometimes: asked.options
          .filter(({ id }) => may.has(id) && !shown.some((option) => option.id === id))
          .map((option) => optionOf(asked, option)),
      }
    })
    .filter(({ options, sometimes }) => options.length + sometimes.length > 0)
}
