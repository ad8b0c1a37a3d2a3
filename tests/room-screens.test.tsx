import { renderToStaticMarkup } from 'react-dom/server'
import { IntlProvider, type Messages } from 'use-intl'
import { describe, expect, test } from 'vitest'
import { DebriefParts } from '@/components/live/cockpit/debrief-parts'
import { FlagsSoFar } from '@/components/live/cockpit/flags-so-far'
import { HandsNote } from '@/components/live/cockpit/hands'
import { CurrentStep } from '@/components/live/cockpit/current-step'
import { Summary } from '@/components/live/summary/summary'
import { NOTHING_PICKED, wayOn } from '@/components/live/cockpit/next-command'
import { RunSheetPage } from '@/components/live/printout/run-sheet'
import { Phone } from '@/components/live/phone/phone'
import { DebriefPart } from '@/components/live/projector/debrief'
import { Projector, type ProjectorProps } from '@/components/live/projector/projector'
import { BrandProvider } from '@/components/ui/brand'
import { roomSummary } from '@/scenarios/engine/live/summary'
import { type RoomHistory, carryOn, openRoom, roomState } from '@/scenarios/engine/live/room'
import { PARTS, type RoomCommand } from '@/scenarios/engine/live/room-state'
import { runSheet } from '@/scenarios/engine/live/run-sheet'
import { SESSION_MINUTES } from '@/scenarios/engine/live/treatments'
import { briefOf } from '@/scenarios/engine/live/brief'
import { printedDebrief } from '@/scenarios/engine/live/printed-debrief'
import { printedMoments } from '@/scenarios/engine/live/printed-moments'
import { countsOf } from '@/scenarios/engine/live/facilitator'
import { NO_TOTALS } from '@/scenarios/engine/live/shown-totals'
import { type AnswerCount, momentTotals } from '@/scenarios/engine/live/totals'
import { roomView } from '@/scenarios/engine/live/view'
import { messagesOf } from '@/server/platform/locales'
import {
  type CommandInput,
  ballot,
  decide,
  flagged,
  gave,
  ids,
  logOf,
  roomAfter,
  script,
  reportAndDecide,
  toJudgement,
} from './support/example-room'
import { LIBRARY_SCENARIOS, libraryScript } from './support/room-script'

type Answers = Record<number, AnswerCount[]>
const nothing = () => {}
const textOf = (node: React.ReactNode) =>
  renderToStaticMarkup(
    <IntlProvider locale="en" timeZone="UTC" messages={messagesOf('en') as unknown as Messages}>
      {node}
    </IntlProvider>,
  )
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#x27;/g, "'")
    .replace(/\s+/g, ' ')
const totalsIn = (history: RoomHistory, answers: Answers) => (moment: number) =>
  momentTotals(script, history, moment, answers[moment] ?? [])

const AFTERWARDS = { contacts: [], selfStudy: { address: 'example.org', qr: { size: 21, path: 'M0' } } }
function projector(log: readonly CommandInput[], answers: Answers = {}, props: Partial<ProjectorProps> = {}): string {
  const history = roomAfter(...log)
  const totals = totalsIn(history, answers)
  const { moment } = roomState(history)
  return textOf(
    <Projector
      base="/en/live/S"
      projectorKey="k"
      first={roomView(script, history, totals, 'projector')}
      counts={countsOf(script, history, totals(moment), 0, 'projector')}
      join={null}
      names="anonymous"
      audience="phones"
      afterwards={AFTERWARDS}
      {...props}
    />,
  )
}
function phone(log: readonly CommandInput[], answers: Answers = {}): string {
  const history = roomAfter(...log)
  const first = roomView(script, history, totalsIn(history, answers), 'participant')
  return textOf(
    <Phone base="/en/live/S" home="/en" first={first} mine={{ moment: first.moment, flags: [], votes: {} }} name="" contacts={[]} />,
  )
}
function cockpit(log: readonly CommandInput[], answers: Answers = {}): string {
  const history = roomAfter(...log)
  const totals = totalsIn(history, answers)
  const view = roomView(script, history, totals, 'facilitator')
  const counts = countsOf(script, history, totals(view.moment), 18, 'facilitator')
  return textOf(
    <CurrentStep {...IDLE} view={view} counts={counts} audience="phones" size={18} way={wayOn(view, counts)}>
      {null}
    </CurrentStep>,
  )
}
const IDLE = {
  ...{ skew: 0, busy: false, send: nothing, countdown: 0, onCountdown: nothing, onChoose: null, onHands: null, hands: null, alone: false },
  ...{ choosing: false, picked: NOTHING_PICKED, onPick: nothing },
}
const SCREENS = { projector, phone, cockpit } as const
const screens = Object.entries(SCREENS)

describe('who the room is', () => {
  test.each(screens)('the %s says it before the first moment', (_, screen) => {
    const said = screen(['introduce'])
    expect(said).toContain('Who you are')
    expect(said).toContain(script.you)
    expect(said).not.toMatch(/Moment \d/)
  })
  test('comes before the first moment, may be left out, and leaves the votes of the moment where they were', () => {
    expect(roomState(roomAfter('introduce', 'start')).phase).toBe('reading')
    expect(roomState(roomAfter('start')).phase).toBe('reading')
    expect(roomState(roomAfter('introduce', 'undo')).phase).toBe('lobby')
  })
  test('can be looked up on a phone in each moment', () => expect(phone(['start'])).toContain(script.you))
})

const votes = (round: number, sound: number, other: number) => [
  gave(sound, `round-${round}`, ballot({ 'call-act': 'back' })),
  gave(other, `round-${round}`, ballot({ 'call-act': 'come' })),
]
const toCall = toJudgement.slice(0, 3)
const call = roomState(roomAfter(...toCall)).moment
const after: CommandInput[] = [...toJudgement.slice(3), 'conclude', { type: 'show', part: ids('scene', 'call') }]
const once: CommandInput[] = [...toCall, 'vote', ...after]
const twice: CommandInput[] = [...toCall, 'vote', { type: 'discuss', until: null }, 'vote', ...after]

describe('how many chose soundly', () => {
  const answers: Answers = { [call]: [...votes(1, 3, 13), ...votes(2, 9, 7)] }
  const cockpitParts = (log: readonly CommandInput[]) => {
    const history = roomAfter(...log)
    const { debrief, part } = roomView(script, history, totalsIn(history, answers), 'facilitator')
    return textOf(<DebriefParts debrief={debrief!} part={part} busy={false} send={nothing} />)
  }
  const summary = (log: readonly CommandInput[]) => {
    const history = roomAfter(...log)
    const held = {
      times: log.map((_, i) => i),
      notes: {},
      joined: 20,
      audience: 'phones' as const,
      createdAt: 0,
      rehearsal: false,
      name: '',
    }
    return textOf(<Summary summary={roomSummary({ script, history, log: logOf(log), totals: totalsIn(history, answers), ...held })} />)
  }
  test('stands once where there was one vote, in whole per cent, on the wall as a number', () => {
    expect(projector(once, answers)).toContain('Chose soundly 3 of 16')
    expect(projector(once, answers)).not.toMatch(/First vote|Last vote/)
    expect(phone(once, answers)).toContain('3 of 16 chose a sound option.')
    expect(cockpitParts(once)).toContain('3 of 16 chose soundly')
    expect(cockpitParts(once)).not.toContain('then')
    expect(summary(once)).toMatch(
      /A call \S.*? End the call .*? Decided soundly, before and after the talk 3 of 16 Would also tell the security officer 0 of 16/,
    )
  })
  test('stands twice where the room talked in between', () => {
    expect(projector(twice, answers)).toMatch(/First vote: 3 of 16 → , Last vote: 9 of 16/)
    expect(phone(twice, answers)).toContain('3 of 16 chose a sound option at first, 9 of 16 in the last vote.')
    expect(cockpitParts(twice)).toContain('3 of 16 chose soundly, then 9 of 16')
    expect(summary(twice)).toContain('before 3 of 16 after 9 of 16')
  })
})

describe('reporting', () => {
  const reported: Answers = { 1: [gave(9, 'round-1', ballot({ 'hello-act': 'sit' }, { reported: true }))] }
  test.each([
    ['projector', projector],
    ['phone', phone],
    ['cockpit', cockpit],
  ] as const)('the %s says in the same words how many would, and not that nobody was asked', (_, screen) => {
    const said = screen(['start', 'vote', 'reveal'], reported)
    expect(said).toMatch(/9( of 9)? would also tell the security officer|Would also tell the security officer 9/)
    expect(said).not.toContain('unprompted:')
  })
  test.each(screens)('the %s says that the room told in words of its own', (_, screen) =>
    expect(screen(['start', reportAndDecide({ 'hello-act': 'accept' })])).toContain('You told your security officer'),
  )
})

test('too few who said how it looked are said to be too few', () => {
  const log: CommandInput[] = [...toJudgement, 'vote', 'reveal', 'conclude', { type: 'show', part: 'ratings' }]
  const leant = [gave(6, 'round-1', ballot({ 'hello-act': 'sit' }, { rating: 2 }))]
  const answers: Answers = { 1: leant }
  const with_ = ['start', 'vote', ...log.slice(1)] as CommandInput[]
  for (const text of [projector(with_, answers), phone(with_, answers)]) {
    expect(text).toMatch(/too few/i)
    expect(text.match(/Too few answered/g)).toHaveLength(2)
  }
})

describe('where nobody has a phone', () => {
  const hands = { audience: 'hands' } as const
  test('the projector counts hands, and not against a guess', () => {
    expect(projector(['start', 'vote'], {}, hands)).toContain(' 0 answered')
    expect(projector(['start', 'vote'], { 1: [gave(1, 'round-1', { hands: { [sitId()]: 20 } })] }, hands)).toContain('20 answered')
  })
  test('the projector does not say that nobody flagged', () => {
    const debrief: CommandInput[] = ['start', 'vote', 'reveal', ...toJudgement.slice(1), 'conclude', { type: 'show', part: 'signs' }]
    const flags = { 1: [gave(6, 'round-1', ballot({ 'hello-act': 'sit' })), flagged(6, 'hl-praise')] }
    for (const [log, said] of [
      [debrief.slice(0, 3), /flagged/],
      [debrief, /saw it/],
    ] as const) {
      expect(projector(log, flags)).toMatch(said)
      expect(projector(log, { 1: flags[1].slice(0, 1) }, hands)).not.toMatch(/flag|saw/)
    }
  })
  test('the cockpit asks back about more hands than people, and says what was refused', () => {
    const card = (value: Record<string, number>, reason?: 'too-many-hands' | 'too-many-reported') => {
      const draft = { value, state: reason ? ('refused' as const) : ('saved' as const), reason }
      const autosave = { change: nothing, flush: nothing, subscribe: () => nothing, read: () => draft }
      return textOf(<HandsNote hands={autosave} size={18} />)
    }
    expect(card({ a: 12, b: 6, reported: 9 })).not.toContain('18')
    expect(card({ a: 12, b: 8 })).toContain('You entered 20 hands, but you expected 18 people.')
    expect(card({ a: 9999 }, 'too-many-hands')).toContain('We did not save 9,999 hands')
    expect(card({ a: 12, b: 6, reported: 40 }, 'too-many-reported')).toContain('more people would tell than the 18 who raised a hand')
  })
})
const sitId = () => Object.values((decide({ 'hello-act': 'sit' }) as Extract<RoomCommand, { type: 'decide' }>).choices)[0]!

describe('one question has one wording', () => {
  const judging: CommandInput[] = [...toJudgement, 'vote']
  test.each(screens)('the %s asks how the contact looks, and counts that as no moment', (_, screen) => {
    expect(screen(judging)).toContain('How does this contact look to you now?')
    expect(screen(judging)).toContain('Before the debrief')
    expect(screen(judging)).not.toMatch(/Moment \d|Looking back/)
    for (const looks of ['A genuine contact', 'I cannot tell', 'An approach by a foreign service']) expect(screen(judging)).toContain(looks)
  })
  test.each(screens)('the %s asks what to check', (_, screen) =>
    expect(screen(['start', 'askChecks'])).toContain('What should we check next?'),
  )
})

test('a quotation that is quoted in the scenario has one pair of marks', () => {
  const history = roomAfter('start', 'vote', 'reveal')
  const view = roomView(script, history, totalsIn(history, { 1: [flagged(6, 'hl-praise')] }), 'facilitator')
  const scene = JSON.parse(JSON.stringify(view.scene).replaceAll('We look for people', '“We look for people')) as typeof view.scene
  const flags = { by: 6, counts: { [ids('segment', 'hl-praise')]: 6 } }
  expect(textOf(<FlagsSoFar scene={scene!} flags={flags} shownFrom={5} />)).not.toContain('““')
  const over = roomAfter(...toJudgement, 'conclude')
  const { debrief } = roomView(script, over, totalsIn(over, {}), 'facilitator')
  const list = debrief!.signs!.list.map((sign) => ({
    ...sign,
    label: `“${sign.quote}”`,
    quote: `“${sign.quote}”`,
    flagged: 6,
    of: 6,
    seen: true,
  }))
  expect(textOf(<DebriefPart debrief={{ ...debrief!, signs: { list, withheld: false } }} part="signs" flagging />)).not.toContain('““')
})

test('the lobby is headed by whose training it is', () => {
  const lobby = () =>
    projector(
      [],
      {},
      { join: { url: 'example.org/j', code: '1234 5678', reachable: true, addresses: [], expires: 0, qr: { size: 21, path: 'M0' } } },
    )
  expect(lobby()).toContain('Second Look')
  const history = roomAfter()
  const named = textOf(
    <BrandProvider brand={{ name: 'Harbour Board', logo: null, home: '' }}>
      <Projector
        base="/en/live/S"
        projectorKey="k"
        first={roomView(script, history, totalsIn(history, {}), 'projector')}
        counts={null}
        join={{ url: 'example.org/j', code: '1234 5678', reachable: true, addresses: [], expires: 0, qr: { size: 21, path: 'M0' } }}
        names="anonymous"
        audience="phones"
        afterwards={AFTERWARDS}
      />
    </BrandProvider>,
  )
  expect(named).toContain('Harbour Board')
  expect(named).not.toContain('Second Look')
})

describe('a run sheet', () => {
  const sheetFor = (minutes: number) => runSheet(script.compiled, script.play, minutes)
  const page = (audience: 'phones' | 'tables' | 'hands', minutes = 20) => {
    const given = {
      measured: true,
      cast: script.play.cast,
      you: script.you,
      moments: printedMoments(script),
      variant: 'hostile',
      title: 'T',
    } as const
    return textOf(
      <RunSheetPage
        {...given}
        {...{ audience, minutes }}
        sheet={sheetFor(minutes)}
        opening=""
        closing=""
        debrief={printedDebrief(script)}
        brief={briefOf(script)}
      />,
    )
  }
  test('begins with who the room is, and says how its kind of room tells', () => {
    expect(page('phones')).toContain(script.you)
    expect(page('phones')).toContain('on every phone')
    expect(page('tables')).toContain('on every table’s device')
    expect(page('hands')).not.toMatch(/on every (phone|table)/)
    expect(page('hands')).toContain('People who raise hands have no button')
  })
  test('has the reasons of the verdict, and every ending', () => {
    const text = page('phones')
    const { verdict, endings, keep } = script.compiled.key
    for (const sentence of [...verdict.text, ...Object.values(endings).flatMap((ending) => ending.text)].filter(({ said }) => !said))
      expect(text).toContain(script.fill(sentence.text))
    for (const { title } of Object.values(endings)) expect(text).toContain(script.fill(title))
    expect(text).toContain(script.fill(keep.rule))
  })
  test('holds what checks would have found', () => {
    expect(sheetFor(10).rows.some((row) => row.treatment === 'narrate')).toBe(true)
    const narrated = printedMoments(script)[sheetFor(10).rows.find((row) => row.treatment === 'narrate')!.scene]!
    for (const { finding } of narrated.checks) expect(page('phones', 10)).toContain(finding)
    expect(narrated.checks.length).toBeGreaterThan(0)
  })
  test('has every moment that some way leads to, each option with what it means and where it leads', () => {
    const moments = Object.values(printedMoments(script))
    const text = page('phones', 45)
    for (const { questions, ask } of moments) {
      expect(text).toContain(ask)
      for (const option of questions.flatMap(({ options, sometimes }) => [...options, ...sometimes])) {
        expect(text).toContain(option.text)
        if (option.why) expect(text).toContain(option.why)
      }
    }
  })
  test.each(LIBRARY_SCENARIOS)('%s, %s: has the letters that the room will see', (scenario, variant) => {
    const library = libraryScript(scenario, variant)
    const { question, scene } = roomView(
      library,
      carryOn(openRoom(library.play), [{ type: 'start' }, { type: 'vote' }]),
      () => NO_TOTALS,
      'facilitator',
    )
    const asked = printedMoments(library)[scene!.id]!.questions.find(({ act }) => act)!
    expect(question?.kind === 'decide' && question.act.options.map(({ text }) => text)).toEqual(asked.options.map(({ text }) => text))
  })
  test.each(LIBRARY_SCENARIOS)('%s, %s: uses the whole time, with a share for each part of the debrief', (scenario, variant) => {
    const { compiled, play } = libraryScript(scenario, variant)
    const sheets = SESSION_MINUTES.map((minutes) => ({ minutes, ...runSheet(compiled, play, minutes) }))
    for (const { minutes, rows, around, total } of sheets) {
      const sum = [...rows.map((row) => row.minutes), ...Object.values(around)].reduce((a, b) => a + b, 0)
      expect(sum).toBeCloseTo(total)
      expect(total).toBeGreaterThanOrEqual(minutes)
      expect(total, 'not even summarising is shorter').toBeLessThanOrEqual(Math.max(minutes, 21))
      expect(around.debrief).toBeGreaterThanOrEqual(minutes < 30 ? 4 : (PARTS.length + rows.length) / 2)
    }
    const discussed = sheets.map(({ rows }) => rows.filter((row) => row.treatment === 'discuss').length)
    expect(discussed, 'more time never means less discussion').toEqual(discussed.toSorted((a, b) => a - b))
  })
  test('names every moment it leaves out, and what leads there', () => {
    const { compiled, play } = libraryScript('P01', 'hostile')
    const { rows, others } = runSheet(compiled, play, 45)
    expect([...rows, ...others].map(({ scene }) => scene).toSorted()).toEqual(Object.keys(play.scenes).toSorted())
    expect(others.every(({ ways }) => ways.length > 0)).toBe(true)
  })
})

test('no screen of a session has words that only we know', () => {
  const live = Object.entries(messagesOf('en')).filter(([area]) => area.startsWith('live'))
  const words = JSON.stringify(live)
  expect(words.match(/[^"]*(without loss|Gain g|unasked|the mean of|told by you|the majority’s)[^"]*/gi)).toBeNull()
})
