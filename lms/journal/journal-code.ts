/**
 * Writes a journal in a few hundred characters, because some LMSs keep no more than 4,096. Each event becomes a letter and its positions
 * among what the moment offers, so a code can only be read with the play it was written with. `SuspendedAttempt` says which that was.
 */
import { RATINGS, LOOKS, type Rating, type PlayEvent, SURENESS } from '@/scenarios/engine/play/events'
import { goOn, replay, type Replay } from '@/scenarios/engine/play/journal'
import { type Play, type PlayState, sceneOf } from '@/scenarios/engine/play/play'

const DIGITS = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'
const NONE = '-'

/**
 * A learner who flags and takes back again and again could fill the LMS. If a journal is longer than any journal without that can be,
 * what was taken back is left out.
 * @returns the events as printable ASCII without `|` and white space. @throws if an event does not fit its moment
 */
export function encode(play: Play, events: readonly PlayEvent[]): string {
  const whole = codeOf(play, events)
  return whole.length <= longest(play) ? whole : codeOf(play, withoutTakenBack(events))
}

/** The state stays the same, because only the flags of the same moment depend on a flag. */
function withoutTakenBack(events: readonly PlayEvent[]): PlayEvent[] {
  const kept: PlayEvent[] = []
  for (const event of events) {
    const flagged = event.type === 'unflag' ? kept.findLastIndex((e) => e.type === 'flag' && e.segment === event.segment) : -1
    if (flagged < 0) kept.push(event)
    else kept.splice(flagged, 1)
  }
  return kept
}

function codeOf(play: Play, events: readonly PlayEvent[]): string {
  const { steps, refused } = replay(play, events)
  if (refused) throw new Error(`event ${refused.at} does not fit: ${refused.reason}`)
  return steps.map(({ event, before }) => written(play, before, event)).join('')
}

/** @returns the events that the code holds, up to the first that cannot be read or does not fit */
export function decode(play: Play, code: string): PlayEvent[] {
  let so: Replay = replay(play, [])
  const events: PlayEvent[] = []
  for (let at = 0; at < code.length; ) {
    const read = readAt(play, so.state, code, at)
    if (!read) break
    const next = goOn(play, so, [read.event])
    if (next.refused) break
    events.push(read.event)
    so = next
    at = read.end
  }
  return events
}

function written(play: Play, state: PlayState, event: PlayEvent): string {
  const scene = sceneOf(play, state)
  switch (event.type) {
    case 'flag':
    case 'unflag':
      return (event.type === 'flag' ? 'f' : 'u') + digit(everySegment(play, state).indexOf(event.segment))
    case 'check':
      return `c${digit(scene.checks.findIndex(({ id }) => id === event.check))}`
    case 'report':
      return 't'
    case 'continue':
      return 'n'
    case 'decide': {
      const chosen = scene.decisions.map(({ id, options }) => {
        const option = event.choices[id]
        return option === undefined ? NONE : digit(options.findIndex((o) => o.id === option))
      })
      return `d${chosen.join('')}${event.rating ?? NONE}`
    }
    case 'judge':
      return `j${LOOKS.indexOf(event.looks)}${event.looks === 'unsure' ? NONE : SURENESS.indexOf(event.sure)}`
  }
}

interface ReadEvent {
  event: PlayEvent
  end: number
}
function readAt(play: Play, state: PlayState, code: string, at: number): ReadEvent | null {
  const scene = sceneOf(play, state)
  const value = (place: number): number => DIGITS.indexOf(code[place] ?? ' ')
  const one = (event: PlayEvent | null, length: number): ReadEvent | null => (event ? { event, end: at + length } : null)
  switch (code[at]) {
    case 'f':
    case 'u': {
      const segment = everySegment(play, state)[value(at + 1)]
      return one(segment ? { type: code[at] === 'f' ? 'flag' : 'unflag', segment } : null, 2)
    }
    case 'c': {
      const check = scene.checks[value(at + 1)]
      return one(check ? { type: 'check', check: check.id } : null, 2)
    }
    case 't':
      return one({ type: 'report' }, 1)
    case 'n':
      return one({ type: 'continue' }, 1)
    case 'd': {
      const choices = scene.decisions.flatMap(({ id, options }, i) => {
        const option = options[value(at + 1 + i)]
        return option ? [[id, option.id] as const] : []
      })
      const length = 1 + scene.decisions.length
      const rating = RATINGS.find((l) => String(l) === code[at + length]) as Rating | undefined
      return one({ type: 'decide', choices: Object.fromEntries(choices), ...(rating && { rating }) }, length + 1)
    }
    case 'j': {
      const looks = LOOKS[value(at + 1)]
      const sure = SURENESS[value(at + 2)]
      if (looks === 'unsure') return one({ type: 'judge', looks }, 3)
      return one(looks && sure ? { type: 'judge', looks, sure } : null, 3)
    }
    default:
      return null
  }
}

/** Every segment of a scene, shown or not, so that positions do not change during a play. */
const everySegment = (play: Play, state: PlayState): string[] => idsIn(sceneOf(play, state).show)
const idsIn = (node: unknown): string[] => {
  if (Array.isArray(node)) return node.flatMap(idsIn)
  if (!node || typeof node !== 'object') return []
  if ('id' in node && 'text' in node) return [node.id as string]
  return Object.values(node).flatMap(idsIn)
}

/** The most characters that a journal can take, with everything done in every moment and nothing taken back. */
export const longest = ({ scenes }: Play): number =>
  Object.values(scenes).reduce(
    (sum, { show, checks, decisions }) =>
      sum + 2 * (idsIn(show).length + checks.length) + 't'.length + 'd'.length + decisions.length + 'n-'.length,
    'j00'.length,
  )

/** @throws if a moment has more than 62 of something. Tests keep our scenarios far below that. */
function digit(place: number): string {
  const found = DIGITS[place]
  if (found === undefined) throw new Error(`no place for ${place}`)
  return found
}
