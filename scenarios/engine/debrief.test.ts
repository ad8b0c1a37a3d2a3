import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { authoredEvents } from '@/tests/support/authored-events'
import { examplePool, exampleScenario } from '@/tests/support/example-scenario'
import { attempts } from '@/tests/support/random-play'
import { compile } from './compile'
import { debrief } from './debrief'
import { eventsBefore, replay } from './journal'
import { type PlayEvent, isAct } from './play'
import { scoreAttempt, scorer } from './score/attempt'
import { argumentsOf, drawNames, format, stage } from './stage'

const compiled = compile(exampleScenario, examplePool)
const names = drawNames(examplePool, Object.keys(compiled.play.cast), 7)
const args = argumentsOf(compiled.values, names)
const play = stage(compiled.play, names, args, 'en')
const by = scorer(compiled.play, compiled.key)
const { ids, flag, check, decide, on, judge } = authoredEvents(exampleScenario)
const indicators = { 'flattery-for-access': { label: 'Flattery tied to your access' }, 'works-abroad': { label: 'Works in another country', cites: ['G-13'] } }

const debriefOf = (events: PlayEvent[]) =>
  debrief({ compiled, scorer: by, play, steps: replay(play, events).steps, indicators, tell: (text) => format(text, args, 'en') })

const attempt = [
  flag('hl-praise'), flag('hl-works'), flag('hl-add'), decide({ 'hello-act': 'origin' }, 'certain'), on,
  decide({ 'request-act': 'send', opening: 'warm', answer: 'inside' }), on,
  decide({ 'call-act': 'sorry' }), decide({ 'record-act': 'bin' }), judge,
]
const view = debriefOf(attempt)

test('there is none before the attempt’s end', () => {
  expect(() => debriefOf([])).toThrow()
  expect(() => debriefOf(attempt.slice(0, -1))).toThrow()
})

test('it tells the ending, the nature, the verdict with its sources, and whether the judgement was right', () => {
  const { given, family } = names.contact!
  expect(view).toMatchObject({
    nature: 'hostile', ending: { title: 'Quiet', text: 'Nobody knew until spring.' },
    verdict: { text: `${given} ${family} was sent.`, cites: ['G-02', 'INV'] }, judgement: { looks: 'approach', sure: 'certain', right: true },
  })
  expect(view.path).toEqual([...['hello', 'request', 'call', 'record'].map((s) => ids('scene', s)), ids('ending', 'nothing')])
})

test('it tells a grave mistake, and whether it was made good', () => {
  expect(view.decisions.map((d) => d.choices.map((c) => [c.critical, c.repaired]))).toEqual([
    [[true, true]], [[false, false], [true, false], [false, false]], [[false, false]], [[false, false]],
  ])
  expect(view.result).toMatchObject({ repaired: true, unrepaired: true, passed: false })
})

test('it lists the sentences that were sent before the act, and what followed', () => {
  const [hello, request] = view.decisions
  expect(request!.reply).toBe(true)
  expect(request!.choices.map((c) => c.ask)).toEqual(['Opening', 'Answer', 'And then?'])
  expect(request!.followed).toEqual(['The answer comes within a minute.'])
  expect(hello!.followed).toEqual(['You decline.'])
  expect([hello!.sure, request!.sure]).toEqual(['certain', null])
})

test('flags are noticed signs, missed signs and false alarms, with a name and sources', () => {
  const [hello, request] = view.decisions
  expect(hello!.flags).toEqual([
    expect.objectContaining({ kind: 'false', label: 'Works in another country', cites: ['G-13'], origin: true }),
    expect.objectContaining({ kind: 'noticed', label: 'Flattery tied to your access', cites: ['G-02'], origin: false }),
    expect.objectContaining({ kind: 'false', origin: false }),
  ])
  expect(request!.flags.map((f) => f.kind)).toEqual(['missed'])
  expect(view.counts).toMatchObject({ signs: [1, 3], harmless: [2, 10] })
})

test('its sources are each cited once, dramatisation aside', () => {
  expect(view.cites).toContain('G-07')
  expect(view.cites).not.toContain('INV')
  expect(new Set(view.cites).size).toBe(view.cites.length)
})

test('its score is the score of the attempt', () => {
  fc.assert(fc.property(attempts(compiled.play), (events) => {
    expect(debriefOf(events).score).toEqual(scoreAttempt(by, replay(compiled.play, events).steps))
  }), { numRuns: 30 })
})

describe('the better way', () => {
  test('is there exactly where something was lost, and loses nothing when taken', () => {
    fc.assert(fc.property(attempts(compiled.play), (events) => {
      const { steps } = replay(compiled.play, events)
      for (const { n, scene: id, better, quality } of debriefOf(events).decisions) {
        expect(better === null).toBe(quality === 'sound')
        if (!better) continue
        const scene = play.scenes[id]!
        const checks = better.checks.map((text): PlayEvent => ({ type: 'check', check: scene.checks.find((c) => c.text === text)!.id }))
        const act = scene.decisions.find(isAct)!
        const choices = Object.fromEntries(scene.decisions.flatMap((d) => {
          const option = d.options.find((o) => better.texts.includes(o.text))
          return option ? [[d.id, option.id]] : []
        }))
        expect(choices[act.id]).toBeDefined()
        const instead = replay(compiled.play, [...events.slice(0, eventsBefore(steps, n)), ...checks, { type: 'decide', choices }])
        expect(instead.refused).toBeNull()
        expect(scoreAttempt(by, instead.steps).losses.at(-1)).toBe(0)
      }
    }), { numRuns: 60 })
  })
  test('asks for no check that it does not need', () => {
    expect(debriefOf(attempt).decisions[2]!.better!.checks).toEqual([])
    const early = [check('picture'), decide({ 'hello-act': 'sit' }), decide({ 'request-act': 'leave' }), decide({ 'call-act': 'officer' })]
    const asked = debriefOf([...early, decide({ 'record-act': 'file', what: 'conduct' }), judge])
    expect(asked.decisions[0]!.better!.checks).toEqual(['Look in the register'])
  })
})

test('its places are every scene and ending, with the ways between them', () => {
  expect(Object.keys(view.places)).toHaveLength(7)
  for (const { ways } of Object.values(view.places)) for (const { to } of ways) expect(view.places[to]).toBeDefined()
})
