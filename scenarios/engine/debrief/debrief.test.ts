import { describe, expect, test } from 'vitest'
import { authoredEvents } from '@/tests/support/authored-events'
import { examplePool, exampleResolved, exampleScenario } from '@/tests/support/example-scenario'
import { compile } from '../play/compile'
import { debrief } from './debrief'
import { toExplain } from './explain'
import type { FlagView } from './moment'
import { LONG, endingParagraphs, paragraphsOf } from './paragraphs'
import { replay } from '../play/journal'
import type { PlayEvent } from '../play/events'
import { read, replyHere, saidIn } from '../play/prose'
import { argumentsOf, drawNames } from '../play/names'
import { format, stage } from '../play/staging'

const { hostile, genuine } = compile(exampleScenario)
const compiled = hostile!
const names = drawNames(examplePool, Object.keys(compiled.play.cast), 7)
const args = argumentsOf(compiled.values, names)
const otherPlay = stage(genuine!.play, names, argumentsOf(genuine!.values, names), 'en')
const given = {
  compiled,
  play: stage(compiled.play, names, args, 'en'),
  other: { play: otherPlay, key: genuine!.key },
  indicators: {
    secrecy: { label: 'Asks you to keep quiet', cites: ['G-17'] },
    'flattery-for-access': { label: 'Flattery tied to your access', cites: ['G-02'] },
  },
  fill: (text: string) => format(text, args, 'en'),
}
const { flag, check, decide, report, on, judge } = authoredEvents(exampleScenario)

function stepsOf({ play }: Pick<typeof compiled, 'play'>, events: readonly PlayEvent[]) {
  const journal: PlayEvent[] = []
  for (const event of events) {
    journal.push(event)
    if (replay(play, journal).state.phase === 'consequence') journal.push(on)
  }
  const { steps, refused } = replay(play, journal)
  expect(refused).toBeNull()
  return steps
}
const debriefed = (...events: PlayEvent[]) => debrief({ ...given, steps: stepsOf(compiled, events) })
const debriefedGenuine = (...events: PlayEvent[]) =>
  debrief({
    ...{ ...given, compiled: genuine!, play: otherPlay, other: { play: given.play, key: compiled.key } },
    steps: stepsOf(genuine!, events),
  })
const back = decide({ 'call-act': 'back' })
const rest = [report, back]
const quietWay = [decide({ 'hello-act': 'sit' }), decide({ 'request-act': 'leave' }), back, ...lastScene(), judge]

describe('a debrief', () => {
  const view = debriefed(
    flag('hl-praise'),
    flag('hl-works'),
    check('register'),
    decide({ 'hello-act': 'sit' }, 4),
    decide({ opening: 'warm', answer: 'inside', 'fee-line': 'too-much', 'request-act': 'send' }),
    ...rest,
    ...lastScene(),
    judge,
  )

  test('separates noticed, missed and harmless, and marks those about origin', () => {
    const [hello, request] = view.decisions
    expect(hello!.flags.map((f) => [f.kind, f.origin])).toEqual([
      ['harmless', true],
      ['noticed', false],
    ])
    expect(hello!.flags[1]).toMatchObject({ label: 'Flattery tied to your access', cites: ['G-02'] })
    expect(request!.flags.map((f) => f.kind)).toEqual(['missed'])
  })

  test('counts which tools were tried', () => {
    expect(view.tried).toMatchObject({ flags: 2, checks: 1, ratings: 1, replies: 1, nothing: 2 })
    expect(view.tried.minutes).toBeGreaterThan(0)
    expect(
      debriefed(decide({ 'hello-act': 'sit' }), decide({ 'request-act': 'leave' }), ...rest, ...lastScene(), judge).tried,
    ).toMatchObject({
      flags: 0,
      checks: 0,
      minutes: 0,
      ratings: 0,
      replies: 0,
    })
  })

  test('explains each sentence sent, then the act', () => {
    const [, request] = view.decisions
    expect([...request!.sent, request!.act].map((c) => c.ask)).toEqual(['Opening', 'Answer', 'On the fee', 'And then?'])
    expect(request!.reply).toBe(true)
    expect(request!.sent[1]).toMatchObject({ why: 'That was not public.', cites: ['G-07'] })
    expect(request!).toMatchObject({ quality: 'costly', harm: 'repaired' })
  })

  test('says what would have earned more, the act first, unless the learner did just that', () => {
    const best = debriefed(
      check('register'),
      decide({ 'hello-act': 'name-it' }),
      decide({ 'request-act': 'leave' }),
      ...rest,
      ...lastScene(),
      judge,
    )
    expect(best.decisions[0]!.better).toEqual([])
    expect(best.decisions[1]!.better).toEqual(['Send the reply'])
    expect(view.decisions[0]!.better).toEqual(['Decline: no such circle is on the register'])
  })

  test('never suggests what the learner did, and names the question of a sentence', () => {
    for (const { act, sent, better } of view.decisions)
      for (const text of better) expect([act, ...sent].map((c) => c.text)).not.toContain(text)
    // Without its question, a sentence would read as an act.
    expect(view.decisions[1]!.better).toEqual(['Answer: I can point you to what is published.'])
  })

  test('counts signs and harmless details', () => {
    expect(view.counts.signs[0]).toBe(1)
    expect(view.counts.harmless[0]).toBe(1)
    expect(view.counts.flagged).toBe(2)
  })

  const flagsOf = (...flagged: PlayEvent[]) =>
    debriefed(
      ...flagged,
      decide({ 'hello-act': 'accept' }),
      decide({ 'request-act': 'leave' }),
      flag('cl-soon'),
      decide({ 'call-act': 'back' }),
      ...lastScene(),
      judge,
    )
  test('does not call harmless what is worth a question in either variant, and does not count it', () => {
    const { decisions, counts } = flagsOf(flag('hl-praise'))
    expect(decisions[2]!.flags.map((f) => [f.kind, f.label])).toEqual([
      ['missed', 'Asks you to keep quiet'],
      ['question', 'I write too often.'],
    ])
    expect(counts).toMatchObject({ harmless: [0, expect.any(Number)], flagged: 2 })
  })
  test('calls no sign missed if nobody could know yet, or if nothing was flagged at all', () => {
    expect(flagsOf().decisions[0]!.flags.map((f) => f.kind)).toEqual(['later'])
    const nothing = debriefed(decide({ 'hello-act': 'sit' }), decide({ 'request-act': 'leave' }), ...rest, ...lastScene(), judge)
    expect(nothing.decisions.flatMap((d) => d.flags.map((f) => f.kind))).toEqual(['later', 'sign', 'sign'])
    expect(nothing.counts.flagged).toBe(0)
  })
  test('calls costly what did harm, but not an act that only lost points', () => {
    const [hello, request] = debriefed(
      decide({ 'hello-act': 'origin' }),
      decide({ 'request-act': 'leave' }),
      ...rest,
      ...lastScene(),
      judge,
    ).decisions
    expect(hello).toMatchObject({ quality: 'costly', harm: 'repaired' })
    expect(request).toMatchObject({ quality: 'partly', harm: null, points: { earned: 0, possible: 1 } })
  })
  test('has the points of each decision and each report, and they add up to the result', () => {
    const points = view.decisions.flatMap((d) => [d.points, d.report]).filter((p) => p !== null)
    expect(points.reduce((sum, p) => sum + p.earned, 0)).toBe(view.result!.earned)
    expect(points.reduce((sum, p) => sum + p.possible, 0)).toBe(view.result!.possible)
    expect(view.result).toMatchObject({ outcome: 'repaired', eitherWay: false })
  })
  test('names no outcome and no points for a tutorial, or if the scenario may be skipped', () => {
    const { steps } = replay(compiled.play, quietWay)
    for (const more of [{ skippable: true }, { kind: 'tutorial' as const }]) {
      const { result, moment } = debrief({ ...given, compiled: { ...compiled, ...more }, steps })
      expect(result).toBeNull()
      expect(moment.kind).toBe('sound')
    }
  })

  test('lists every source once, in order of first use, and never INV', () => {
    expect(new Set(view.cites).size).toBe(view.cites.length)
    expect(view.cites).not.toContain('INV')
    expect(view.cites).toEqual(expect.arrayContaining(['G-02', 'G-07']))
    const indicators = { ...given.indicators, secrecy: { label: 'Asks you to keep quiet', cites: ['G-40'] } }
    const { steps } = replay(compiled.play, quietWay)
    expect(debrief({ ...given, indicators, steps }).cites, 'of the signs to keep').toContain('G-40')
  })

  test('names every scene and where it leads, with the ending on the path', () => {
    expect(view.path).toHaveLength(view.decisions.length + 1)
    for (const { ways } of Object.values(view.places)) for (const { to } of ways) expect(view.places[to]).toBeDefined()
    expect(view.places[view.path.at(-1)!]!.title).toBe(view.ending.title)
  })

  test('leaves no message argument unformatted', () => {
    expect(JSON.stringify({ ...view, score: null })).not.toMatch(/\{\w+(_name|_given|_family)\}/)
  })
})

describe('reporting, rating and the other variant', () => {
  const view = debriefed(
    check('register'),
    decide({ 'hello-act': 'accept' }, 2),
    report,
    decide({ opening: 'warm', answer: 'inside', 'fee-line': 'too-much', 'request-act': 'send' }),
    decide({ 'call-act': 'back' }, 5),
    ...lastScene(),
    judge,
  )

  test('say when the learner reported, with the reply as it was given and why it mattered', () => {
    expect(view.reporting).toMatchObject({ chances: 4, reported: 1, first: 2 })
    const [hello, request] = view.reporting.moments
    expect(hello).toMatchObject({ reported: false, reply: null, worth: 1, why: 'Little to tell yet.', cites: ['G-11'] })
    expect(request).toMatchObject({ reported: true, reply: '“Send me the mail as it came.”', worth: 2 })
    expect(view.reporting.moments.map((m) => m.matters)).toEqual([false, true, false, false])
  })
  test('a reply after the act knows the act', () => {
    const journal = [decide({ 'hello-act': 'accept' }), report]
    const { steps } = replay(compiled.play, journal)
    expect(replyHere(given.play, steps)).toMatch(/may write again.” “Then keep what you sent.”$/)
    expect(replyHere(given.play, replay(compiled.play, [report]).steps)).toMatch(/may write again.”$/)
  })
  test('show each rating with what had been shown by then, and from when a learner could know', () => {
    expect(view.ratings.map(({ rating, seen, decided }) => [rating, seen, decided])).toEqual([
      [2, ['Flattery tied to your access'], true],
      [null, [expect.stringMatching(/^We pay €/)], true],
      [5, ['Asks you to keep quiet'], true],
      [null, [], true],
    ])
    expect(view.ratings.map(({ found }) => found)).toEqual([['No entry.'], [], [], []])
    const unchecked = debriefed(decide({ 'hello-act': 'sit' }, 3), decide({ 'request-act': 'leave' }), ...rest, ...lastScene(), judge)
    expect(unchecked.ratings.map(({ decided }) => decided)).toEqual([false, true, true, true])
    expect(unchecked.decisions.map(({ decided }) => decided)).toEqual([false, true, true, true])
    expect(debriefed(decide({ 'hello-act': 'sit' }), decide({ 'request-act': 'leave' }), ...rest, ...lastScene(), judge).ratings).toEqual(
      [],
    )
  })
  test('show no sign before a learner could know, and then all that there were', () => {
    const { ratings } = debriefed(decide({ 'hello-act': 'sit' }, 3), decide({ 'request-act': 'leave' }), ...rest, ...lastScene(), judge)
    expect(ratings.slice(0, 2).map(({ seen }) => seen)).toEqual([[], ['Flattery tied to your access', expect.stringMatching(/^We pay €/)]])
  })
  test('say of acts that pass in either variant that they were good without knowing', () => {
    const good = debriefed(
      check('register'),
      decide({ 'hello-act': 'name-it' }),
      report,
      decide({ opening: 'cold', answer: 'public', 'fee-line': 'too-much', 'request-act': 'send' }),
      decide({ 'call-act': 'back' }),
      decide({ 'record-act': 'file', what: 'conduct' }),
      judge,
    )
    expect(good.result).toMatchObject({ outcome: 'held', eitherWay: true })
    expect(view.result!.eitherWay).toBe(false)
  })
  test('name the check that revealed most, or would have', () => {
    const check = { scene: view.decisions[0]!.scene, text: 'Look in the register', minutes: 5, finding: 'No entry.' }
    expect(view.decisive).toEqual({ ...check, made: true })
    const unchecked = debriefed(decide({ 'hello-act': 'sit' }), decide({ 'request-act': 'leave' }), ...rest, ...lastScene(), judge)
    expect(unchecked.decisive).toEqual({ ...check, made: false })
  })
  test('show a page of the path in both variants, side by side', () => {
    const { lines } = view.pages!
    expect(lines.filter((line) => line.other !== null).length).toBeGreaterThan(0)
    for (const { own, other } of lines) if (other !== null) expect(other).not.toBe(own)
    expect(lines.some((line) => line.isStrong)).toBe(true)
    expect(lines[0]!.from?.kind, 'what it stands in').toBeTruthy()
  })
  test('mark a sentence as a sign in the variant in which it is one, and nowhere else', () => {
    expect(view.pages!.lines.filter((line) => line.sign).map((line) => line.sign)).toEqual(['own'])
    const harmless = debriefedGenuine(...quietWay)
    expect(harmless.pages!.lines.filter((line) => line.sign).map((line) => line.sign)).toEqual(['other'])
    for (const { sign, label } of harmless.moment.marked) expect([sign, label]).toEqual([false, null])
  })
  test('keep the labels of lines that are compared', () => {
    const { steps } = replay(compiled.play, quietWay)
    const { id, own, other } = debrief({ ...given, steps }).pages!.lines.find((line) => line.other !== null)!
    const labelled = (play: typeof given.play) =>
      JSON.parse(JSON.stringify(play).replaceAll(`"id":"${id}",`, `"id":"${id}","label":"To",`)) as typeof given.play
    const { pages } = debrief({
      ...given,
      play: labelled(given.play),
      other: { ...given.other, play: labelled(otherPlay) },
      steps,
    })
    expect(pages!.lines.find((line) => line.id === id)).toMatchObject({ own: `To: ${own}`, other: `To: ${other}` })
  })
  test('are missing in a tutorial, which has one variant', () => {
    const { steps } = replay(compiled.play, quietWay)
    const alone = debrief({ ...given, other: null, steps })
    expect(alone.decisions.map((d) => d.decided)).toEqual([true, true, true, true])
  })
  test('quote what the learner said, and end with the signs and the rule to keep', () => {
    const { steps } = replay(compiled.play, [
      decide({ 'hello-act': 'sit' }),
      check('press'),
      decide({ opening: 'cold', answer: 'inside', 'fee-line': 'fine', 'request-act': 'send' }),
      on,
    ])
    const here = steps.at(-1)!.after
    expect(read(given.play.scenes[here.scene]!.lead, here, saidIn(given.play, steps))).toBe(
      'You had written: the berths will be shared by size.',
    )
    expect(view.keep).toEqual({ signs: [{ label: 'Asks you to keep quiet', cites: ['G-17'] }], rule: 'Ask who pays.' })
  })
  test('the ending is that of the outcome, with the sentences that are true on the path', () => {
    expect(view.ending).toEqual({ title: 'Gone', paragraphs: ['Nobody knew, and the paper was out.'] })
    expect(debriefed(...quietWay).ending).toEqual({ title: 'Quiet', paragraphs: ['Nobody knew until spring. From you it got nothing.'] })
  })
})

describe('the moment that mattered', () => {
  const register = check('register')
  const well = [register, decide({ 'hello-act': 'name-it' })]
  const reply = (answer: string) => decide({ opening: 'cold', answer, 'fee-line': 'too-much', 'request-act': 'send' })
  const last = decide({ 'record-act': 'bin' })

  test('is the harm that was not repaired, with what the learner sent and what would have been better', () => {
    const { moment, result } = debriefed(...well, report, reply('inside'), back, last, judge)
    expect(result!.outcome).toBe('lost')
    expect(moment).toMatchObject({
      n: 1,
      kind: 'harm',
      made: { how: 'wrote' },
      because: { text: 'That was not public.', cites: ['G-07'] },
      better: 'I can point you to what is published.',
    })
    expect(moment.marked).toEqual([expect.objectContaining({ text: expect.stringMatching(/^We pay €/), sign: true })])
  })
  test('is the harm that was repaired, if there was no other', () => {
    const { moment, result } = debriefed(...well, reply('inside'), report, back, last, judge)
    expect([result!.outcome, moment.kind, moment.n]).toEqual(['repaired', 'repaired', 1])
  })
  test('knows harm that was repaired by the act which the scenario names for that', () => {
    const filed = debriefed(...well, reply('inside'), back, decide({ 'record-act': 'file', what: 'conduct' }), judge)
    expect(filed.decisions[1]!.harm).toBe('repaired')
    expect(debriefed(...well, reply('inside'), back, last, judge).decisions[1]!.harm).toBe('open')
  })
  test('is the report that was missing, in the moment in which it mattered most', () => {
    const { moment, result } = debriefed(...well, reply('public'), back, last, judge)
    expect(result!.outcome).toBe('missed')
    expect(moment).toMatchObject({ n: 1, kind: 'unreported', made: null, better: null })
  })
  test('is the business that was left undone in a genuine variant', () => {
    const { moment, result } = debriefedGenuine(...well, reply('public'), back, last, judge)
    expect(result!.outcome).toBe('missed')
    expect(moment).toMatchObject({ n: 3, kind: 'undone', better: 'File it, your own part included' })
  })
  test('is what lost most, or what went well if nothing was lost', () => {
    const file = decide({ 'record-act': 'file', what: 'conduct' })
    const { moment } = debriefed(decide({ 'hello-act': 'accept' }), decide({ 'request-act': 'leave' }), report, back, file, judge)
    expect(moment).toMatchObject({ kind: 'lost', n: 0 })
    const best = debriefed(...well, report, reply('public'), report, back, file, judge)
    expect(best.moment).toMatchObject({ kind: 'sound', better: null })
    expect(best.decisions[best.moment.n]!.quality).toBe('sound')
  })
  test('never suggests for next time what the learner did', () => {
    for (const act of ['sit', 'accept', 'origin']) {
      const { moment } = debriefed(decide({ 'hello-act': act }), decide({ 'request-act': 'leave' }), back, ...lastScene(), judge)
      expect(moment.better).not.toBe(moment.made?.text)
    }
  })
})

describe('the paragraphs of a verdict', () => {
  const says = (sentences: readonly { text: string }[]) => sentences.map(({ text }) => text)
  const sentence = (text: string, when?: { fact: string }) => ({ text, ...(when && { when }) })
  test('begin with what is always true, and go on with what depends on the path', () => {
    const sentences = [sentence('What.'), sentence('How.'), sentence('You asked.', { fact: 'asked' }), sentence('Next.')]
    expect(paragraphsOf(sentences, says)).toEqual(['What.', 'How. You asked.', 'Next.'])
    expect(paragraphsOf([sentence('What.', { fact: 'asked' }), sentence('How.')], says)).toEqual(['What.', 'How.'])
  })
  test('are three at most, the first as it is', () => {
    const sentences = ['What.', 'A longer reason.', 'Short.', 'Next.'].map((text) => sentence(text))
    expect(paragraphsOf(sentences, says)).toEqual(['What.', 'A longer reason.', 'Short. Next.'])
  })
  test('are broken at blank lines alone where there are any', () => {
    const sentences = ['What.\n\nHow.', 'And how.', 'Then.\n \n\nNext.'].map((text) => sentence(text))
    expect(paragraphsOf(sentences, says)).toEqual(['What.', 'How. And how. Then.', 'Next.'])
  })
  test('of an ending are of sixty words at most, broken between the parts of the list, unless it has blank lines', () => {
    const words = (n: number) => Array.from({ length: n }, () => 'word').join(' ')
    const of = (...texts: string[]) =>
      endingParagraphs(
        texts.map((text) => sentence(text)),
        says,
      )
    expect(of('One.', 'Two.')).toEqual(['One. Two.'])
    expect(of(words(40), words(15), words(25))).toEqual([words(40), words(40)])
    expect(of(words(LONG + 9)), 'one part is not broken').toEqual([words(LONG + 9)])
    expect(of(words(50), `${words(50)}\n\n${words(9)}`)).toEqual([words(100), words(9)])
  })
})

test('each ending has a sentence of its own', () => {
  const { endings, ending } = debriefed(...quietWay)
  expect(endings.map((e) => e.title)).toContain(ending.title)
  expect(new Set(endings.map((e) => e.gist)).size).toBe(endings.length)
})

test('at most three flagged sentences are asked about: one of each kind first, and one that is already explained only if there is no other', () => {
  const flag = (segment: string, kind: FlagView['kind']) => ({ segment, kind }) as FlagView
  const flags = ['n1', 'n2', 'n3', 'h1', 'q1'].map((id) => flag(id, id[0] === 'n' ? 'noticed' : id[0] === 'h' ? 'harmless' : 'question'))
  const asked = (list: FlagView[], except: string[] = []) => toExplain([{ flags: list }], except).asked.map((f) => f.segment)
  expect(asked([...flags, flag('m', 'missed')])).toEqual(['n1', 'h1', 'q1'])
  expect(toExplain([{ flags: [...flags, flag('m', 'missed')] }], []).flagged, 'all that were flagged').toBe(5)
  expect(asked(flags.slice(0, 3), ['n1'])).toEqual(['n2', 'n3'])
  expect(asked([flags[0]!], ['n1'])).toEqual(['n1'])
  expect(asked([flag('m', 'missed')])).toEqual([])
})

test('an unfinished attempt has no debrief', () => {
  expect(() => debrief({ ...given, steps: replay(compiled.play, [decide({ 'hello-act': 'sit' })]).steps })).toThrow('unfinished')
})

function lastScene(): PlayEvent[] {
  const scene = exampleResolved.scenes.record!
  const act = scene.decisions.find((d) => d.options.some((o) => o.to))!
  const option = act.options.find((o) => !o.sends && !o.when)!
  return [decide({ [act.id]: option.id })]
}
