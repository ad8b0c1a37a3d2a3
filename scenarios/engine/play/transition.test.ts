import { describe, expect, test } from 'vitest'
import { authoredEvents } from '@/tests/support/authored-events'
import { exampleScenario } from '@/tests/support/example-scenario'
import { compile } from './compile'
import { replay } from './journal'
import type { PlayEvent } from './events'
import { type PlayState, begin, minutesLeft, sceneOf, segmentsOf, shownSegments } from './play'
import { transition } from './transition'

const { play } = compile(exampleScenario).hostile!
const { ids, flag, unflag, check, decide, on, judge } = authoredEvents(exampleScenario)

function after(...events: PlayEvent[]): PlayState {
  const { state, refused } = replay(play, events)
  expect(refused).toBeNull()
  return state
}
const refusal = (state: PlayState, event: PlayEvent) => {
  const result = transition(play, state, event)
  return result.ok ? null : result.reason
}
const accept = decide({ 'hello-act': 'accept' })
const sit = decide({ 'hello-act': 'sit' })
const leave = decide({ 'request-act': 'leave' })
const shown = (state: PlayState) => shownSegments(sceneOf(play, state), state).map((s) => s.id)

describe('checks', () => {
  test('cost minutes from the scene’s budget, and are refused beyond it', () => {
    const state = after(check('ask-colleague'), check('register'))
    expect(minutesLeft(play, state)).toBe(1)
    expect(refusal(state, check('picture'))).toBe('no-time')
  })
  test('have a separate budget in a scene that sets one', () => {
    expect(minutesLeft(play, after(check('register'), sit))).toBe(6)
  })
  test('can be made only once', () => {
    expect(refusal(after(check('picture')), check('picture'))).toBe('already-checked')
  })
  test('hidden by a guard do not exist yet', () => {
    expect(refusal(begin(play), check('call-back'))).toBe('no-such-check')
    expect(after(check('ask-colleague'), check('call-back')).checks).toHaveLength(2)
  })
  test('of another scene do not exist here', () => {
    expect(refusal(begin(play), check('press'))).toBe('no-such-check')
  })
  test('set facts at once, and open whatever depends on them', () => {
    const namedOnRegister = decide({ 'hello-act': 'name-it' })
    expect(refusal(begin(play), namedOnRegister)).toBe('not-offered')
    expect(after(check('register')).facts).toEqual([ids('fact', 'unlisted')])
    expect(after(check('register'), namedOnRegister).scene).toBe(ids('scene', 'request'))
  })
})

describe('flags', () => {
  test('can be set once and removed once', () => {
    expect(after(flag('hl-add'), unflag('hl-add')).flags).toEqual([])
    expect(refusal(after(flag('hl-add')), flag('hl-add'))).toBe('already-flagged')
    expect(refusal(begin(play), unflag('hl-add'))).toBe('not-flagged')
  })
  test('apply only to what is shown: not to another scene, a hidden message, or one’s own words', () => {
    for (const segment of ['rq-fee', 'hl-heard', 'hl-hello', 'nothing'])
      expect(refusal(begin(play), flag(segment)), segment).toBe('not-shown')
    expect(after(check('ask-colleague'), flag('hl-heard')).flags).toEqual([ids('segment', 'hl-heard')])
  })
  test('remain in later scenes, and cannot be removed there', () => {
    const state = after(flag('hl-praise'), sit)
    expect(state.flags).toEqual([ids('segment', 'hl-praise')])
    expect(refusal(state, unflag('hl-praise'))).toBe('not-shown')
  })
})

describe('what is shown', () => {
  test('follows guards on facts and checks', () => {
    expect(shown(begin(play))).toContain(ids('segment', 'hl-card'))
    expect(shown(after(check('register')))).not.toContain(ids('segment', 'hl-card'))
    expect(shown(after(sit))).not.toContain(ids('segment', 'rq-thanks'))
    expect(shown(after(accept, on))).toContain(ids('segment', 'rq-thanks'))
  })
  test('every kind of artefact gives its segments, in reading order', () => {
    const kinds = Object.values(play.scenes)
      .flatMap((s) => s.show)
      .map((artefact) => {
        const withoutGuards = { ...artefact, when: undefined }
        return [artefact.kind, segmentsOf(withoutGuards, { facts: [], checks: [ids('check', 'ask-colleague')] }).length]
      })
    expect(Object.fromEntries(kinds)).toEqual({
      profile: 2,
      messages: 1,
      place: 1,
      email: 4,
      transcript: 1,
      card: 1,
      itinerary: 2,
      document: 1,
      notice: 1,
    })
  })
})

describe('a submission', () => {
  test('without a consequence continues at once', () => {
    expect(after(sit)).toMatchObject({ phase: 'scene', scene: ids('scene', 'request'), submissions: 1, submitted: null, next: null })
  })
  test('with a consequence waits for the learner', () => {
    const state = after(accept)
    expect(state).toMatchObject({ phase: 'consequence', scene: ids('scene', 'hello'), next: ids('scene', 'request'), submissions: 1 })
    expect(after(accept, on)).toMatchObject({ phase: 'scene', scene: ids('scene', 'request'), submitted: null, next: null })
  })
  test('that sends must include every sentence on offer', () => {
    const send = { 'request-act': 'send', opening: 'warm', answer: 'public' }
    expect(after(sit, decide(send)).scene).toBe(ids('scene', 'call'))
    expect(refusal(after(sit), decide({ 'request-act': 'send', opening: 'warm' }))).toBe('incomplete')
    const withFee = after(sit, check('press'))
    expect(refusal(withFee, decide(send))).toBe('incomplete')
    expect(refusal(after(sit), decide({ ...send, 'fee-line': 'fine' }))).toBe('not-offered')
    expect(after(sit, check('press'), decide({ ...send, 'fee-line': 'fine' })).scene).toBe(ids('scene', 'call'))
  })
  test('that does not send ignores sentences: they set nothing', () => {
    const sent = after(sit, decide({ 'request-act': 'send', opening: 'cold', answer: 'inside' }))
    const unsent = after(sit, decide({ 'request-act': 'leave', opening: 'cold', answer: 'inside' }))
    expect(sent.facts).toContain(ids('fact', 'leaked'))
    expect(unsent).toMatchObject({ facts: [], phase: 'scene', scene: ids('scene', 'call') })
  })
  test('contains only what is offered, even in unsent sentences', () => {
    expect(refusal(after(sit), decide({ 'request-act': 'leave', opening: 'nonsense' }))).toBe('not-offered')
    const act = ids('option', 'request-act.leave')
    const crossed: PlayEvent = { type: 'decide', choices: { [ids('decision', 'opening')]: act, [ids('decision', 'request-act')]: act } }
    expect(refusal(after(sit), crossed)).toBe('not-offered')
  })
  test('by an option that leads nowhere is refused', () => {
    const broken = structuredClone(exampleScenario)
    broken.scenes.hello!.decisions[0]!.options[1]!.to = undefined
    const result = transition(compile(broken).hostile!.play, begin(play), sit)
    expect(result).toEqual({ ok: false, reason: 'not-offered' })
  })
  test('takes the first route whose guard holds, using the facts it has just set', () => {
    const routed = structuredClone(exampleScenario)
    routed.scenes.hello!.decisions[0]!.options[0]!.to = [{ when: { fact: 'linked' }, to: 'call' }, { to: 'request' }]
    const { play: other } = compile(routed).hostile!
    expect(replay(other, [accept]).state.next).toBe(ids('scene', 'call'))
    expect(after(accept).next).toBe(ids('scene', 'request'))
  })
})

describe('reporting', () => {
  const { report } = authoredEvents(exampleScenario)
  test('is possible once in each moment, before or after the act, and changes neither the way nor what is offered', () => {
    const reported = after(report)
    expect(reported).toMatchObject({ phase: 'scene', scene: play.start, reports: [play.start], submissions: 0 })
    expect(refusal(reported, report)).toBe('already-reported')
    const afterwards = after(accept, report)
    expect(afterwards).toMatchObject({ phase: 'consequence', reports: [play.start] })
    expect(refusal(afterwards, report)).toBe('already-reported')
    expect(after(report, accept, on)).toEqual(after(accept, report, on))
    expect(after(report, sit, report).reports).toHaveLength(2)
  })
  test('is no longer possible after the end', () => {
    const end = [sit, leave, decide({ 'call-act': 'hang-up' }), decide({ 'record-act': 'bin' })]
    expect(refusal(after(...end), report)).toBe('not-now')
    expect(refusal(after(...end, judge), report)).toBe('not-now')
  })
  test('counts for a fact only if it came after the fact was last set', () => {
    const since = ids('fact', 'reported-since.leaked')
    const leak = decide({ 'request-act': 'send', opening: 'cold', answer: 'inside' })
    expect(after(report, sit, leak).facts).not.toContain(since)
    expect(after(sit, leak, report).facts).toContain(since)
    expect(after(sit, report, leak).facts).not.toContain(since)
    expect(after(sit, report, leak, on, report).facts).toContain(since)
  })
  test('twice is a fact of its own, for texts', () => {
    expect(after(report, sit).facts).not.toContain('reported-twice')
    expect(after(report, sit, report, leave, report).facts).toContain('reported-twice')
  })
})

test('the scenario ends in a judgement, then the debrief, which accepts nothing more', () => {
  const end = [sit, leave, decide({ 'call-act': 'hang-up' }), decide({ 'record-act': 'bin' })]
  expect(after(...end)).toMatchObject({
    phase: 'judgement',
    scene: ids('scene', 'record'),
    submissions: 4,
  })
  expect(refusal(after(...end), sit)).toBe('not-now')
  const done = after(...end, judge)
  expect(done.phase).toBe('debrief')
  for (const event of [judge, on, sit, flag('rc-what'), unflag('rc-what'), check('press')]) expect(refusal(done, event)).toBe('not-now')
})
