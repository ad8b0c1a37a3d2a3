import { describe, expect, test } from 'vitest'
import { authoredEvents } from '@/tests/support/authored-events'
import { exampleScenario } from '@/tests/support/example-scenario'
import { courseOf, explore } from '@/tests/support/room-model'
import { compile } from '../play/compile'
import { submissionsOf } from '../play/graph'
import type { Choices, PlayEvent } from '../play/events'
import { type Play, checkOffer, minutesLeft, sceneOf } from '../play/play'
import { type RoomCommand, type RoomPhase, type RoomState, partsOf } from './room-state'
import { type RoomHistory, carryOn, command, openRoom, roomState } from './room'

const variants = Object.entries(compile(exampleScenario)).map(([variant, { play }]) => ({ variant, script: play }))

/** What each phase has besides what every phase has. Written by hand, from the design. */
const ALLOWED: Record<RoomPhase, RoomCommand['type'][]> = {
  lobby: ['introduce', 'start'],
  opening: ['start'],
  reading: ['vote', 'askChecks', 'word', 'decide', 'conclude'],
  checking: ['vote', 'check', 'reveal', 'decide', 'conclude'],
  weighed: ['vote', 'check', 'askChecks', 'decide', 'conclude'],
  voting: ['discuss', 'reveal', 'timer', 'decide', 'conclude'],
  discussing: ['vote', 'reveal', 'timer', 'decide', 'conclude'],
  revealed: ['vote', 'discuss', 'word', 'decide', 'conclude', 'timer'],
  wording: ['vote', 'decide', 'conclude'],
  consequence: ['continue'],
  debrief: ['show'],
  closed: ['reopen'],
}
const ALWAYS: RoomCommand['type'][] = ['return', 'undo', 'lock', 'unlock', 'attendance', 'pause', 'resume', 'close']
const PAUSED: RoomCommand['type'][] = ['resume', 'lock', 'unlock', 'attendance', 'close']

const depth = (log: readonly RoomCommand[]): number =>
  log.reduce(
    (sum, { type }) =>
      type === 'undo' || type === 'reopen'
        ? sum - 1
        : ['lock', 'unlock', 'attendance', 'pause', 'resume', 'timer'].includes(type)
          ? sum
          : sum + 1,
    0,
  )

function isAccepted(script: Play, phases: RoomPhase[], state: RoomState, log: readonly RoomCommand[], given: RoomCommand): boolean {
  if (state.paused && !PAUSED.includes(given.type)) return false
  if (![...ALLOWED[state.phase], ...ALWAYS].includes(given.type)) return false
  const { play } = state
  const scene = sceneOf(script, play)
  const isOffered = (id: string) => scene.checks.some((c) => c.id === id && checkOffer(script, play, c) === 'offered')
  switch (given.type) {
    case 'askChecks':
      return play.phase === 'scene' && scene.checks.some((c) => isOffered(c.id))
    case 'check':
      return isOffered(given.check)
    case 'word':
      return play.phase === 'scene' && scene.decisions.some((d) => d.options.some((o) => o.id === given.act && o.sends))
    case 'decide':
      return play.phase === 'scene' && [...submissionsOf(scene, play)].some((c) => same(c, given.choices))
    case 'conclude':
      return play.phase === 'judgement'
    case 'show':
      return partsOf(state.steps).includes(given.part)
    case 'undo':
    case 'reopen':
      return depth(log) > 0
    case 'return':
      return Number.isInteger(given.to) && given.to >= 0 && given.to < phases.length - 1 && phases[given.to] !== 'closed'
    default:
      return true
  }
}
const same = (a: Choices, b: Choices) => JSON.stringify(Object.entries(a).sort()) === JSON.stringify(Object.entries(b).sort())

const states = (history: RoomHistory) => history.map((_, at) => roomState(history, at))

describe.each(variants)('every state a room can reach ($variant)', ({ script }) => {
  const wrong: string[] = []
  const found = explore(script, {
    visit: (from, given, step, log) => {
      const state = roomState(from)
      const phases = states(from).map((s) => s.phase)
      if (step.ok !== isAccepted(script, phases, state, log, given)) wrong.push(`${courseOf(state)}: ${JSON.stringify(given)} → ${step.ok}`)
      if (!step.ok) {
        const reason =
          state.paused && !PAUSED.includes(given.type)
            ? 'paused'
            : given.type === 'return'
              ? 'no-such-version'
              : given.type === 'undo'
                ? 'nothing-to-undo'
                : 'not-now'
        if (step.reason !== reason) wrong.push(`${courseOf(state)}: ${given.type} is refused as ${step.reason}`)
        return
      }
      const kept = step.history.length === from.length + 1 && from.every((snapshot, at) => snapshot === step.history[at])
      if (!kept) wrong.push(`${courseOf(state)}: ${given.type} changed what went before`)
      const after = roomState(step.history)
      if (after.until !== null && !['voting', 'discussing', 'revealed'].includes(after.phase))
        wrong.push(`${courseOf(after)} has a timer after ${given.type}`)
      const enters = ['start', 'continue'].includes(given.type) || (given.type === 'decide' && after.phase === 'reading')
      if (given.type === 'undo' || given.type === 'reopen') return
      const moment = given.type === 'return' ? roomState(from, given.to).moment : enters ? from.length : state.moment
      if (after.moment !== moment) wrong.push(`${courseOf(state)}: ${given.type} names the moment ${after.moment}, not ${moment}`)
      if (enters && (after.round !== 0 || after.early || after.seen || after.asked !== 0 || after.act !== null || after.worded !== 0))
        wrong.push(`${courseOf(state)}: ${given.type} carries a vote along`)
    },
  })

  test('accepts the commands of its phase and no others, each as one more version', () => {
    expect(wrong).toEqual([])
  })
  test('covers all phases, all scenes, the judgement and three rounds', () => {
    const reached = [...found.values()].map(({ history }) => roomState(history))
    expect(new Set(reached.map((s) => s.phase))).toEqual(new Set(Object.keys(ALLOWED)))
    expect(new Set(reached.map((s) => s.play.scene))).toEqual(new Set(Object.keys(script.scenes)))
    expect(new Set(reached.map((s) => s.play.phase))).toEqual(new Set(['scene', 'consequence', 'judgement']))
    for (const scene of Object.keys(script.scenes))
      expect(reached.some((s) => s.play.scene === scene && s.round === 3 && s.phase === 'revealed')).toBe(true)
  })
  test('is the same when its log is replayed', () => {
    for (const { history, log } of found.values()) expect(states(carryOn(openRoom(script), log))).toEqual(states(history))
  })
})

test('both variants reach the same number of states', () => {
  const [a, b] = variants.map(({ script }) => explore(script).size)
  expect(a).toBe(b)
})

const { script } = variants[0]!
const { ids, decide: decideEvent, check: checkEvent } = authoredEvents(exampleScenario)
const choicesOf = (choices: Choices) => (decideEvent(choices) as Extract<PlayEvent, { type: 'decide' }>).choices
const decide = (choices: Choices): RoomCommand => ({ type: 'decide', choices: choicesOf(choices), by: 'majority', report: false })
const check = (id: string): RoomCommand => checkEvent(id) as RoomCommand
const talk: RoomCommand = { type: 'discuss', until: 90_000 }
const back = (to: number, whatIf = false): RoomCommand => ({ type: 'return', to, whatIf })
const show = (part: string): RoomCommand => ({ type: 'show', part })
const word = (id: string): RoomCommand => ({ type: 'word', act: ids('option', id) })
type BareCommand = Exclude<RoomCommand['type'], 'attendance' | 'check' | 'discuss' | 'timer' | 'word' | 'decide' | 'return' | 'show'>
const logOf = (...log: (RoomCommand | BareCommand)[]) => log.map((c) => (typeof c === 'string' ? ({ type: c } as RoomCommand) : c))
const after = (...log: (RoomCommand | BareCommand)[]) => roomState(carryOn(openRoom(script), logOf(...log)))
const refusal = (given: RoomCommand | BareCommand, ...log: (RoomCommand | BareCommand)[]) => {
  const step = command(carryOn(openRoom(script), logOf(...log)), logOf(given)[0]!)
  return step.ok ? null : step.reason
}
const sit = decide({ 'hello-act': 'sit' })

describe('a session', () => {
  test('goes from the lobby to its end, and can be reopened', () => {
    const log = logOf(
      'start',
      'vote',
      talk,
      'vote',
      'reveal',
      decide({ 'hello-act': 'accept' }),
      'continue',
      'vote',
      'reveal',
      decide({ 'request-act': 'leave' }),
      decide({ 'call-act': 'come' }),
      'continue',
      decide({ 'record-act': 'bin' }),
      'vote',
      'reveal',
      'conclude',
      show('signs'),
      'close',
      'reopen',
    )
    const path = states(carryOn(openRoom(script), log))
    expect(path.map((s) => s.phase)).toEqual([
      'lobby',
      'reading',
      'voting',
      'discussing',
      'voting',
      'revealed',
      'consequence',
      'reading',
      'voting',
      'revealed',
      'reading',
      'consequence',
      'reading',
      'reading',
      'voting',
      'revealed',
      'debrief',
      'debrief',
      'closed',
      'debrief',
    ])
    expect(path.map((s) => s.moment)).toEqual([0, 1, 1, 1, 1, 1, 1, 7, 7, 7, 10, 10, 12, 13, 13, 13, 13, 13, 13, 13])
    expect(path.map((s) => s.round)).toEqual([0, 0, 1, 1, 2, 2, 2, 0, 1, 1, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1])
    expect(path[13]!.play).toMatchObject({ phase: 'judgement', scene: ids('scene', 'record') })
  })
  test('keeps the room’s own path, and its debrief follows that path', () => {
    const state = after(
      'start',
      'askChecks',
      check('ask-colleague'),
      decide({ 'hello-act': 'accept' }),
      'continue',
      decide({ 'request-act': 'leave' }),
    )
    expect(state.steps.map((s) => s.event.type)).toEqual(['check', 'decide', 'continue', 'decide'])
    expect(state.steps.at(-1)!.after).toEqual(state.play)
    expect(partsOf(state.steps)).toEqual([
      ...['ratings', 'verdict', 'ending', 'reporting', 'signs', 'pages', 'keep'],
      ids('scene', 'hello'),
      ids('scene', 'request'),
    ])
    expect(after('start', sit, back(1)).steps).toEqual([])
  })
  test('moves on whenever the facilitator wants, from reading, checking, voting, talk and totals', () => {
    const ways: (RoomCommand | BareCommand)[][] = [[], ['askChecks'], ['askChecks', 'reveal'], ['vote'], ['vote', talk], ['vote', 'reveal']]
    for (const way of ways) {
      expect(
        after('start', ...way, { type: 'decide', choices: choicesOf({ 'hello-act': 'sit' }), by: 'facilitator', report: false }).play.scene,
      ).toBe(ids('scene', 'request'))
    }
  })
  test('throws on a log that was never accepted', () => {
    expect(() => carryOn(openRoom(script), logOf('start', 'continue'))).toThrow('version 2 of the log (continue)')
  })
})

describe('reporting', () => {
  const reportAnd = (choices: Choices): RoomCommand => ({ ...(decide(choices) as Extract<RoomCommand, { type: 'decide' }>), report: true })
  const accept = { 'hello-act': 'accept' }
  test('comes before the act, and both are one command', () => {
    const state = after('start', reportAnd(accept))
    expect(state.steps.map((s) => s.event.type)).toEqual(['report', 'decide'])
    expect(state.play.reports).toEqual([ids('scene', 'hello')])
    expect(after('start', reportAnd(accept), 'undo')).toEqual(after('start'))
  })
  test('has its reply read before the room goes on, even if nothing else follows', () => {
    const reported = ['start', reportAnd({ 'hello-act': 'sit' })] as const
    expect(after(...reported)).toMatchObject({
      phase: 'consequence',
      moment: 1,
      play: { phase: 'scene', scene: ids('scene', 'hello') },
      chosen: choicesOf({ 'hello-act': 'sit' }),
    })
    const on = after(...reported, 'continue')
    expect(on).toMatchObject({ phase: 'reading', moment: 3, chosen: null, play: { phase: 'scene', scene: ids('scene', 'request') } })
    expect(on.steps.map((s) => s.event.type)).toEqual(['report', 'decide'])
    expect(after('start', sit)).toMatchObject({ phase: 'reading', chosen: null })
  })
  test('works in the last moment, and the ending reads it', () => {
    const last = ['start', sit, decide({ 'request-act': 'leave' }), decide({ 'call-act': 'hang-up' })] as const
    const state = after(...last, reportAnd({ 'record-act': 'bin' }), 'continue')
    expect(state).toMatchObject({ phase: 'reading', play: { phase: 'judgement', reports: [ids('scene', 'record')] } })
    expect(state.play.facts).toContain('reported')
  })
  test('leads to the same place as the same act without it', () => {
    const options = ['accept', 'sit', 'origin'].map((o) => ({ 'hello-act': o }))
    for (const choices of options) {
      const [reported, silent] = [reportAnd(choices), decide(choices)].map((given) => {
        const state = after('start', given)
        return state.phase === 'consequence' ? after('start', given, 'continue') : state
      })
      expect(reported!.play.scene).toBe(silent!.play.scene)
    }
  })
  test('is dropped by a what-if that returns to an earlier state', () => {
    expect(after('start', 'vote', reportAnd(accept), back(2, true)).play.reports).toEqual([])
  })
})

describe('revealing', () => {
  test('before a second vote leaves no gain, whatever follows in this moment', () => {
    expect(after('start', 'vote', 'reveal').early).toBe(true)
    expect(after('start', 'vote', talk, 'reveal').early).toBe(true)
    expect(after('start', 'vote', 'reveal', talk, 'vote', 'reveal').early).toBe(true)
    expect(after('start', 'vote', 'reveal', 'vote', 'reveal', 'vote').early).toBe(true)
  })
  test('after a second vote leaves the gain, and the next moment starts afresh', () => {
    expect(after('start', 'vote', talk, 'vote', 'reveal').early).toBe(false)
    expect(after('start', 'vote', 'reveal', sit)).toMatchObject({ early: false, round: 0, moment: 4 })
  })
  test('is not undone by going back, because the room has seen the totals', () => {
    expect(after('start', 'vote', 'reveal', back(2), talk, 'vote', 'reveal').early).toBe(true)
    expect(after('start', 'vote', 'reveal', back(0), 'start').early).toBe(false)
    expect(after('start', 'vote', 'reveal', sit, 'vote', back(4)).early).toBe(false)
  })
})

describe('a check', () => {
  test('spends the room’s minutes in the same moment', () => {
    const state = after('start', 'askChecks', check('ask-colleague'))
    expect(state).toMatchObject({ phase: 'reading', moment: 1, asked: 2 })
    expect(minutesLeft(script, state.play)).toBe(6)
    expect(after('start', 'askChecks', check('ask-colleague'), 'askChecks').asked).toBe(4)
  })
  test('is refused beyond the budget, if made before, hidden or never asked for', () => {
    const spent = ['start', 'askChecks', check('ask-colleague'), 'askChecks', check('register')] as const
    expect(refusal('askChecks', ...spent)).toBe('not-now')
    const some = ['start', 'askChecks', check('ask-colleague'), 'askChecks', check('picture'), 'askChecks'] as const
    expect(refusal(check('register'), ...some)).toBe('not-now')
    expect(refusal(check('picture'), ...some)).toBe('not-now')
    expect(refusal(check('call-back'), ...some)).toBeNull()
    expect(refusal(check('call-back'), 'start', 'askChecks')).toBe('not-now')
    expect(refusal(check('register'), 'start')).toBe('not-now')
  })
})

describe('a vote on checks', () => {
  const asked = ['start', 'askChecks'] as const
  test('shows its result, and then a check, another vote on checks or the vote on the act can follow', () => {
    expect(after(...asked, 'reveal')).toMatchObject({ phase: 'weighed', asked: 2, seen: false, early: false })
    expect(after(...asked, 'reveal', check('register'))).toMatchObject({ phase: 'reading', asked: 2 })
    expect(after(...asked, 'reveal', 'askChecks')).toMatchObject({ phase: 'checking', asked: 4 })
    expect(after(...asked, 'reveal', 'vote')).toMatchObject({ phase: 'voting', round: 1 })
    expect(after(...asked, 'reveal', 'undo')).toMatchObject({ phase: 'checking', asked: 2 })
  })
})

describe('sentences', () => {
  const replying = ['start', sit, 'vote', 'reveal'] as const
  const settled = { 'request-act': 'send', opening: 'warm', answer: 'public' }
  test('are asked for once an act that sends some is settled, by vote or by the facilitator', () => {
    expect(after(...replying, word('request-act.send'))).toMatchObject({
      phase: 'wording',
      act: ids('option', 'request-act.send'),
      worded: 5,
    })
    expect(after('start', sit, word('request-act.send'))).toMatchObject({ phase: 'wording', round: 0, worded: 3 })
    expect(after(...replying, word('request-act.send'), decide(settled))).toMatchObject({ act: null, worded: 0, round: 0 })
  })
  test('are not asked for if an act sends none, is not on offer, or is not of this moment', () => {
    for (const id of ['request-act.leave', 'opening.warm', 'record-act.file']) expect(refusal(word(id), ...replying), id).toBe('not-now')
    expect(refusal(word('request-act.send'), 'start', sit, 'vote')).toBe('not-now')
  })
  test('can be left for another vote on the act, and asked for again', () => {
    const again = after(...replying, word('request-act.send'), 'vote')
    expect(again).toMatchObject({ phase: 'voting', round: 2 })
    expect(after(...replying, word('request-act.send'), 'vote', 'reveal', word('request-act.send'))).toMatchObject({ worded: 8 })
  })
})

describe('the debrief', () => {
  const end = [
    'start',
    sit,
    decide({ 'request-act': 'leave' }),
    decide({ 'call-act': 'hang-up' }),
    decide({ 'record-act': 'bin' }),
  ] as const
  const debriefed = [...end, 'conclude', show('verdict'), show('signs')] as const
  test('begins with the ratings, and remembers each part that was on the screens', () => {
    expect(after(...end, 'conclude')).toMatchObject({ part: 'ratings', reached: ['ratings'] })
    expect(after(...debriefed, show('ratings'), show('ending'))).toMatchObject({
      part: 'ending',
      reached: ['ratings', 'verdict', 'signs', 'ending'],
    })
  })
  test('stays known after undo, after a return, and after a close that is undone', () => {
    const { reached } = after(...debriefed)
    expect(after(...debriefed, 'undo', 'undo')).toMatchObject({ part: 'ratings', reached })
    expect(after(...debriefed, back(2, true))).toMatchObject({ phase: 'reading', reached })
    expect(after(...debriefed, back(0))).toMatchObject({ phase: 'lobby', reached })
    expect(after(...debriefed, 'close', 'reopen')).toMatchObject({ part: 'signs', reached })
  })
  test('shows no moment that the room has not decided', () => {
    const [met, other] = [ids('scene', 'hello'), 'elsewhere'].map((part) => refusal(show(part), ...end, 'conclude'))
    expect([met, other]).toEqual([null, 'not-now'])
  })
  test('of an old log, which began with the ending, is the same session', () => {
    const old = logOf(
      ...end,
      'vote',
      'reveal',
      'conclude',
      show('ending'),
      show('verdict'),
      show('reporting'),
      show('signs'),
      show('keep'),
      'close',
    )
    const states = carryOn(openRoom(script), old).map((_, v) => roomState(carryOn(openRoom(script), old), v))
    expect(states.at(-1)).toMatchObject({ phase: 'closed', reached: ['ratings', 'ending', 'verdict', 'reporting', 'signs', 'keep'] })
  })
})

describe('going back', () => {
  test('restores play, moment and round, so its votes continue', () => {
    const then = after('start', 'vote', talk)
    expect(after('start', 'vote', talk, 'vote', 'reveal', sit, 'vote', back(3, true))).toEqual({
      ...then,
      whatIf: true,
      seen: true,
      early: true,
    })
    expect(after('start', 'vote', sit, back(2), talk, 'vote')).toMatchObject({ moment: 1, round: 2 })
  })
  test('keeps the current lock, and drops the earlier pause', () => {
    expect(after('start', 'vote', 'lock', back(1)).locked).toBe(true)
    expect(after('lock', 'start', 'unlock', back(1)).locked).toBe(false)
    expect(after('start', 'pause', 'resume', back(2)).paused).toBe(false)
  })
  test('marks what follows as a what-if, until the way back', () => {
    expect(after('start', sit, back(1, true), sit, 'vote').whatIf).toBe(true)
    expect(after('start', sit, back(1, true), sit, back(2)).whatIf).toBe(false)
  })
  test('undoes a close, and never goes to a closed state, the current one or a future one', () => {
    expect(after('start', 'close', back(1)).phase).toBe('reading')
    for (const to of [2, 3, 4, -1]) expect(refusal(back(to), 'start', 'close', 'reopen')).toBe('no-such-version')
  })
})

describe('undo', () => {
  const path = ['start', 'vote', talk, 'vote'] as const
  test('reverts one command, then the one before it, down to the lobby', () => {
    const seen = [0, 1, 2, 3, 4].map((undos) => after(...path, ...Array<'undo'>(undos).fill('undo')))
    expect(seen.map((s) => [s.phase, s.round])).toEqual([
      ['voting', 2],
      ['discussing', 1],
      ['voting', 1],
      ['reading', 0],
      ['lobby', 0],
    ])
    expect(refusal('undo', ...path, 'undo', 'undo', 'undo', 'undo')).toBe('nothing-to-undo')
  })
  test('followed by new commands starts a new course, which can be undone in turn', () => {
    expect(after(...path, 'undo', 'undo', 'reveal', 'undo').phase).toBe('voting')
    expect(after(...path, 'undo', 'undo', 'reveal', 'undo', 'undo').phase).toBe('reading')
  })
  test('reverts a jump to another branch as one step', () => {
    const leapt = ['start', sit, 'vote', back(1, true)] as const
    expect(after(...leapt, 'undo')).toEqual(after('start', sit, 'vote'))
  })
  test('leaves the lock alone', () => {
    expect(after('start', 'vote', 'lock', 'undo')).toMatchObject({ phase: 'reading', locked: true })
    expect(refusal('undo', 'lock', 'unlock')).toBe('nothing-to-undo')
  })
  test('does not restore what a room lost by seeing the totals', () => {
    expect(after('start', 'vote', 'reveal', 'undo')).toMatchObject({ phase: 'voting', round: 1, seen: true, early: true })
    expect(after('start', 'vote', talk, 'vote', 'reveal', 'undo')).toMatchObject({ seen: true, early: false })
    expect(after('start', 'vote', talk, 'vote', 'reveal', back(2))).toMatchObject({ seen: true, early: true })
  })
})

test('people can sign in to the attendance list until it is closed, whatever the room does meanwhile', () => {
  const sheet = (open: boolean): RoomCommand => ({ type: 'attendance', open })
  for (const way of [[], ['undo'], ['close'], [back(0)], ['pause']] as (RoomCommand | BareCommand)[][])
    expect(after('start', 'vote', sheet(true), ...way).attendance, JSON.stringify(way)).toBe(true)
  expect(after('start', sheet(true), 'close', sheet(false)).attendance).toBe(false)
  expect(after('start', sheet(true), 'undo')).toMatchObject({ phase: 'lobby', attendance: true })
})

describe('reopening', () => {
  test('restores the state before the close, whatever it was', () => {
    for (const way of [[], ['start'], ['start', 'vote', 'reveal']] as const) expect(after(...way, 'close', 'reopen')).toEqual(after(...way))
    expect(refusal('reopen', 'start')).toBe('not-now')
  })
})

describe('a pause', () => {
  test('keeps everything as it is except the lock, the end and itself', () => {
    expect(refusal('vote', 'start', 'pause')).toBe('paused')
    expect(after('start', 'vote', talk, 'pause', 'lock', 'unlock', 'resume')).toEqual(after('start', 'vote', talk))
    expect(after('start', 'pause', 'close').phase).toBe('closed')
  })
})

describe('the clocks', () => {
  const at = (type: 'pause' | 'resume' | 'close' | 'reopen', when: number): RoomCommand => ({ type, at: when })
  const vote: RoomCommand = { type: 'vote', until: 60_000 }
  const timer = (until: number): RoomCommand => ({ type: 'timer', until })
  const clocks = (...log: (RoomCommand | BareCommand)[]) => {
    const { until, away, since } = after(...log)
    return { until, away, since }
  }
  test('stop in a pause: a timer ends later by the length of the pause', () => {
    expect(clocks('start', vote, at('pause', 10_000))).toEqual({ until: 60_000, away: 0, since: 10_000 })
    expect(clocks('start', vote, at('pause', 10_000), at('resume', 14_000))).toEqual({ until: 64_000, away: 4_000, since: null })
    expect(clocks('start', vote, at('pause', 1_000), at('resume', 2_000), at('pause', 5_000), at('resume', 8_000))).toEqual({
      until: 64_000,
      away: 4_000,
      since: null,
    })
    expect(clocks('start', vote, at('pause', 9_000), at('resume', 8_000))).toEqual({ until: 60_000, away: 0, since: null })
  })
  test('stop while the session is closed, paused or not', () => {
    expect(clocks('start', at('close', 10_000))).toEqual({ until: null, away: 0, since: 10_000 })
    expect(clocks('start', vote, at('close', 10_000), at('reopen', 15_000))).toEqual({ until: 65_000, away: 5_000, since: null })
    expect(clocks('start', vote, at('pause', 10_000), at('close', 12_000), at('reopen', 15_000))).toEqual({
      until: 65_000,
      away: 5_000,
      since: null,
    })
    expect(clocks('start', vote, at('close', 10_000), { ...back(2), at: 13_000 } as RoomCommand)).toMatchObject({
      until: 63_000,
      away: 3_000,
    })
  })
  test('of a vote or a talk can be given more or less time, which is not a step to undo', () => {
    expect(clocks('start', vote, timer(90_000)).until).toBe(90_000)
    expect(after('start', vote, timer(90_000), 'undo')).toMatchObject({ phase: 'reading', until: null })
    expect(clocks('start', 'vote', talk, timer(30_000)).until).toBe(30_000)
    for (const way of [[], ['start']] as const) expect(refusal(timer(9), ...way)).toBe('not-now')
    expect(refusal(timer(9), 'start', 'vote', 'pause')).toBe('paused')
  })
  test('end with their vote or talk, and continue if that is undone', () => {
    for (const next of ['reveal', talk] as const) {
      expect(after('start', vote, next).until).toBe(next === talk ? 90_000 : null)
      expect(after('start', vote, next, 'undo').until).toBe(60_000)
    }
    expect(after('start', 'vote', talk, 'vote').until).toBeNull()
    expect(after('start', vote, timer(80_000), 'reveal', 'undo').until).toBe(80_000)
  })
  test('of what is restored end later by the pauses since then', () => {
    const paused = [at('pause', 10_000), at('resume', 14_000)] as const
    expect(clocks('start', vote, ...paused, 'reveal', 'undo')).toMatchObject({ until: 64_000, away: 4_000 })
    expect(clocks('start', vote, 'reveal', ...paused, 'undo')).toMatchObject({ until: 64_000, away: 4_000 })
    expect(clocks('start', vote, 'reveal', ...paused, back(2))).toMatchObject({ until: 64_000, away: 4_000 })
  })
  test('of an old log, which has no times, do not move', () => {
    expect(clocks('start', vote, 'pause', 'resume', 'close', 'reopen')).toEqual({ until: 60_000, away: 0, since: null })
  })
})
