/** What is printed of each moment, as a room meets it that has taken the planned path without reporting. */
import { type Artefact, END, type Decision, type PlayState, holds, isAct, offered } from '../play/play'
import { guarded, resolved } from '../play/artefacts'
import { type GraphNode, momentsOf, readsOf } from '../play/graph'
import { type LearnerLine, consequenceOf, leadOf, read, saidIn } from '../play/prose'
import { after, graphOf } from './main-path'
import { type MomentEntry, momentEntries } from './planned'
import type { RoomScript } from './script'

export interface PrintedOption {
  id: string
  text: string
  /** It gives away or accepts something harmful. */
  harms: boolean
  why?: string
  follows?: string
  /** The titles of the moments it can lead to; null for the judgement. */
  to: (string | null)[]
}
export interface PrintedQuestion {
  id: string
  ask: string
  /** Whether it leads on; otherwise it is a sentence or a field that an act sends. */
  act: boolean
  options: PrintedOption[]
  /** Options that are only offered once the room has checked or done something. Their letters come after the others. */
  sometimes: PrintedOption[]
}
export interface PrintedMoment {
  title: string
  when: string
  place: string
  lead: string
  show: Artefact[]
  checks: { id: string; text: string; minutes: number; finding: string }[]
  ask: string
  avoid?: string
  questions: PrintedQuestion[]
  report: { text?: string; reply: string; why: string }
  after: { at: string; act: string }[]
  otherwise: { text: string; reported: boolean }[]
}

export const printedMoments = (script: RoomScript): Record<string, PrintedMoment> =>
  Object.fromEntries([...momentEntries(script)].map(([id, entry]) => [id, momentAt(script, entry)]))

function momentAt(script: RoomScript, entry: MomentEntry): PrintedMoment {
  const { play, fill } = script
  const { key } = script.compiled
  const { state, steps } = entry
  const scene = play.scenes[state.scene]!
  const { title, when, place, show, checks } = scene
  const said = saidIn(play, steps)
  const { ask, avoid } = key.notes.scenes[state.scene]!
  return {
    ...{ title, when, place },
    lead: leadOf(play, steps, state),
    show: resolved(show, state),
    checks: checks.map(({ id, text, minutes, finding }) => ({ id, text, minutes, finding: read(finding, state, said) })),
    ask: fill(ask),
    ...(avoid && { avoid: fill(avoid) }),
    questions: questionsAt(script, entry),
    report: { text: scene.report.text, reply: read(scene.report.reply, state, said), why: fill(key.reports[state.scene]!.why) },
    after: causesOf(script, entry),
    otherwise: otherwiseIn(script, entry, said),
  }
}

function causesOf({ play }: RoomScript, { state, steps }: MomentEntry): PrintedMoment['after'] {
  const { lead, show, checks } = play.scenes[state.scene]!
  const facts = new Set<string>()
  for (const { when } of [...lead, ...checks.flatMap(({ finding }) => finding)]) readsOf(when, facts)
  for (const { guard } of guarded(show)) readsOf(guard, facts)
  const spoken = new Set(lead.flatMap(({ said, when }) => (said && holds(when, state) ? [said] : [])))
  return steps.flatMap(({ event, before }) => {
    if (event.type !== 'decide') return []
    const { title, decisions } = play.scenes[before.scene]!
    const decided = decisions.filter(({ id }) => event.choices[id])
    const act = decided.find(isAct)!
    const matters = decided.some(
      ({ id, options }) => spoken.has(id) || options.some(({ sets }) => Object.keys(sets).some((f) => facts.has(f))),
    )
    return matters ? [{ at: title, act: act.options.find(({ id }) => id === event.choices[act.id])!.text }] : []
  })
}

function otherwiseIn({ play }: RoomScript, { state }: MomentEntry, said: LearnerLine): PrintedMoment['otherwise'] {
  const reported = Object.keys(play.reported)
  return play.scenes[state.scene]!.lead.filter(({ when }) => !holds(when, state)).map((sentence) => {
    const reads = new Set<string>()
    readsOf(sentence.when, reads)
    const { when: _, ...open } = sentence
    return { text: read([open], state, (of) => said(of) ?? '…'), reported: reported.some((fact) => reads.has(fact)) }
  })
}

function questionsAt(script: RoomScript, { node, best, ...at }: MomentEntry): PrintedQuestion[] {
  const { play, fill } = script
  const { key } = script.compiled
  const { state } = at
  const scene = play.scenes[state.scene]!
  const now = offered(scene, state)
  const follows = followsFrom(script, at, graphOf(script.compiled.play).nodes.get(node)!, best)
  const optionOf = (asked: Decision, { id, text, sets, to = [] }: Decision['options'][number]): PrintedOption => {
    const { why } = key.options[asked.id]?.[id] ?? {}
    const places = [...new Set(to.map((route) => route.to))]
    const next = isAct(asked) && follows(id)
    return {
      ...{ id, text },
      harms: key.harm.some(({ fact }) => sets[fact]),
      ...(why && { why: fill(why) }),
      ...(next && { follows: next }),
      to: places.map((place) => (place === END ? null : play.scenes[place]!.title)),
    }
  }
  const may = everOffered(script, state)
  return scene.decisions
    .map((asked) => {
      const shown = now.find(({ id }) => id === asked.id)?.options ?? []
      return {
        ...{ id: asked.id, ask: asked.ask, act: isAct(asked) },
        options: shown.map((option) => optionOf(asked, option)),
        sometimes: asked.options
          // An option that replaces another and has the same text would look like a repetition.
          .filter(({ id, text }) => may.get(asked.id)?.has(id) && !shown.some((option) => option.id === id || option.text === text))
          .map((option) => optionOf(asked, option)),
      }
    })
    .filter(({ options, sometimes }) => options.length + sometimes.length > 0)
    .toSorted((a, b) => Number(b.act) - Number(a.act))
}

function everOffered({ play, compiled }: RoomScript, { scene: id }: PlayState): Map<string, Set<string>> {
  const scene = play.scenes[id]!
  const reads = new Set(scene.checks.flatMap((check) => [check.id, ...Object.keys(check.sets)]))
  const nodes = [...graphOf(compiled.play).nodes.values()].filter((node) => node.scene === id)
  const all = new Map<string, Set<string>>()
  for (const asked of nodes.flatMap((node) => momentsOf(play, node, reads)).flatMap((at) => offered(scene, at)))
    all.set(asked.id, new Set([...(all.get(asked.id) ?? []), ...asked.options.map((option) => option.id)]))
  return all
}

function followsFrom(script: RoomScript, at: Pick<MomentEntry, 'state' | 'steps'>, { edges }: GraphNode, best: MomentEntry['best']) {
  return (act: string): string => {
    const ways = edges.filter(({ submission }) => submission.act.id === act).toSorted((a, b) => a.checks.length - b.checks.length)
    const way = best?.submission.act.id === act ? best : ways[0]
    if (!way) return ''
    const { steps } = after(script, at, way)
    const made = steps.findLast(({ event }) => event.type === 'decide')!
    // As it is read before anything else happens.
    return consequenceOf(script.play, steps.slice(0, steps.indexOf(made) + 1), made)
  }
}
