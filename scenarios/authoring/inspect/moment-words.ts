import { forksOf } from '../../engine/format/forks'
import { TEXT_FIELDS } from '../../engine/format/fields'
import { nextPlaces, postorder, readsOf } from '../../engine/play/graph'
import { type Guard, type Play, type PlayFacts, type Scene, END, guardOf, holds } from '../../engine/play/play'
import { longestReading } from './longest-reading'
import type { QuestionSet, Question } from './text-questions'
import type { WordsByProse } from './prose-words'
import { measure } from './word-counts'

export interface MomentWords {
  /** The most that is new to read at once, in words: lead, artefacts, question, options, labels. */
  most: number
  common: number
}
/** By opaque scene id. The questions fill it. */
export type WordsByScene = Map<string, MomentWords>

interface Part {
  words: number
  forked: boolean
  guards: Guard[]
}
function partsOf(scene: Scene, forked: (id: string) => boolean): Part[] {
  const parts: Part[] = []
  const visit = (node: unknown, field: string, guards: Guard[], inFork: boolean): void => {
    if (typeof node === 'string') {
      if (TEXT_FIELDS.has(field)) parts.push({ words: measure(node).words, forked: inFork, guards })
    } else if (Array.isArray(node)) for (const item of node) visit(item, field, guards, inFork)
    else if (node && typeof node === 'object') {
      const own = guardOf(node)
      const around = own ? [...guards, own] : guards
      const differs = inFork || ('text' in node && 'id' in node && forked(String(node.id)))
      for (const [name, value] of Object.entries(node)) if (value !== own) visit(value, name, around, differs)
    }
  }
  visit(scene.lead, 'lead', [], false)
  visit(scene.show, 'show', [], false)
  for (const { text, when } of scene.checks) visit(text, 'text', when ? [when] : [], false)
  if (scene.report.text) visit(scene.report.text, 'text', [], false)
  for (const { ask, when, options } of scene.decisions) {
    const around = when ? [when] : []
    visit(ask, 'ask', around, false)
    // What one says or writes is read only where it is chosen, in place of the words that were offered.
    for (const { text, when: own } of options) visit(text, 'text', own ? [...around, own] : around, false)
  }
  return parts
}

export function measuring({ play }: Pick<QuestionSet, 'play'>, scenario: Parameters<typeof forksOf>[0], opaque: (id: string) => string) {
  const forks = new Set([...forksOf(scenario).keys()].map(opaque))
  const words: WordsByScene = new Map()
  const questions = Object.entries(play.scenes).map(([scene, content]): Question => {
    const parts = partsOf(content, (id) => forks.has(id))
    const asks: Guard = { all: parts.flatMap((p) => p.guards) }
    const reads = new Set<string>()
    readsOf(asks, reads)
    const seen = new Set<string>()
    const visit = (known: PlayFacts) => {
      const key = [...reads].map((id) => known.facts.includes(id) || known.checks.includes(id)).join()
      if (seen.has(key)) return
      seen.add(key)
      const shown = parts.filter((p) => p.guards.every((g) => holds(g, known)))
      const all = shown.reduce((sum, p) => sum + p.words, 0)
      const own = shown.reduce((sum, p) => (p.forked ? sum + p.words : sum), 0)
      const before = words.get(scene)
      words.set(scene, { most: Math.max(all, before?.most ?? 0), common: Math.min((all - own) / Math.max(1, all), before?.common ?? 1) })
    }
    return { kind: 'visit', path: ['scenes'], scene, moment: 'here', given: { all: [] }, asks, visit }
  })
  return { questions, words }
}

/** Words of the longest path, with one finding and one reply to a report in every moment, of sentences that can appear together. */
export function longestPath(play: Play, words: WordsByScene): number {
  const most = new Map<string, number>()
  for (const id of postorder([play.start], (scene) =>
    play.scenes[scene] ? nextPlaces(play.scenes[scene]).filter((to) => to !== END) : [],
  )) {
    const scene = play.scenes[id]!
    const finding = Math.max(0, ...scene.checks.map((c) => longestReading(c.finding)))
    const onward = scene.decisions.flatMap((d) =>
      d.options.flatMap((o) => (o.to ?? []).map(({ to }) => longestReading(o.consequence) + (most.get(to) ?? 0))),
    )
    most.set(id, (words.get(id)?.most ?? 0) + finding + longestReading(scene.report.reply) + Math.max(0, ...onward))
  }
  return most.get(play.start) ?? 0
}

export interface Reading {
  words: WordsByScene
  prose: WordsByProse
  path: number
}
