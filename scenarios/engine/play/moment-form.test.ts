import { describe, expect, test } from 'vitest'
import { compile } from '@/scenarios/engine/play/compile'
import { type PlayState, type StagedPlay, begin } from '@/scenarios/engine/play/play'
import { argumentsOf, drawNames } from '@/scenarios/engine/play/names'
import { stage } from '@/scenarios/engine/play/staging'
import { transition } from '@/scenarios/engine/play/transition'
import { authoredEvents } from '@/tests/support/authored-events'
import { examplePool, exampleScenario } from '@/tests/support/example-scenario'
import { idsOf } from '@/scenarios/engine/play/opaque-ids'
import { FIELD, readForm } from './moment-form'

const compiled = compile(exampleScenario).hostile!
const names = drawNames(examplePool, Object.keys(compiled.play.cast), 1)
const play: StagedPlay = stage(compiled.play, names, argumentsOf(compiled.values, names), 'en')
const ids = idsOf(exampleScenario)
const { decide } = authoredEvents(exampleScenario)

const option = (decision: string, id: string) => ids('option', `${decision}.${id}`)
const choice = (decision: string) => FIELD.choice(ids('decision', decision))
function form(fields: [string, string][]): FormData {
  const data = new FormData()
  for (const [name, value] of fields) data.append(name, value)
  return data
}
function atReply(): PlayState {
  const result = transition(play, begin(play), decide({ 'hello-act': 'sit' }))
  if (!result.ok) throw new Error(result.reason)
  return result.state
}

describe('a posted form', () => {
  test('is a decision with a rating', () => {
    expect(
      readForm(
        form([
          [choice('hello-act'), option('hello-act', 'sit')],
          ['rating', '4'],
        ]),
        play,
        begin(play),
      ),
    ).toEqual({
      ok: true,
      events: [decide({ 'hello-act': 'sit' }, 4)],
    })
  })

  test('drops a rating outside 1 to 5, and one that was not asked for', () => {
    const read = readForm(
      form([
        [choice('hello-act'), option('hello-act', 'sit')],
        ['rating', '6'],
      ]),
      play,
      begin(play),
    )
    expect(read).toEqual({ ok: true, events: [decide({ 'hello-act': 'sit' })] })
    const unasked: [string, string][] = [
      [choice('request-act'), option('request-act', 'leave')],
      ['rating', '4'],
    ]
    expect(readForm(form(unasked), play, atReply())).toEqual({ ok: true, events: [decide({ 'request-act': 'leave' })] })
  })

  test('says which decision is still missing', () => {
    expect(readForm(form([]), play, begin(play))).toEqual({ ok: false, missing: ids('decision', 'hello-act') })
  })

  test('asks for the first open sentence when a reply is sent', () => {
    const sent: [string, string][] = [
      [choice('opening'), option('opening', 'warm')],
      [choice('request-act'), option('request-act', 'send')],
    ]
    expect(readForm(form(sent), play, atReply())).toEqual({ ok: false, missing: ids('decision', 'answer') })
  })

  test('asks for the act before the sentences it would send', () => {
    expect(readForm(form([]), play, atReply())).toEqual({ ok: false, missing: ids('decision', 'request-act') })
  })

  test('asks for no sentence when the reply is not sent, and holds none that was chosen for it', () => {
    const left: [string, string][] = [
      [choice('opening'), option('opening', 'warm')],
      [choice('request-act'), option('request-act', 'leave')],
    ]
    const decided = { ok: true, events: [decide({ 'request-act': 'leave' })] }
    expect(readForm(form(left.slice(1)), play, atReply())).toEqual(decided)
    expect(readForm(form(left), play, atReply())).toEqual(decided)
  })

  test('is a check when a check was pressed, whatever else was selected', () => {
    const read = readForm(
      form([
        [choice('hello-act'), option('hello-act', 'sit')],
        ['check', ids('check', 'register')],
      ]),
      play,
      begin(play),
    )
    expect(read).toEqual({ ok: true, events: [{ type: 'check', check: ids('check', 'register') }] })
  })

  test('is a report when that was pressed, whatever else was selected, with the flags', () => {
    const pressed: [string, string][] = [
      [choice('hello-act'), option('hello-act', 'sit')],
      ['flagging', '1'],
      ['flag', ids('segment', 'hl-add')],
      ['report', '1'],
    ]
    expect(readForm(form(pressed), play, begin(play))).toEqual({
      ok: true,
      events: [{ type: 'flag', segment: ids('segment', 'hl-add') }, { type: 'report' }],
    })
    expect(readForm(form([['report', '1']]), play, { ...begin(play), phase: 'consequence' })).toEqual({
      ok: true,
      events: [{ type: 'report' }],
    })
  })

  test('holds every flag where it says so: each difference from the journal becomes an event, before the decision', () => {
    const [praise, add] = [ids('segment', 'hl-praise'), ids('segment', 'hl-add')]
    const flagged = { ...begin(play), flags: [praise] }
    const read = readForm(
      form([
        ['flagging', '1'],
        ['flag', add],
        [choice('hello-act'), option('hello-act', 'sit')],
      ]),
      play,
      flagged,
    )
    expect(read).toEqual({
      ok: true,
      events: [{ type: 'unflag', segment: praise }, { type: 'flag', segment: add }, decide({ 'hello-act': 'sit' })],
    })
  })

  test('that says nothing of flags removes none', () => {
    const flagged = { ...begin(play), flags: [ids('segment', 'hl-praise')] }
    expect(readForm(form([[choice('hello-act'), option('hello-act', 'sit')]]), play, flagged)).toEqual({
      ok: true,
      events: [decide({ 'hello-act': 'sit' })],
    })
  })

  test('with sentences and no act is a reply, if one act alone sends them', () => {
    const written: [string, string][] = [
      [choice('opening'), option('opening', 'warm')],
      [choice('answer'), option('answer', 'public')],
    ]
    const sent = decide({ opening: 'warm', answer: 'public', 'request-act': 'send' })
    expect(readForm(form(written), play, atReply())).toEqual({ ok: true, events: [sent] })
    expect(readForm(form(written.slice(1)), play, atReply()), 'with one missing').toEqual({
      ok: false,
      missing: ids('decision', 'opening'),
    })
    const scenes = Object.entries(play.scenes).map(([id, { decisions, ...scene }]) => {
      const all = decisions.map((d) => ({ ...d, options: d.options.map((o) => (o.to ? { ...o, sends: true } : o)) }))
      return [id, { ...scene, decisions: all }] as const
    })
    const several = { ...play, scenes: Object.fromEntries(scenes) }
    expect(readForm(form(written), several, atReply()), 'where two acts send').toEqual({
      ok: false,
      missing: ids('decision', 'request-act'),
    })
  })

  test('continues after a consequence, and needs both answers in the judgement', () => {
    expect(readForm(form([]), play, { ...begin(play), phase: 'consequence' })).toEqual({ ok: true, events: [{ type: 'continue' }] })
    const judging: PlayState = { ...begin(play), phase: 'judgement' }
    expect(readForm(form([['sure', 'fairly']]), play, judging)).toEqual({ ok: false, missing: 'looks' })
    expect(readForm(form([['looks', 'genuine']]), play, judging)).toEqual({ ok: false, missing: 'sure' })
    expect(readForm(form([['looks', 'unsure']]), play, judging)).toEqual({ ok: true, events: [{ type: 'judge', looks: 'unsure' }] })
    expect(
      readForm(
        form([
          ['looks', 'genuine'],
          ['sure', 'fairly'],
        ]),
        play,
        judging,
      ),
    ).toEqual({
      ok: true,
      events: [{ type: 'judge', looks: 'genuine', sure: 'fairly' }],
    })
  })
})
