import { IntlProvider, type Messages } from 'use-intl'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { evidenceByLocale } from '@/server/library/evidence'
import { EVIDENCE_FILES, readFiles } from '@/server/library/files'
import { messagesOf } from '@/server/platform/locales'
import { exampleScript } from '@/tests/support/room-script'
import { readAnswer } from '@/scenarios/engine/live/answer-form'
import { type Answer, type Ballot, TABLES, validateAnswer } from '@/scenarios/engine/live/ballot'
import { submissionsOf } from '@/scenarios/engine/play/graph'
import { sceneOf } from '@/scenarios/engine/play/play'
import type { RoomCommand } from '@/scenarios/engine/live/room-state'
import { type RoomHistory, command, openRoom, roomState } from '@/scenarios/engine/live/room'
import { type MomentTotals, NO_TOTALS } from '@/scenarios/engine/live/shown-totals'
import type { RoomScript } from '@/scenarios/engine/live/script'
import { type FollowedView, roomView } from '@/scenarios/engine/live/view'
import { Join, JoinName, grouped } from './join'
import { Phone, type PhoneProps } from './phone'

const script: RoomScript = { ...exampleScript(), ...evidenceByLocale(await readFiles(EVIDENCE_FILES)).languages.en! }
const { play } = script
const run = (history: RoomHistory, ...commands: RoomCommand[]): RoomHistory =>
  commands.reduce((at, given) => {
    const step = command(at, given)
    if (!step.ok) throw new Error(`${given.type}: ${step.reason}`)
    return step.history
  }, history)
const lobby = openRoom(play)
const reading = run(lobby, { type: 'start' })
const voting = run(reading, { type: 'vote' })
const firstOffered = (history: RoomHistory) => [...submissionsOf(sceneOf(play, roomState(history).play), roomState(history).play)].at(-1)!
function toTheEnd(history: RoomHistory): RoomHistory {
  const { phase, play: at } = roomState(history)
  if (at.phase === 'judgement') return history
  return toTheEnd(
    run(
      history,
      phase === 'consequence' ? { type: 'continue' } : { type: 'decide', choices: firstOffered(history), by: 'majority', report: false },
    ),
  )
}
const judging = run(toTheEnd(reading), { type: 'vote' })

const {
  ui,
  channels,
  play: texts,
  debrief,
  organisation,
  livePhone,
  liveOutcome,
  liveReporting,
  liveFollowed,
  liveCurve,
  liveQuestions,
  liveFlags,
} = messagesOf('en')
const inTexts = (children: React.ReactNode) =>
  renderToStaticMarkup(
    <IntlProvider
      locale="en"
      timeZone="UTC"
      messages={
        {
          ui,
          channels,
          play: texts,
          debrief,
          organisation,
          livePhone,
          liveOutcome,
          liveReporting,
          liveFollowed,
          liveCurve,
          liveQuestions,
          liveFlags,
        } as Messages
      }
    >
      {children}
    </IntlProvider>,
  )
function phone(history: RoomHistory, { totals = NO_TOTALS, ...props }: Partial<PhoneProps> & { totals?: MomentTotals } = {}): string {
  const first = roomView(script, history, () => totals, 'participant')
  return inTexts(
    <Phone
      base="/en/live/S"
      home="/en"
      first={first}
      mine={{ moment: first.moment, flags: [], votes: {} }}
      name="Phone 3"
      contacts={CONTACTS}
      {...props}
    />,
  )
}
const CONTACTS = [{ name: 'The safety desk', ways: ['+49 30 123', 'desk@example.org'] }]
const textOf = (html: string) =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#x27;/g, "'")
    .replace(/\s+/g, ' ')
function fields(html: string): URLSearchParams {
  const form = html.slice(html.indexOf('id="question"'))
  const filled = new URLSearchParams()
  for (const [input] of form.matchAll(/<input[^>]*>/g)) {
    const [, name] = / name="([^"]*)"/.exec(input)!
    if (!filled.has(name!)) filled.append(name!, / value="([^"]*)"/.exec(input)![1]!)
  }
  return filled
}

describe('every phase', () => {
  const checking = run(reading, { type: 'askChecks' })
  const reply = run(toReply(reading), { type: 'vote' })
  function toReply(history: RoomHistory): RoomHistory {
    if (sceneOf(play, roomState(history).play).decisions.some((d) => d.as === 'reply')) return history
    return toReply(
      run(
        history,
        roomState(history).phase === 'consequence'
          ? { type: 'continue' }
          : { type: 'decide', choices: firstOffered(history), by: 'majority', report: false },
      ),
    )
  }
  const revealed = run(voting, { type: 'reveal' })
  const sends = sceneOf(play, roomState(reply).play).decisions.flatMap((d) => d.options.filter((o) => o.sends))
  const wording = run(reply, { type: 'reveal' }, { type: 'word', act: sends[0]!.id })
  const phases = {
    lobby,
    opening: run(lobby, { type: 'introduce' }),
    reading,
    checking,
    voting,
    reply,
    judging,
    revealed,
    paused: run(voting, { type: 'pause' }),
    discussing: run(voting, { type: 'discuss', until: 9e12 }),
    consequence: run(reading, {
      type: 'decide',
      choices: [...submissionsOf(sceneOf(play, roomState(reading).play), roomState(reading).play)][0]!,
      by: 'majority',
      report: false,
    }),
    debrief: run(judging, { type: 'conclude' }),
    weighed: run(checking, { type: 'reveal' }),
    wording,
    verdict: run(judging, { type: 'conclude' }, { type: 'show', part: 'verdict' }),
    closed: run(voting, { type: 'close' }),
    over: run(judging, { type: 'conclude' }, { type: 'show', part: 'verdict' }, { type: 'close' }),
  }
  test.each(Object.entries(phases))('%s has one heading, help, and a note for people without script', (_, history) => {
    const html = phone(history)
    expect(html.match(/<h1/g)).toHaveLength(1)
    expect(html).toContain('popoverTarget="help"')
    expect(html).toMatch(/<noscript>.*href="\/en\/live\/S"/)
    // The content security policy forbids inline styles.
    expect(html).not.toMatch(/ style="/)
    expect(textOf(html)).not.toMatch(/livePhone\.|undefined|NaN/)
    expect(textOf(html), 'so that a facilitator can find it').toContain('You are Phone 3')
    expect(html, 'what is the facilitators’').not.toMatch(/href="\/en\/live\/[^"]*\/(cockpit|projector|facilitator|summary|run-sheet)/)
  })

  test.each([
    ['voting', voting],
    ['checking', checking],
    ['reply', reply],
    ['wording', wording],
    ['judging', judging],
  ] as const)('%s without script posts an answer that is accepted', (_, history) => {
    const form = fields(phone(history))
    const read = readAnswer(
      form,
      roomView(script, history, () => NO_TOTALS, 'participant'),
    )
    expect(read).not.toBeNull()
    expect(validateAnswer(play, roomState(history), { moment: Number(form.get('moment')), seq: 1, ...read } as Answer)).toBe('taken')
  })

  test.each(['lobby', 'opening', 'consequence', 'closed', 'debrief'] as const)('%s asks nothing', (phase) =>
    expect(phone(phases[phase])).not.toContain('id="question"'),
  )

  test('a paused session accepts no answer and says so', () => {
    const html = phone(phases.paused)
    expect(html).not.toContain('type="radio"')
    expect(textOf(html)).toContain('The session is paused')
  })
  test('a pause leaves what was sent on the page, also from an earlier vote', () => {
    const [act] = sceneOf(play, roomState(voting).play).decisions
    const option = act!.options[1]!
    const mine = { moment: 1, flags: [], votes: { 'round-1': { kind: 'decide' as const, choices: { [act!.id]: option.id } } } }
    const again = run(voting, { type: 'discuss', until: null }, { type: 'vote' }, { type: 'pause' })
    for (const history of [phases.paused, again])
      expect(textOf(phone(history, { mine }))).toContain(`Your last answer is in. B ${option.text}`)
    expect(textOf(phone(phases.paused))).not.toContain('Your last answer')
    const checking = run(reading, { type: 'askChecks' })
    const [check] = sceneOf(play, roomState(reading).play).checks
    const checked = { moment: 1, flags: [], votes: { 'checks-2': { kind: 'check' as const, check: check!.id } } }
    expect(textOf(phone(run(checking, { type: 'pause' }), { mine: checked }))).toContain(`Your last answer is in. A ${check!.text}`)
  })

  test.each(Object.entries(phases))('%s links to the attendance sheet while it is open, and back', (_, history) => {
    const open = run(history, { type: 'attendance', open: true })
    expect(phone(open)).toContain('href="/en/live/S/attendance"')
    expect(textOf(phone(open, { note: 'signed' }))).toContain('You are on the list. Change it, or add someone else')
    for (const note of [null, 'signed']) expect(phone(history, { note })).not.toMatch(/attendance|on the list/)
  })

  test('totals mark the phone’s own choice, or the page says why there are none', () => {
    const [act] = sceneOf(play, roomState(voting).play).decisions
    const [a, b] = act!.options
    const totals: MomentTotals = {
      ...NO_TOTALS,
      rounds: [{ voted: 7, counts: { [act!.id]: { [a!.id]: 5, [b!.id]: 2 } }, sound: 1, ratings: {} }],
    }
    const mine = { moment: 1, flags: [], votes: { 'round-1': { kind: 'decide' as const, choices: { [act!.id]: b!.id } } } }
    const html = textOf(phone(revealed, { totals, mine }))
    expect(html).toContain('7 voted.')
    expect(html).toContain(`B ${b!.text} Your choice 2 of 7`)
    const few = { ...totals.rounds[0]!, voted: 4, few: true }
    expect(textOf(phone(revealed, { totals: { ...totals, rounds: [few] }, mine }))).toContain('We show totals once 5 have voted')
  })
})

describe('a saved answer', () => {
  const [act] = sceneOf(play, roomState(voting).play).decisions
  const mine = {
    moment: 1,
    flags: [],
    votes: {
      'round-1': { kind: 'decide' as const, choices: { [act!.id]: act!.options[1]!.id }, reported: true as const, rating: 4 as const },
    },
  }
  test('is shown in words, and its form is folded away with the choices kept', () => {
    const html = phone(voting, { mine })
    expect(textOf(html)).toContain('Your answer is in. You can change it until the vote closes.')
    expect(textOf(html)).toContain(`B ${act!.options[1]!.text} Change my answer`)
    expect(html.match(/<input[^>]*checked[^>]*>/g)).toHaveLength(2)
  })
  test('is not part of the next vote, which quotes it', () => {
    const again = run(voting, { type: 'discuss', until: null }, { type: 'vote' })
    const html = phone(again, { mine })
    expect(textOf(html)).toContain(`Last time you chose B: ${act!.options[1]!.text}`)
    expect(html).not.toMatch(/<input[^>]*checked/)
  })
})

describe('reporting', () => {
  const button = (html: string) => html.slice(html.indexOf('id="report"'), html.indexOf('</form>', html.indexOf('id="report"')))
  const [act] = sceneOf(play, roomState(voting).play).decisions
  const choices = { [act!.id]: act!.options[1]!.id }
  const mine = (ballot: object) => ({ moment: 1, flags: [], votes: { 'round-1': { kind: 'decide' as const, choices, ...ballot } } })
  test('is in every moment as long as people can vote, and nobody else presses it', () => {
    for (const history of [reading, voting, run(voting, { type: 'discuss', until: null }), run(reading, { type: 'askChecks' })]) {
      expect(textOf(button(phone(history)))).toContain('Tell your security officer')
      expect(button(phone(history))).toContain('aria-pressed="false"')
    }
    for (const history of [lobby, judging, run(voting, { type: 'reveal' }), run(voting, { type: 'pause' })])
      expect(phone(history)).not.toContain('id="report"')
  })
  test('pressed before the vote is sent with it, without script too', () => {
    const html = phone(voting, { reported: { moment: 1, reported: true } })
    expect(button(html)).toContain('aria-pressed="true"')
    expect(
      readAnswer(
        fields(html),
        roomView(script, voting, () => NO_TOTALS, 'participant'),
      ),
    ).toMatchObject({ ballot: { reported: true } })
    expect(button(phone(voting, { reported: { moment: 7, reported: true } }))).toContain('aria-pressed="false"')
  })
  test('pressed after the vote sends the vote again with it, without script too', () => {
    const sent = (html: string) => {
      const form = new URLSearchParams()
      for (const [, name, value] of button(html).matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g))
        form.append(name!, value!)
      return readAnswer(
        form,
        roomView(script, voting, () => NO_TOTALS, 'participant'),
      )
    }
    expect(sent(phone(voting, { mine: mine({ rating: 2 }) }))).toEqual({
      about: 'round-1',
      ballot: { kind: 'decide', choices, reported: true, rating: 2 },
    })
    expect(sent(phone(voting, { mine: mine({ reported: true }) }))).toEqual({ about: 'round-1', ballot: { kind: 'decide', choices } })
  })
  test('stays pressed in the next vote of the moment, and is forgotten in the next moment', () => {
    const again = run(voting, { type: 'discuss', until: null }, { type: 'vote' })
    expect(button(phone(again, { mine: mine({ reported: true }) }))).toContain('aria-pressed="true"')
    expect(button(phone(again, { mine: { ...mine({ reported: true }), moment: 9 } }))).toContain('aria-pressed="false"')
  })
  test('is part of a vote only once that vote was sent', () => {
    const again = run(voting, { type: 'discuss', until: null }, { type: 'vote' })
    const said = (history: RoomHistory, votes: Record<string, Ballot>) => {
      const html = phone(history, { mine: { moment: 1, flags: [], votes }, reported: { moment: 1, reported: true } })
      return textOf(html.slice(html.indexOf('id="report"')))
    }
    const reported = { kind: 'decide', choices, reported: true } as const
    expect(said(again, { 'round-1': reported })).toContain('We noted this. It goes with your vote.')
    expect(said(again, { 'round-1': reported, 'round-2': reported })).toContain('It is part of your vote.')
    expect(said(run(voting, { type: 'discuss', until: null }), { 'round-1': reported })).toContain('It is part of your vote.')
  })
  test('shows its reply before what followed', () => {
    const choices = [...submissionsOf(sceneOf(play, roomState(reading).play), roomState(reading).play)][0]!
    const text = textOf(phone(run(reading, { type: 'decide', choices, by: 'majority', report: true })))
    const places = ['You told your security officer', 'Note the date', 'The path taken', 'You are connected'].map((words) =>
      text.indexOf(words),
    )
    expect(places).toEqual(places.toSorted((a, b) => a - b))
    expect(places[0]).toBeGreaterThan(0)
  })
})

describe('the result', () => {
  const [act] = sceneOf(play, roomState(voting).play).decisions
  const [a, b] = act!.options
  const round = (first: number, second: number, reported: number) => ({
    voted: first + second,
    counts: { [act!.id]: { [a!.id]: first, [b!.id]: second } },
    reported,
    sound: 1,
    ratings: {},
  })
  const again = run(voting, { type: 'discuss', until: null }, { type: 'vote' }, { type: 'reveal' })
  test('is in the order of the room’s screen, with what changed and who would have reported', () => {
    const text = textOf(phone(again, { totals: { ...NO_TOTALS, rounds: [round(5, 2, 1), round(1, 6, 3)], changed: 4 } }))
    expect(text).toMatch(new RegExp(`B ${b!.text} First vote: 2 → , last vote: 6 of 7 A `))
    expect(text).toContain('4 changed their mind')
    expect(text).toContain('3 would also tell the security officer')
  })
  test('of a vote on checks is shown', () => {
    const checking = run(reading, { type: 'askChecks' })
    const [check] = sceneOf(play, roomState(reading).play).checks
    const text = textOf(
      phone(run(checking, { type: 'reveal' }), {
        totals: { ...NO_TOTALS, checks: { voted: 6, counts: { check: { [check!.id]: 6 } } } },
        mine: { moment: 1, flags: [], votes: { 'checks-2': { kind: 'check', check: check!.id } } },
      }),
    )
    expect(text).toContain('What the room would check')
    expect(text).toMatch(/Your choice 6 of 6/)
  })
})

describe('the debrief', () => {
  const concluded = run(judging, { type: 'conclude' })
  const VERDICT = /It was (genuine|an approach)|Warning signs|What to keep/
  test('gives nothing away before the room knows', () => expect(textOf(phone(concluded))).not.toMatch(VERDICT))
  test('follows the wall part by part, and marks where the room is', () => {
    const html = phone(run(concluded, { type: 'show', part: 'verdict' }))
    expect(textOf(html)).toMatch(/It was (genuine|an approach)/)
    expect(html.match(/aria-current="true"/g)).toHaveLength(1)
    expect(html).toMatch(/id="part-verdict"[^>]*aria-current="true"/)
    expect(html).not.toContain('id="part-signs"')
  })
  test('stays complete after the close, with what to do in a real case', () => {
    const html = phone(run(concluded, { type: 'show', part: 'verdict' }, { type: 'close' }))
    const places = ['ending', 'verdict', 'keep', 'after', 'ratings'].map((part) => html.indexOf(`id="part-${part}"`))
    expect(places, 'first how it ended and what to take along').toEqual(places.toSorted((a, b) => a - b))
    expect(places[0]).toBeGreaterThan(0)
    expect(html.match(/id="part-keep"/g)).toHaveLength(1)
    expect(textOf(html)).toContain('Do not warn the contact.')
    expect(html).toContain('href="tel:+4930123"')
    expect(html).toContain('href="/en/learn"')
  })
})

test('a device of a table addresses the table', () => {
  const atTable = (history: RoomHistory) =>
    textOf(phone(history, { first: roomView({ ...script, crowd: TABLES }, history, () => NO_TOTALS, 'participant') }))
  expect(atTable(lobby)).toContain('agree at your table and send one answer')
  expect(atTable(voting)).toContain('Agree at your table, then send one answer.')
  const talk = run(voting, { type: 'discuss', until: null })
  expect(atTable(talk)).toContain('Talk at your table')
  expect(atTable(run(talk, { type: 'vote' }))).toContain('Agree again')
  for (const history of [lobby, voting, talk]) expect(textOf(phone(history))).not.toMatch(/table/)
})

describe('what follows', () => {
  const { scene } = roomView(script, reading, () => NO_TOTALS, 'participant')
  const first = { ...roomView(script, voting, () => NO_TOTALS, 'participant'), phase: 'consequence' as const, vote: null }
  const told = { of: 7, reply: null, text: '' }
  const sent = { id: 's', as: 'reply' as const, ask: 'About the date', text: 'Monday, gladly.' }
  const shown = (followed: Pick<FollowedView, 'chose' | 'sent' | 'words' | 'lines'>) =>
    textOf(phone(voting, { first: { ...first, followed: { ...told, ...followed } } }))
  const contact = scene!.cast.contact!.name
  test('has the room’s own words in the thread, then who answers', () => {
    const lines = [{ from: 'contact', at: '09:12', text: '👍' }, { text: 'The ferry comes.' }]
    expect(shown({ chose: '“Monday, gladly.”', sent: [], words: 'Monday, gladly.', lines })).toMatch(
      new RegExp(`The room wrote .*The room .*Monday, gladly\\..* ${contact} .*👍 The ferry comes\\.`),
    )
  })
  test('has each sentence that was sent, and how many voted for it', () => {
    const followed = { chose: 'Send', sent: [{ ...sent, n: 5 }], words: 'Monday, gladly.', lines: [{ text: 'The ferry comes.' }] }
    expect(shown(followed)).toContain('The room wrote Monday, gladly. 5 of 7 The ferry comes.')
  })
  test('has an act that is no speech, and the form that was filled in', () => {
    const form = [{ ...sent, as: 'form' as const, n: null }]
    expect(shown({ chose: 'Hand it in', sent: form, words: null, lines: [] })).toContain(
      'The path taken Hand it in About the date: Monday, gladly.',
    )
  })
})

test('the note that signs are ours appears at most once', () => {
  const over = phone(run(judging, { type: 'conclude' }, { type: 'show', part: 'verdict' }, { type: 'close' }))
  expect(textOf(over)).not.toContain('(our own addition')
  expect((textOf(over).match(/are our own, without a source/g) ?? []).length).toBeLessThanOrEqual(1)
})

test('a what-if is marked', () => {
  expect(textOf(phone(run(voting, { type: 'return', to: 1, whatIf: true })))).toContain('What if')
  expect(textOf(phone(voting))).not.toContain('What if')
})

test('the rating is asked where the scenario asks it, and may be left open', () => {
  expect(phone(voting)).toContain('name="rating"')
  const form = fields(phone(voting))
  form.delete('rating')
  expect(
    readAnswer(
      form,
      roomView(script, voting, () => NO_TOTALS, 'participant'),
    ),
  ).not.toBeNull()
  expect(phone(judging)).not.toContain('name="rating"')
})

test('every sentence can be flagged at once, and without script all flags are posted as a whole', () => {
  const html = phone(reading)
  expect(html).toContain('type="checkbox"')
  expect(html).toMatch(/name="about" value="flags"/)
  expect(html).toMatch(/name="flagging" value="1"/)
  expect(html).toMatch(/<noscript>.*Send my flags/)
  expect(phone(run(voting, { type: 'reveal' }))).not.toContain('type="checkbox"')
})

describe('joining', () => {
  test('asks only for the code, in groups of four', () => {
    const html = inTexts(<Join action="/en/j" code="12345678" note="wrong" />)
    expect(html.match(/<input/g)).toHaveLength(1)
    expect(html).toContain('value="1234 5678"')
    expect(textOf(html)).toContain('No session has this code right now')
  })
  test('asks for a nickname on a page of its own', () => {
    const html = inTexts(<JoinName action="/en/j" code="12345678" note="name" />)
    expect(html).toMatch(/type="hidden" name="code" value="12345678"/)
    expect(html).not.toContain('role="status"')
  })
  test.each([
    ['', ''],
    ['123', '123'],
    ['1234', '1234'],
    ['12345', '1234 5'],
    ['1234-5678', '1234 5678'],
    ['1234 56789', '1234 5678'],
  ])('“%s” is shown as “%s”', (typed, shown) => {
    expect(grouped(typed)).toBe(shown)
  })
})

test('while the room talks, a phone shows one’s own choice, and the question that is on the wall', () => {
  const talk = run(voting, { type: 'discuss', until: null })
  const view = roomView(script, talk, () => NO_TOTALS, 'participant')
  if (view.question?.kind !== 'decide') throw new Error('no decision is asked')
  const { id, options } = view.question.act
  const mine = { moment: view.moment, flags: [], votes: { 'round-1': { kind: 'decide' as const, choices: { [id]: options[1]!.id } } } }
  const said = textOf(phone(talk, { mine }))
  expect(said).toContain(`Your choice B ${options[1]!.text}`)
  expect(said).toContain(view.prompt)
  expect(textOf(phone(talk))).not.toContain('Your choice')
})
