/**
 * Whole rooms whose summary and debrief are recounted from what each person sent and from the scenario's file, with no code of the
 * product in between.
 */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { countsOf } from '@/scenarios/engine/live/facilitator'
import { command, openRoom, roomState } from '@/scenarios/engine/live/room'
import type { RoomCommand } from '@/scenarios/engine/live/room-state'
import { roomSummary } from '@/scenarios/engine/live/summary'
import { type AnswerCount, momentTotals } from '@/scenarios/engine/live/totals'
import { type RoomView, roomView } from '@/scenarios/engine/live/view'
import { segmentsOf } from '@/scenarios/engine/play/play'
import { submissionsOf } from '@/scenarios/engine/play/graph'
import { sceneOf } from '@/scenarios/engine/play/play'
import { libraryScript } from './support/room-script'
import { cockpitText, phoneText, summaryText, wallText } from './support/screens-text'

type Variant = 'hostile' | 'genuine'
interface Node {
  text?: string
  cue?: string
  about?: string
  title?: string
  hostile?: Node
  genuine?: Node
}
/** Of the file: what is a sign and what is about origin, as patterns, because names are drawn; and what telling is worth, by title. */
function readFile(id: string, variant: Variant) {
  const signs: string[] = []
  const origins: string[] = []
  const visit = (node: unknown, above: Node = {}): void => {
    if (Array.isArray(node)) for (const one of node) visit(one, above)
    if (!node || typeof node !== 'object' || Array.isArray(node)) return
    const own = node as Node
    const { text = above.text, cue = above.cue, about = above.about } = own
    if (own.text || own.cue) {
      if (about === 'origin' && text) origins.push(text)
      else if (cue === 'sign' && text) signs.push(text)
    }
    for (const [key, value] of Object.entries(node)) {
      if (key === (variant === 'hostile' ? 'genuine' : 'hostile')) continue
      visit(value, key === variant ? { text, cue, about } : {})
    }
  }
  const { scenes } = parse(readFileSync(`scenarios/library/${id}/scenario.yaml`, 'utf8')) as {
    scenes: Record<string, { title: string; report: { worth: number | Record<Variant, number> } }>
  }
  visit(scenes)
  const worth = new Map(
    Object.values(scenes).map(({ title, report }) => [title, typeof report.worth === 'number' ? report.worth : report.worth[variant]]),
  )
  const isOneOf = (texts: string[]) => {
    const patterns = texts.map((text) => new RegExp(`^${text.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{[^}]*\}/g, '.+')}$`))
    return (text: string) => patterns.some((one) => one.test(text))
  }
  return { isSign: isOneOf(signs), isOrigin: isOneOf(origins), worth }
}

interface Held {
  title: string
  sentences: string[]
  /** By person: the sentences flagged, in their words, and whether they would tell. */
  flagged: string[][]
  told: boolean[]
  marks: { text: string; mark: string }[]
}
interface Plan {
  people: number
  tells: (moment: number, person: number) => boolean
  flags: (person: number, sentences: string[]) => number[]
  hands?: (moment: number) => number | null
  measured?: boolean
  whatIf?: boolean
}
const MARK = /^ (Sound|Partly sound|Costly)/

function hold(id: string, variant: Variant, { people, tells, flags, hands, measured = true, whatIf }: Plan) {
  const script = { ...libraryScript(id, variant), measured }
  const { isOrigin } = readFile(id, variant)
  let history = openRoom(script.play)
  const log: RoomCommand[] = []
  const answers: (AnswerCount & { moment: number })[] = []
  const totals = (moment: number) =>
    momentTotals(
      script,
      history,
      moment,
      answers.filter((one) => one.moment === moment),
      people,
    )
  const say = (given: RoomCommand) => {
    const step = command(history, given)
    if (!step.ok) throw new Error(`${given.type}: ${step.reason}`)
    history = step.history
    log.push(given)
  }
  const see = (role: 'facilitator' | 'projector' | 'participant'): RoomView => roomView(script, history, totals, role)
  const cockpit = () => {
    const counts = countsOf(script, history, totals(roomState(history).moment), people, 'facilitator')
    return cockpitText(see('facilitator'), counts, people)
  }
  const send = (about: string, answer: AnswerCount['answer']) => answers.push({ moment: roomState(history).moment, about, answer, n: 1 })
  const markIn = (text: string, said: string): string => {
    const places = said.split(text).slice(1)
    return places.map((rest) => MARK.exec(rest)?.[1]).find(Boolean) ?? ''
  }

  const held: Held[] = []
  say({ type: 'introduce' })
  say({ type: 'start' })
  for (let nth = 0; roomState(history).play.phase === 'scene'; nth++) {
    const view = see('facilitator')
    const all = view.scene!.show.flatMap((artefact) => segmentsOf(artefact, { facts: [], checks: [] }))
    const free = all.filter(({ text }) => !isOrigin(text))
    const lists = Array.from({ length: hands ? 0 : people }, (_, person) =>
      flags(
        person,
        free.map(({ text }) => text),
      ).map((i) => free[i]!),
    )
    for (const list of lists)
      if (list.length > 0)
        send(
          'flags',
          list.map((one) => one.id),
        )
    say({ type: 'vote' })
    const { act } = see('facilitator').question as { act: { id: string; options: { id: string; text: string }[] } }
    const told = Array.from({ length: people }, (_, person) => tells(nth, person))
    const last = act.options.length - 1
    if (hands) send('round-1', { hands: { [act.options[last]!.id]: people, ...(hands(nth) !== null && { reported: hands(nth)! }) } })
    else
      for (const [person, reported] of told.entries())
        send('round-1', {
          kind: 'decide',
          choices: { [act.id]: act.options[person % 3 === 0 ? 0 : last]!.id },
          ...(reported && { reported: true as const }),
        })
    const atVote = cockpit()
    say({ type: 'reveal' })
    const state = roomState(history)
    const ways = [...submissionsOf(sceneOf(script.play, state.play), state.play)]
    // The longest: an act with sentences, if there is one.
    const choices = ways.reduceRight((a, b) => (Object.keys(b).length > Object.keys(a).length ? b : a))
    const sent = see('facilitator').facilitator!.sentences
    const chosen = act.options.find((one) => one.id === choices[act.id])!
    const marks = [{ text: chosen.text, mark: markIn(chosen.text, atVote) }]
    if (Object.keys(choices).length > 1) {
      say({ type: 'word', act: chosen.id })
      const atWording = cockpit()
      for (const { id: asked, options } of sent) {
        const option = options.find((one) => one.id === choices[asked])
        if (option) marks.push({ text: option.text, mark: markIn(option.text, atWording) })
      }
    }
    held.push({
      title: view.scene!.title,
      sentences: free.map(({ text }) => text),
      flagged: lists.map((list) => list.map(({ text }) => text)),
      told,
      marks,
    })
    say({
      type: 'decide',
      by: 'facilitator',
      choices,
      report: measured && (hands ? (hands(nth) ?? 0) > 0 : told.filter(Boolean).length * 2 > people),
    })
    while (roomState(history).phase === 'consequence') say({ type: 'continue' })
    if (whatIf && nth === 1) {
      const back = history.findLastIndex(
        (_, v) => roomState(history, v).moment === state.moment && roomState(history, v).phase === 'reading',
      )
      const main = history.length - 1
      say({ type: 'return', to: back, whatIf: true })
      say({ type: 'decide', by: 'facilitator', choices: ways[0]!, report: false })
      while (roomState(history).phase === 'consequence') say({ type: 'continue' })
      if (roomState(history).play.phase === 'scene') {
        const asked = see('facilitator')
        say({ type: 'vote' })
        const { act: other } = see('facilitator').question as typeof asked.question & { act: typeof act }
        for (let person = 0; person < 8; person++) send('round-1', { kind: 'decide', choices: { [other.id]: other.options[0]!.id } })
      }
      say({ type: 'return', to: main, whatIf: false })
    }
  }
  say({ type: 'vote' })
  for (let person = 0; person < people && !hands; person++) send('round-1', { kind: 'judge', looks: 'approach' })
  say({ type: 'conclude' })
  const { parts, decisions } = see('facilitator').debrief!
  const wall = (part: string): string => {
    say({ type: 'show', part })
    const counts = countsOf(script, history, totals(roomState(history).moment), people, 'projector')
    return wallText(see('projector'), counts, people)
  }
  const walls = new Map([...parts.slice(1), ...decisions.map(({ scene }) => scene)].map((part) => [part, wall(part)]))
  const phone = phoneText(see('participant'))
  say({ type: 'close' })
  const audience = hands ? 'hands' : 'phones'
  const summary = roomSummary({
    ...{ script, history, log, totals, notes: {}, joined: people, audience, createdAt: 0, rehearsal: false, name: '' },
    times: log.map((_, i) => i * 60_000),
  })
  return { held, walls, phone, summary, text: summaryText(summary), decisions, parts }
}

const ROOMS = [
  ['P01', 'hostile', 12],
  ['P01', 'genuine', 12],
  ['P03', 'hostile', 40],
  ['P17', 'hostile', 12],
] as const

describe.each(ROOMS)('a room of %s %s with %i phones', (id, variant, people) => {
  const file = readFile(id, variant)
  const room = hold(id, variant, {
    people,
    tells: (moment, person) => (person * 7 + moment * 3) % 5 < moment % 4,
    // A third flags nothing; of the others everybody the first sentence, then fewer, and nobody from the seventh on.
    flags: (person, all) => (person % 3 === 2 ? [] : all.flatMap((_, i) => (person % (1 + 2 * i) === 0 && i < 6 ? [i] : []))),
    whatIf: true,
  })
  const { held, walls, phone, summary, text, decisions } = room
  const between = (said: string, from: string, to: string) => (said.split(from)[1] ?? '').split(to)[0]!

  test('counts each sign by itself: noticed by a quarter of those who flagged and three, else missed', () => {
    const expected = held.flatMap(({ sentences, flagged }) => {
      const by = flagged.filter((list) => list.length > 0).length
      return sentences.filter(file.isSign).map((quote) => ({ quote, n: flagged.filter((list) => list.includes(quote)).length, by }))
    })
    const noticed = expected.filter(({ n, by }) => n >= 3 && n * 4 >= by)
    const missed = expected.filter(({ n, by }) => !(n >= 3 && n * 4 >= by))
    if (variant === 'genuine') return expect(expected).toEqual([])
    expect(missed.length).toBeGreaterThan(0)
    const lists = {
      noticed: between(text, 'Warning signs that the room noticed', 'Warning signs that it missed'),
      missed: between(text, 'Warning signs that it missed', 'We count each sentence'),
    }
    for (const [key, all] of Object.entries({ noticed, missed })) {
      const said = lists[key as keyof typeof lists]
      if (all.length > 0) expect(said).not.toContain('None')
      const more = Number(/and (\d+|one) more/.exec(said)?.[1]?.replace('one', '1') ?? 0)
      expect((said.match(/flagged by/g) ?? []).length + more, key).toBe(all.length)
      expect(all.filter(({ quote }) => said.includes(quote)).length).toBeGreaterThanOrEqual(Math.min(3, all.length))
    }
    for (const { quote, n, by } of missed)
      if (lists.missed.includes(quote)) expect(lists.missed).toContain(n < 3 ? 'flagged by fewer than three' : `flagged by ${n} of ${by}`)
    // The wall: half, a quarter, fewer.
    const wall = walls.get('signs')!
    expect(wall).toContain('out of the people who flagged something')
    const [, seen = '', few = ''] = /(.*)Most of the room missed it(.*)/.exec(wall) ?? []
    const [whole = '', some = ''] = seen.split('Some of the room saw it')
    for (const { quote, n, by } of noticed) {
      const [own, other] = n * 2 >= by ? [whole, some] : [some, whole]
      // Beside a sign that was missed its neighbours stand, so that list may have it too.
      if (whole.includes(quote) || some.includes(quote) || !few.includes(quote))
        expect([own.includes(quote), other.includes(quote)], quote).toEqual([wall.includes(quote), false])
    }
    for (const { quote } of missed) expect([whole.includes(quote), some.includes(quote)]).toEqual([false, false])
  })

  test('has the same chances to tell on wall, phone and summary: those of the file', () => {
    const chances = held.filter(({ title }) => file.worth.get(title)! > 0)
    const wall = walls.get('reporting')!
    for (const { title, told } of held) {
      const row = `${title} : ${told.filter(Boolean).length * 2 > people ? 'told' : 'not told'}`
      expect(wall.includes(row), row).toBe(chances.some((one) => one.title === title))
    }
    const first = chances.findIndex(({ told }) => told.filter(Boolean).length * 2 > people)
    const words = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine']
    for (const said of [wall, phone])
      expect(said).toMatch(chances.length === 1 ? /one chance/ : new RegExp(`${words[chances.length]} chances|${chances.length} chances`))
    if (first >= 0) expect(wall).toContain('The room told at the')
    expect(summary.moments.filter(({ whatIf, chance }) => !whatIf && chance).map(({ title }) => title)).toEqual(
      chances.map(({ title }) => title),
    )
    const votes = chances.length * people
    const told = chances.reduce((sum, one) => sum + one.told.filter(Boolean).length, 0)
    expect(text.includes(`${told} of ${votes} votes were also for telling`), `${told} of ${votes}`).toBe(told * 2 < votes)
  })

  test('marks each choice in the debrief as the cockpit did', () => {
    let several = 0
    for (const { scene, title } of decisions) {
      const { marks } = held.find((one) => one.title === title)!
      several += marks.length > 1 ? 1 : 0
      for (const [i, { text: choice, mark }] of marks.entries()) {
        expect(mark, choice).not.toBe('')
        expect(walls.get(scene)).toContain(`${choice} ${mark}`)
        // A phone folds a moment to its mark, its name and the act.
        expect(phone).toContain(i === 0 ? `${mark} ${title} ${choice}` : `${choice} (${mark})`)
      }
    }
    // Of these stories P01 and P03 let the room send something on this path.
    expect(several > 0).toBe(['P01', 'P03'].includes(id))
  })

  test('has no what-if among what it hands on', () => {
    expect(summary.moments.some(({ whatIf }) => whatIf)).toBe(true)
    expect(between(text, 'What the room decided, and how soundly', '“Decided soundly” counts')).not.toMatch(/what if|of 8\b/)
    expect(text).toContain('the facilitator did not point it out')
  })
})

describe('a room that raises hands', () => {
  const heard = (counted: Record<number, number>, measured = true) =>
    hold('P01', 'hostile', { people: 24, tells: () => false, flags: () => [], hands: (moment) => counted[moment] ?? null, measured })
  const silent = heard({})
  const { worth } = readFile('P01', 'hostile')
  const chances = silent.held.flatMap(({ title }, i) => (worth.get(title)! > 0 ? [i] : []))
  test.each([[{ [chances.at(-1)!]: 4 }], [{ [chances[0]!]: 3, [chances.at(-1)!]: 4 }]])(
    'tells where somebody proposed it, and says how many spoke up: %j',
    (counted) => {
      const { walls, held, summary } = heard(counted)
      const wall = walls.get('reporting')!
      const own = Object.entries(counted)
      for (const [moment, n] of own) expect(wall).toMatch(new RegExp(`${held[Number(moment)]!.title} : told ${n} of 24 would`))
      expect(wall.match(/of 24 would/g)).toHaveLength(own.length)
      expect(wall).toContain('The room told at the')
      expect(summary.moments.filter(({ decided }) => decided?.reported)).toHaveLength(own.length)
    },
  )
  test('is told that nobody proposed it, and advised nothing because of it', () => {
    expect(silent.walls.get('reporting')).toContain('No one in the room proposed to tell the security officer.')
    expect(silent.text).not.toMatch(/votes were also|the facilitator did not point it out/)
  })
  test('is told neither how it ended nor that it kept silent, if no reports were recorded', () => {
    const { walls, phone, text, parts, summary } = heard({}, false)
    expect(parts.filter((part) => part === 'ending' || part === 'reporting')).toEqual([])
    expect([summary.outcome, summary.ending]).toEqual([null, null])
    for (const said of [...walls.values(), phone, text])
      expect(said).not.toMatch(/It ended|could have ended|put it right|did not tell|not told|proposed|did not report/)
  })
})
