import { readFileSync } from 'node:fs'
import { type Plugin, build } from 'esbuild'
import { NO_TOTALS } from '@/scenarios/engine/live/shown-totals'
import { roomView } from '@/scenarios/engine/live/view'
import type { PlayEvent } from '@/scenarios/engine/play/events'
import { AT_FIRST, AT_LAST, Room, type Slide } from './made-room'
import { type KnownVariant, tour, wayTo } from './play'

/** The ends of clocks that run and that have run out. The page's time is 1970. */
const [RUNNING, OVER] = [95_000, 0]

function* moment(room: Room, name: string): Generator<Slide> {
  if (room.state.play.phase === 'scene') room.flag()
  yield room.see(`${name}, read`)
  if (room.can({ type: 'askChecks' })) {
    room.say({ type: 'askChecks' })
    yield room.see(`${name}, checks`)
    room.vote()
    room.say({ type: 'reveal' })
    const weighed = room.see(`${name}, weighed`)
    yield weighed
    if (weighed.view.question?.kind === 'check') room.say({ type: 'check', check: weighed.view.question.checks[0]!.id })
    yield room.see(`${name}, checked`)
  }
  room.say({ type: 'vote', until: RUNNING })
  yield room.see(`${name}, vote`)
  room.say({ type: 'timer', until: OVER })
  yield room.see(`${name}, last answers`)
  room.vote()
  room.say({ type: 'discuss', until: RUNNING })
  yield room.see(`${name}, talk`)
  room.say({ type: 'timer', until: OVER })
  yield room.see(`${name}, talked`)
  room.say({ type: 'vote' })
  yield room.see(`${name}, second vote`)
  room.vote(AT_LAST)
  room.say({ type: 'reveal' })
  room.say({ type: 'timer', until: RUNNING })
  const revealed = room.see(`${name}, totals`)
  yield revealed
  const act = revealed.view.question?.kind === 'decide' ? revealed.view.question.act : null
  const sends = act?.options.find((o) => o.sends)
  if (!act || !sends) return
  room.say({ type: 'word', act: sends.id })
  const asked = room.see(`${name}, sentences`)
  yield asked
  if (asked.view.question?.kind !== 'word') return
  room.vote()
  const longest = asked.view.question.sentences.map(({ id, options }) => [
    id,
    options.toSorted((a, b) => b.text.length - a.text.length)[0]!.id,
  ])
  room.say({ type: 'decide', by: 'facilitator', choices: { ...Object.fromEntries(longest), [act.id]: sends.id }, report: true })
  yield room.see(`${name}, sent`)
}

/** @param voted whether the room votes in each moment first */
function* along(room: Room, events: readonly PlayEvent[], voted = false): Generator<Slide> {
  let report = false
  for (const [i, event] of events.entries()) {
    if (event.type === 'check') {
      if (room.state.phase === 'reading') room.say({ type: 'askChecks' })
      room.say({ type: 'check', check: event.check })
    } else if (event.type === 'report') report = true
    else if (event.type === 'continue') room.say({ type: 'continue' })
    else if (event.type === 'decide') {
      if (voted) {
        room.flag()
        for (const weights of [AT_FIRST, AT_LAST]) {
          room.say({ type: 'vote' })
          room.vote(weights)
          if (weights === AT_FIRST) room.say({ type: 'discuss', until: null })
        }
        room.say({ type: 'reveal' })
      }
      room.say({ type: 'decide', by: 'facilitator', choices: event.choices, report })
      report = false
      if (room.state.phase !== 'consequence') continue
      yield room.see('what follows')
      if (events[i + 1]?.type !== 'continue') room.say({ type: 'continue' })
    }
  }
}
const unseen = (seen: Set<string>, { view }: Slide): boolean => {
  const text = JSON.stringify(view.followed)
  return !seen.has(text) && Boolean(seen.add(text))
}
const reporting = (way: readonly PlayEvent[]): PlayEvent[] =>
  way.flatMap((e, i): PlayEvent[] => (e.type === 'decide' && i % 2 === 0 ? [{ type: 'report' }, e] : [e]))

/** The debrief of one ending as a whole, and of all others what differs. */
export function* slides(known: KnownVariant, people = 31, phones = true): Generator<Slide> {
  const { play } = known.compiled
  const room = new Room(known, people, phones)
  const seen = new Set<string>()
  yield room.see('lobby')
  room.say({ type: 'introduce' })
  yield room.see('opening')
  for (const scene of Object.keys(play.scenes)) {
    room.restart()
    for (const slide of along(room, reporting(wayTo(known, (id) => id === scene)))) if (unseen(seen, slide)) yield slide
    yield* moment(room, play.scenes[scene]!.title)
  }
  for (const [i, ending] of Object.keys(known.compiled.key.endings).entries()) {
    const way = wayToEnding(known, ending)
    if (!way && i > 0) continue
    room.restart()
    for (const slide of along(room, way ?? tour(known), i === 0)) if (unseen(seen, slide)) yield slide
    if (i === 0) yield* moment(room, 'the judgement')
    room.say({ type: 'conclude' })
    const { parts } = roomView(room.script, room.history, () => NO_TOTALS, 'facilitator').debrief!
    for (const [at, part] of parts.entries()) {
      if (i > 0 && !/ending|reporting/.test(part)) continue
      if (at > 0) room.say({ type: 'show', part })
      yield room.see(`debrief ${ending}, ${part}`)
    }
    if (i > 0) continue
    room.say({ type: 'close' })
    yield room.see('closed')
  }
}
function wayToEnding(known: KnownVariant, ending: string): PlayEvent[] | null {
  try {
    return wayTo(known, (place) => place === ending)
  } catch {
    return null
  }
}

/** Pages refer to drawings by address, so they have to be in the page itself. */
const shapes: Plugin = {
  name: 'shapes',
  setup: ({ onLoad }) =>
    onLoad({ filter: /\.svg$/ }, ({ path }) => ({
      contents: `const at = document.createElement('div')
        at.innerHTML = ${JSON.stringify(readFileSync(path, 'utf8'))}
        at.hidden = true
        document.documentElement.append(at)
        export default { src: '' }`,
    })),
}

export const wallScript = (): Promise<string> => pageScript('tests/support/wall-page.tsx')

/** What draws in place of a page of the server, with all drawings. */
export async function pageScript(page: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [page],
    bundle: true,
    write: false,
    format: 'iife',
    jsx: 'automatic',
    minify: true,
    target: 'es2022',
    define: { 'process.env.NODE_ENV': '"production"' },
    tsconfig: 'tsconfig.json',
    plugins: [shapes],
  })
  return outputFiles[0]!.text
}

/** An old, a usual and a large projector. */
export const SIZES = [
  { width: 1024, height: 768 },
  { width: 1280, height: 720 },
  { width: 1920, height: 1080 },
]

export const WALL = {
  names: 'anonymous',
  audience: 'phones',
  gone: false,
  lost: false,
  join: {
    url: 'second-look.ministry.example/j',
    code: '48291355',
    reachable: true,
    addresses: [],
    expires: 0,
    qr: { path: 'M2 2h21v21h-21z', size: 25 },
  },
  afterwards: {
    contacts: [
      { name: 'The security officer of the Ministry', ways: ['+00 555 0100', 'security.officer@ministry.example'] },
      { name: 'The duty officer at night', ways: ['+00 555 0111'] },
    ],
    selfStudy: { address: 'second-look.ministry.example', qr: { path: 'M2 2h21v21h-21z', size: 25 } },
  },
} as const
