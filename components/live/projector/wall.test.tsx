import { renderToStaticMarkup } from 'react-dom/server'
import { IntlProvider, type Messages } from 'use-intl'
import { describe, expect, test } from 'vitest'
import { countsOf } from '@/scenarios/engine/live/facilitator'
import { roomState } from '@/scenarios/engine/live/room'
import { type AnswerCount, momentTotals } from '@/scenarios/engine/live/totals'
import { roomView } from '@/scenarios/engine/live/view'
import { messagesOf } from '@/server/platform/locales'
import {
  type CommandInput,
  ballot,
  decide,
  flagged,
  gave,
  judgement,
  option,
  roomAfter,
  script,
  sit,
  toJudgement,
  word,
  words,
} from '@/tests/support/example-room'
import { flaggedSentences } from '../shared/flagged-sentences'
import { Curve } from './curve'
import { Wall } from './projector'
import { OneLine, goesOn } from './verdict'

function drawn(
  log: readonly CommandInput[],
  answers: Record<number, AnswerCount[]> = {},
  moves: Parameters<typeof momentTotals>[5] = null,
  audience: 'phones' | 'hands' = 'phones',
): string {
  const history = roomAfter(...log)
  const totals = (moment: number) => momentTotals(script, history, moment, answers[moment] ?? [], 40, moves)
  return renderToStaticMarkup(
    <IntlProvider locale="en" timeZone="UTC" messages={messagesOf('en') as unknown as Messages}>
      <Wall
        view={roomView(script, history, totals, 'projector')}
        counts={countsOf(script, history, totals(roomState(history).moment), 16, 'projector')}
        join={null}
        names="anonymous"
        audience={audience}
        skew={0}
        gone={false}
        lost={false}
        afterwards={{
          contacts: [{ name: 'The safety desk', ways: ['+00 555 0100'] }],
          selfStudy: { address: 'second-look.example', qr: { size: 21, path: 'M0' } },
        }}
      />
    </IntlProvider>,
  )
}
const wall = (...given: Parameters<typeof drawn>): string => inWords(drawn(...given))
const inWords = (html: string): string =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#x27;/g, "'")
    .replace(/\s+/g, ' ')
const acts = (round: number, back: number, come: number) => [
  gave(back, `round-${round}`, ballot({ 'call-act': 'back' }, { reported: true })),
  gave(come, `round-${round}`, ballot({ 'call-act': 'come' })),
]
const toCall = toJudgement.slice(0, 3)
const call = roomState(roomAfter(...toCall)).moment
const [back, come] = ['back', 'come'].map((id) => {
  const { act } = roomView(
    script,
    roomAfter(...toCall, 'vote'),
    () => momentTotals(script, roomAfter(...toCall, 'vote'), call, []),
    'facilitator',
  ).question as { act: { options: { id: string; text: string }[] } }
  const at = act.options.findIndex((o) => o.id === option('call-act', id))
  return { letter: String.fromCharCode(65 + at), text: act.options[at]!.text }
})

describe('a reveal', () => {
  const twice: CommandInput[] = [...toCall, 'vote', { type: 'discuss', until: null }, 'vote', 'reveal']
  const answers = { [call]: [...acts(1, 3, 13), ...acts(2, 10, 6)] }
  const moved = [{ before: ballot({ 'call-act': 'come' }), after: ballot({ 'call-act': 'back' }), n: 7 }]
  const said = wall(twice, answers, moved)
  test('is sorted by the last vote, and letters stay with their options', () => {
    const order = [back!, come!].map(({ letter, text }) => said.indexOf(`${letter} ${text}`))
    expect(order[0]).toBeGreaterThan(0)
    expect(order[1]).toBeGreaterThan(order[0]!)
    const before = wall([...toCall, 'vote', 'reveal'], { [call]: acts(1, 3, 13) })
    expect(before.indexOf(`${come!.letter} ${come!.text}`)).toBeLessThan(before.indexOf(`${back!.letter} ${back!.text}`))
  })
  test('says how each option went from the first vote to the last, who changed, and who would have reported', () => {
    expect(said).toContain(`${back!.text} First vote: 3 → , Last vote: 10`)
    expect(said).toContain('7 of 7 changed their mind')
    expect(said).toContain('10 of 16 would also tell the security officer')
  })
  test('has bars as long as the share of everybody who voted, and those with the most votes in bold, each of them', () => {
    const once = (...n: [number, number]) => drawn([...toCall, 'vote', 'reveal'], { [call]: acts(1, ...n) })
    const bars = (html: string) => [...html.matchAll(/fill-accent[^>]*width="(\d+)/g)].map(([, width]) => Number(width))
    const bold = (html: string) => html.match(/col-span-2 font-semibold/g)?.length
    expect(bars(once(4, 12))).toEqual([75, 25, 0])
    expect([bold(once(4, 12)), bold(once(8, 8))]).toEqual([1, 2])
  })
  test('has no arrow if as many people chose an option as before, whatever their share', () => {
    const arrows = (answered: AnswerCount[]) => drawn(twice, { [call]: answered }).match(/<path class="stroke/g)?.length ?? 0
    expect([arrows([...acts(1, 3, 4), ...acts(2, 3, 9)]), arrows([...acts(1, 3, 13), ...acts(2, 10, 6)])]).toEqual([1, 2])
  })
  test('has the whole of a flagged sentence, whose last words may be the sign, and says whose it is if it occurs twice', () => {
    const start = (n: number, id: string) =>
      wall(['start', 'vote', 'reveal'], { 1: [gave(9, 'round-1', ballot({ 'hello-act': 'sit' })), flagged(n, id)] })
    expect(start(6, 'hl-praise')).toMatch(/“([^”…]{45,})” 6 of the 6 who flagged .*Most flagged, of the 6 who flagged “\1” 6/)
    const history = roomAfter('start', 'vote', 'reveal')
    const view = roomView(script, history, (m) => momentTotals(script, history, m, [flagged(6, 'hl-praise')]), 'projector')
    const [sentence] = flaggedSentences(view.scene, view.totals!.flags)
    expect(sentence!.whose).toBe('')
    const first = view.scene!.show[0]!
    const again = {
      ...view.scene!,
      show: [first, ...view.scene!.show, { ...first, id: 'copy', rows: [{ id: 'same', label: '', text: sentence!.text }] } as typeof first],
    }
    expect(flaggedSentences(again, view.totals!.flags)[0]!.whose).not.toBe('')
  })
  test('does not mention a first vote if there was only one', () => {
    expect(wall([...toCall, 'vote', 'reveal'], { [call]: acts(1, 3, 13) })).not.toMatch(/→|changed|first vote/i)
  })
  test('shows the question instead of totals that would point at people, and says from how many answers it shows them', () => {
    const few = wall([...toCall, 'vote', 'reveal'], { [call]: acts(1, 1, 2) })
    expect(few).toContain('fewer than 5 voted')
    expect(few).toContain(back!.text)
    expect(few).not.toContain('would also tell')
  })
})

test('how to flag is on the wall while the room reads, on every shape of it', () => {
  const html = drawn(['start'])
  for (const shape of ['squarish:hidden', 'hidden squarish:block'])
    expect(html.split(`<span class="${shape}">`)[1]).toMatch(/^<p[^>]*><svg.*?<\/svg>Flag what gives you pause/)
})
test('a second vote says that it is one, and while the room talks before it nothing points at an answer', () => {
  const log: CommandInput[] = [...toCall, 'vote', { type: 'discuss', until: null }]
  expect(wall([...toCall, 'vote'])).not.toContain('Vote again')
  expect(wall([...log, 'vote'])).toContain('Vote again.')
  expect(wall(log)).toContain('Who gains from quiet?')
  expect(wall([...toJudgement, 'vote', { type: 'discuss', until: null }])).toContain(
    'What are the reasons for each answer, and what are the reasons against it?',
  )
})
test('while the room talks about a vote that it has seen, the two strongest options stand beside the question, with their letters', () => {
  const log: CommandInput[] = [...toCall, 'vote', 'reveal', 'vote', { type: 'discuss', until: null }]
  const few: AnswerCount[] = [...acts(1, 6, 9), gave(1, 'round-1', ballot({ 'call-act': 'hang-up' }))]
  const said = wall(log, { [call]: few })
  const [first, second] = [come!, back!].map(({ letter, text }) => said.indexOf(`${letter} ${text}`))
  expect(first).toBeGreaterThan(0)
  expect(second).toBeGreaterThan(first!)
  const third = roomView(
    script,
    roomAfter(...toCall, 'vote'),
    () => momentTotals(script, roomAfter(...toCall, 'vote'), call, []),
    'projector',
  )
  if (third.question?.kind !== 'decide') throw new Error('no decision is asked')
  const { text } = third.question.act.options.find(({ id }) => id === option('call-act', 'hang-up'))!
  expect(said).not.toContain(text)
  expect(wall([...toCall, 'vote', { type: 'discuss', until: null }], { [call]: few })).toContain(text)
})
test('what follows has the act, the sentences sent with it, and how many had voted so', () => {
  const log: CommandInput[] = ['start', sit, word('request-act', 'send')]
  const { moment, worded } = roomState(roomAfter(...log))
  const cast = gave(9, `words-${worded}`, words({ opening: 'warm', answer: 'inside' }))
  const said = wall([...log, decide({ opening: 'warm', answer: 'inside', 'request-act': 'send' })], { [moment]: [cast] })
  expect(said).toMatch(/The room wrote Dear \S+, thank you\. 9 of 9 Here is how the berths will be shared\. 9 of 9 The answer comes/)
})
test('an open sheet is on the wall at the beginning and at the end, where there are devices to sign on', () => {
  for (const log of [[], ['close']] as CommandInput[][]) {
    expect(wall([{ type: 'attendance', open: true }, ...log])).toContain('Who was there? Sign on your phone.')
    expect(wall(log)).not.toContain('Who was there?')
  }
})

test('the letters of sentences run on over all questions, so that no two have the same', () => {
  const said = wall(['start', sit, word('request-act', 'send')])
  for (const name of ['A', 'B', 'C', 'D']) expect(said.match(new RegExp(`\\b${name}\\b`, 'g'))).toHaveLength(1)
})

test('the room sees how it voted on checks, and then what the chosen one found', () => {
  const log: CommandInput[] = ['start', 'askChecks', 'reveal']
  const { checks } = roomView(script, roomAfter(...log), () => momentTotals(script, roomAfter(...log), 1, []), 'facilitator').question as {
    checks: { id: string; text: string }[]
  }
  const [one, other] = checks as [(typeof checks)[0], (typeof checks)[0]]
  const cast = (n: number, id: string) => gave(n, 'checks-2', { kind: 'check', check: id })
  const said = wall(log, { 1: [cast(4, one.id), cast(9, other.id)] })
  expect(said.indexOf(other.text)).toBeLessThan(said.indexOf(one.text))
  expect(said).toContain(`${other.text} 9`)
  expect(wall([...log, { type: 'check', check: other.id }])).toContain(`What we found out ${other.text}:`)
})

describe('the debrief', () => {
  const judging: CommandInput[] = ['start', 'vote', 'reveal', ...toJudgement.slice(1), 'vote', 'reveal', 'conclude']
  const { moment } = roomState(roomAfter(...judging))
  const answers = {
    1: [gave(12, 'round-1', ballot({ 'hello-act': 'sit' })), flagged(10, 'hl-praise'), flagged(2, 'hl-add')],
    [moment]: [gave(9, 'round-1', judgement('approach')), gave(5, 'round-1', judgement('genuine'))],
  }
  const at = (part: string) => wall([...judging, { type: 'show', part }], answers)
  test('does not say what it was while it shows how it looked', () => {
    expect(wall(judging, answers)).toContain('How the room judged')
    expect(wall(judging, answers)).not.toMatch(/It was/)
  })
  test('goes back to how it looked', () =>
    expect(wall([...judging, { type: 'show', part: 'verdict' }, { type: 'show', part: 'ratings' }], answers)).toContain(
      'How the room judged',
    ))
  test('says what it was in one line, with how many had judged so; the reasons are for phones and paper', () => {
    expect(at('verdict')).toMatch(/It was an approach\. 9 of 14 had judged it so/)
    const { reasons } = roomView(script, roomAfter(...judging), () => momentTotals(script, roomAfter(...judging), 1, []), 'facilitator')
      .debrief!.verdict!
    expect(at('verdict')).not.toContain(reasons[0])
  })
  test('asks the room something at each step, at a decision about what it shows: the lines of that moment are not there', () => {
    expect(at('verdict')).toContain('What made it look genuine to you, and who could have told you otherwise?')
    expect(at('keep')).toContain('What is the first thing you will do the next time')
    const { parts, decisions } = roomView(
      script,
      roomAfter(...judging),
      () => momentTotals(script, roomAfter(...judging), 1, []),
      'facilitator',
    ).debrief!
    const scene = decisions.find((one) => parts.includes(one.scene))!.scene
    expect(at(scene)).toContain('Now that you know, what would you do at this moment?')
    expect(at(scene)).not.toContain(script.fill(script.compiled.key.notes.scenes[scene]!.ask))
  })
  test('says below that line what it was, in the scenario’s words', () => {
    const { verdict } = roomView(script, roomAfter(...judging), () => momentTotals(script, roomAfter(...judging), 1, []), 'facilitator')
      .debrief!
    const said = renderToStaticMarkup(
      <IntlProvider locale="en" timeZone="UTC" messages={messagesOf('en') as unknown as Messages}>
        <OneLine verdict={{ ...verdict!, line: 'It took nine months.' }} judged={null} />
      </IntlProvider>,
    )
    expect(said).toMatch(/It was an approach\..*It took nine months\./)
  })
  test('does not repeat the line', () => {
    expect(goesOn('It was an approach.', 'It was an approach, made for a service.')).toBe('Made for a service.')
    expect(goesOn('It was genuine.', 'This was genuine, all of it.')).toBe('All of it.')
    expect(goesOn('It was genuine.', 'This was a front.')).toBe('This was a front.')
    expect(goesOn('It was genuine.', 'It was genuine.')).toBe('')
  })
  test('counts who chose soundly, however many there are', () => {
    const part = script.play.start
    const many = { ...answers, 1: [gave(24, 'round-1', ballot({ 'hello-act': 'sit' }))] }
    expect(at(part)).toMatch(/Chose soundly \d+ of 12/)
    expect(wall([...judging, { type: 'show', part }], many)).toMatch(/Chose soundly \d+ of 24/)
  })
  test('celebrates what the room caught', () => {
    const said = at('signs')
    expect(said).toMatch(/out of the people who flagged something in that moment\. The room saw it 10 of 12/)
  })
})

test('where hands are raised nobody knows how many there are', () => {
  const said = inWords(drawn([...toCall, 'vote'], { [call]: acts(1, 3, 4) }, null, 'hands'))
  expect(said).toContain('7 answered')
  expect(said).not.toContain('of 16')
})
test('the end says what to do in a real case, whom to tell, and where to play on', () => {
  const said = wall(['start', 'close'])
  for (const text of ['When it happens to you', 'Keep the messages.', 'The safety desk', '+00 555 0100', 'second-look.example'])
    expect(said).toContain(text)
})

test('the curve is level from an answer to the next, where it steps, and nothing before the first or after the last', () => {
  const moment = (mean: number | null, i: number) => ({
    ...{ scene: `s${i}`, when: '', title: `Moment ${i}`, seen: [], found: [], decided: false },
    room: mean === null ? null : { mean, said: 9 },
  })
  const html = renderToStaticMarkup(
    <IntlProvider locale="en" timeZone="UTC" messages={messagesOf('en') as unknown as Messages}>
      <Curve ratings={[null, 1, null, 5, null].map(moment)} />
    </IntlProvider>,
  )
  expect([...html.matchAll(/<path d="([^"]+)" class="stroke-accent" stroke-width=".33em"/g)].map(([, d]) => d)).toEqual(['M30 90H70V10'])
})
