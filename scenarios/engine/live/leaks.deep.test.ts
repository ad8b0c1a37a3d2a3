import { describe, expect, test } from 'vitest'
import { check, decide, ids, logOf, roomAfter, script, toJudgement } from '@/tests/support/example-room'
import { leaksIn, secretTexts } from '@/tests/support/live-leaks'
import { explore, onScreen, onScreenNow, onwardCommands, wanderingCommands } from '@/tests/support/room-model'
import { LIBRARY_SCENARIOS, exampleScript, libraryScript } from '@/tests/support/room-script'
import { type Ballot, PEOPLE, areFew } from './ballot'
import { type PlayState, type Segment, isAct, offered, sceneOf, shownSegments } from '../play/play'
import { submissionsOf } from '../play/graph'
import { outcomeOf, standingAfter, standingKey } from '../score/outcome'
import { type RoomHistory, carryOn, command, openRoom, roomState } from './room'
import type { RoomDebrief } from './debrief'
import { countsOf } from './facilitator'
import { type MomentTotals, NO_TOTALS } from './shown-totals'
import { type AnswerCount, momentTotals } from './totals'
import { type RoomState, isDisclosed, partsOf } from './room-state'
import type { Screen, RoomScript } from './script'
import { type RoomView, roomView } from './view'

const IN_MOMENT = ['reading', 'checking', 'weighed', 'voting', 'discussing', 'revealed', 'wording']
const SCREENS = ['participant', 'projector'] as const
const sent = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T
const unique = <T>(list: T[]): T[] => [...new Set(list)]

function totalsOf({ play, compiled: { key } }: RoomScript, ...voters: number[]): MomentTotals {
  const scenes = Object.values(play.scenes)
  const all = (ids: string[], n: number) => Object.fromEntries(ids.map((id) => [id, n]))
  const decisions = scenes.flatMap((s) => s.decisions)
  return {
    rounds: voters.map((n) => ({
      voted: n,
      sound: 1,
      reported: n,
      ratings: { 1: n, 4: n },
      few: areFew(n, 40, PEOPLE),
      counts: {
        looks: { genuine: n, unsure: n, approach: n },
        ...Object.fromEntries(
          decisions.map((d) => [
            d.id,
            all(
              d.options.map((o) => o.id),
              n,
            ),
          ]),
        ),
      },
    })),
    changed: voters[0]!,
    words: {
      voted: voters[0]!,
      few: areFew(voters[0]!, 40, PEOPLE),
      counts: Object.fromEntries(
        decisions.map((d) => [
          d.id,
          all(
            d.options.map((o) => o.id),
            voters[0]!,
          ),
        ]),
      ),
    },
    checks: {
      voted: voters[0]!,
      few: areFew(voters[0]!, 40, PEOPLE),
      counts: {
        check: all(
          scenes.flatMap((s) => s.checks.map((c) => c.id)),
          voters[0]!,
        ),
      },
    },
    flags: { by: voters.at(-1)!, few: areFew(voters.at(-1)!, 40, PEOPLE), counts: all(Object.keys(key.segments), voters.at(-1)!) },
  }
}

const walked = [
  { name: 'the example, hostile', of: exampleScript('hostile'), from: 'all sides' },
  { name: 'the example, genuine', of: exampleScript('genuine'), from: 'start to end' },
  ...LIBRARY_SCENARIOS.filter(([scenario]) => scenario === 'P01').map(([scenario, variant]) => ({
    name: `${scenario}, ${variant}`,
    of: libraryScript(scenario, variant),
    from: 'start to end',
  })),
]
describe.each(walked)('in every state of $name, from $from', ({ of, from }) => {
  const { play } = of
  const model =
    from === 'all sides'
      ? { attempts: wanderingCommands, keyOf: towardsEndings(of, onScreenNow(play)) }
      : { attempts: onwardCommands, keyOf: towardsEndings(of, onScreen(play)) }
  const states = [...explore(play, model).values()].map(({ history }) => history)
  const [many, dwindling] = [totalsOf(of, 12, 12), totalsOf(of, 12, 4)]
  const showTotals = (history: RoomHistory) => ['revealed', 'weighed', 'debrief'].includes(roomState(history).phase)
  const made = new Map<Screen, RoomView[]>()
  const viewsOf = (role: Screen): RoomView[] => {
    const views = made.get(role) ?? states.map((history) => sent(roomView(of, history, () => many, role)))
    made.set(role, views)
    return views
  }
  const views = (role: Screen) => [
    ...viewsOf(role),
    ...states.filter(showTotals).map((history) => sent(roomView(of, history, () => dwindling, role))),
  ]

  test('covers all phases and scenes, and every ending', () => {
    const reached = states.map((history) => roomState(history))
    const phases = ['lobby', 'opening', ...IN_MOMENT, 'consequence', 'debrief']
    const sends = Object.values(play.scenes).some((scene) => scene.decisions.some((d) => !isAct(d)))
    const all = [...phases.filter((phase) => phase !== 'wording' || sends), ...(from === 'all sides' ? ['closed'] : [])]
    expect([...new Set(reached.map((s) => s.phase))]).toEqual(expect.arrayContaining(all))
    expect(new Set(reached.map((s) => s.play.scene))).toEqual(new Set(Object.keys(play.scenes)))
    const endings = reached.filter((s) => s.phase === 'debrief').map((s) => outcomeOf(of.compiled, s.steps))
    expect(new Set(endings)).toEqual(new Set(Object.keys(of.compiled.key.endings)))
  })
  test.each(SCREENS)(
    'the %s gets nothing of the key, the facilitator’s part or what is to come, nor what fewer than five did [p:live-leaks]',
    (role) => {
      expect(unique(views(role).flatMap((view) => leaksIn(view, of, role)))).toEqual([])
      expect(unique(states.flatMap((history) => leaksIn(sent(countsOf(of, history, many, 40, role)), of, role)))).toEqual([])
    },
  )
  test('the facilitator always has variant and notes, totals from five on, and nothing else of the key [p:facilitator-totals-of-five]', () => {
    for (const history of states) {
      const view = roomView(of, history, () => many, 'facilitator')
      expect(view.facilitator?.variant).toBe(of.compiled.key.variant)
      const { rounds, changed, checks, words, flags } = countsOf(of, history, dwindling, 40, 'facilitator').facilitator!.totals
      expect([rounds[0], checks, words]).toEqual([{ ...dwindling.rounds[0], ratings: {} }, dwindling.checks, dwindling.words])
      expect(changed).toBeNull()
      expect([rounds[1], flags]).toEqual([
        { voted: 4, few: true, counts: {}, sound: null, reported: 0, ratings: {} },
        { by: 4, few: true, counts: {} },
      ])
      const leaks = view.debrief ? [] : leaksIn({ ...view, facilitator: null }, of, 'participant')
      expect(leaks.filter((leak) => !leak.endsWith('a flag on a detail of origin'))).toEqual([])
    }
  })
  test.each(SCREENS)(
    'the %s gets of each ending’s debrief what has been on the wall, part by part, and nothing before [p:live-leaks]',
    (role) => {
      const ends = states.filter((history) => {
        const { phase, reached, paused } = roomState(history)
        return phase === 'debrief' && reached.length === 1 && !paused
      })
      const each = new Map(ends.map((history) => [outcomeOf(of.compiled, roomState(history).steps), history]))
      expect(each.size).toBe(Object.keys(of.compiled.key.endings).length)
      const isScene = (part: string) => part in of.play.scenes
      for (let history of each.values()) {
        const { parts } = roomView(of, history, () => many, 'facilitator').debrief!
        for (const [n, part] of parts.entries()) {
          if (n > 0) history = (command(history, show(part)) as { history: RoomHistory }).history
          const view = sent(roomView(of, history, () => many, role))
          expect(leaksIn(view, of, role)).toEqual([])
          const shown = parts.slice(0, n + 1)
          // Phones have all decisions once the wall has shown one.
          const known = shown.some(isScene) ? [...shown, ...disclosedIn(view.debrief!).filter(isScene)] : shown
          expect(
            disclosedIn(view.debrief!).filter((disclosed) => !known.includes(disclosed)),
            `${part} in ${role}`,
          ).toEqual([])
          expect(disclosedIn(view.debrief!)).toContain(part)
        }
      }
    },
  )
  test('shows only what is on offer, what was found, and what has followed', () => {
    for (const [i, history] of states.entries()) {
      const { play: at, phase, steps, chosen } = roomState(history)
      const { scene, question, followed } = viewsOf('participant')[i]!
      const there = sceneOf(play, at)
      if (scene) {
        expect(scene.found.map((f) => f.id)).toEqual(there.checks.filter((c) => at.checks.includes(c.id)).map((c) => c.id))
        expect(shownSegments({ ...there, show: scene.show }, { facts: [], checks: [] }).map(words)).toEqual(
          shownSegments(there, at).map(words),
        )
      }
      const open = phase === 'reading' || at.phase !== 'scene' ? [] : offered(there, at)
      if (question?.kind === 'decide') expect(optionIds(question.act)).toEqual(open.filter(isAct).flatMap(optionIds))
      if (question?.kind === 'word') expect(question.sentences.map(optionIds)).toEqual(open.filter((d) => !isAct(d)).map(optionIds))
      expect(followed !== null).toBe(phase === 'consequence')
      if (followed) {
        const reports = steps.filter(({ event, before }) => event.type === 'report' && before.scene === at.scene)
        expect(followed.reply !== null).toBe(reports.length > 0)
        expect(followed.text === '').toBe(chosen !== null)
      }
    }
  })
})
const disclosedIn = (debrief: RoomDebrief): string[] => [
  'ratings',
  ...(debrief.verdict ? ['verdict'] : []),
  ...(['ending', 'signs', 'pages', 'keep'] as const).filter((part) => debrief[part] !== null),
  ...(debrief.reporting ? ['reporting'] : []),
  ...debrief.decisions.map(({ scene }) => scene),
]
/** States on the way to different endings differ, even if they look the same. */
const towardsEndings =
  ({ compiled }: RoomScript, shown: (state: RoomState) => string) =>
  (state: RoomState): string =>
    `${shown(state)} ${standingKey(standingAfter(compiled, state.steps))}`

const words = ({ id, text }: Segment) => ({ id, text })
const optionIds = ({ options }: { options: { id: string }[] }) => options.map((o) => o.id)

describe('both variants', () => {
  const variants = [exampleScript('hostile'), exampleScript('genuine')] as const
  /** Compares everything except texts, which may fork. */
  const bare = (value: unknown): string =>
    JSON.stringify(value, (name, part: unknown) => (WORDS.has(name) && (typeof part === 'string' || name === 'texts') ? '' : part))
  const logs = [...explore(variants[0].play, { attempts: onwardCommands, keyOf: onScreen(variants[0].play) }).values()]
    .filter(({ history }) => !isDisclosed(roomState(history)))
    .map(({ log }) => log)

  test.each(SCREENS)('look the same to the %s except for their words until the verdict: by ids, by what is offered, by totals', (role) => {
    expect(logs.length).toBeGreaterThan(50)
    expect(logs.some((log) => log.at(-1)?.type === 'conclude')).toBe(true)
    for (const log of logs) {
      const views = variants.map((of) => {
        const history = carryOn(openRoom(of.play), log)
        const { moment, play } = roomState(history)
        const answers = play.phase === 'scene' ? answersTo(of, play) : []
        return bare([
          roomView(of, history, (m) => momentTotals(of, history, m, m === moment ? answers : []), role),
          countsOf(of, history, momentTotals(of, history, moment, answers), 40, role),
        ])
      })
      expect(views[0]).toBe(views[1])
    }
  })
  test('differ in the debrief, so the comparison is not blind', () => {
    const seen = variants.map((of) =>
      bare(roomView(of, carryOn(openRoom(of.play), logOf([...toJudgement, 'conclude', show('verdict')])), () => NO_TOTALS, 'projector')),
    )
    expect(seen[0]).not.toBe(seen[1])
  })
})
const show = (part: string) => ({ type: 'show', part }) as const
const WORDS = new Set(['text', 'texts', 'finding', 'lead', 'reply', 'chose'])
const answersTo = ({ play }: RoomScript, at: PlayState): AnswerCount[] =>
  [...submissionsOf(sceneOf(play, at), at)].flatMap((choices, i) => [
    { about: 'round-1', answer: { kind: 'decide', choices, reported: true, rating: 4 } as Ballot, n: 6 + i },
    { about: 'round-1', answer: { kind: 'decide', choices } as Ballot, n: 6 },
  ])

describe('a doctored view is caught', () => {
  const {
    play,
    compiled: { key },
    fill,
  } = script
  const [few, many] = [totalsOf(script, 4), totalsOf(script, 12)]
  const parts = partsOf(roomState(roomAfter(...toJudgement)).steps)
  const debriefed = [...toJudgement, 'conclude', ...parts.map(show)] as const
  const seen = (history: RoomHistory, totals = many, role: Screen = 'participant') => sent(roomView(script, history, () => totals, role))
  const views = {
    lobby: seen(roomAfter()),
    reading: seen(roomAfter('start')),
    checked: seen(roomAfter('start', 'askChecks', check('ask-colleague'))),
    voting: seen(roomAfter('start', 'vote')),
    revealed: seen(roomAfter('start', 'vote', 'reveal')),
    followed: seen(roomAfter('start', decide({ 'hello-act': 'accept' }))),
    concluded: seen(roomAfter(...toJudgement, 'conclude')),
    debrief: seen(roomAfter(...debriefed)),
  }
  function put(view: RoomView, path: string, value: unknown): unknown {
    const copy: unknown = structuredClone(view)
    const steps = path.split('.')
    const last = steps.pop()!
    const into = steps.reduce((node, step) => (node as Record<string, unknown>)[step], copy) as Record<string, unknown>
    into[last] = value
    return copy
  }
  const origin = ids('segment', 'hl-works')
  const facilitator = seen(roomAfter('start'), many, 'facilitator')
  const doctored: [what: string, view: unknown, leak: RegExp][] = [
    ['a rubric', put(views.voting, 'question.act.options.0.rubric', { verify: 2 }), /rubric: a field of the key/],
    ['a bare number', put(views.voting, 'question.act.options.0.points', 2), /a number/],
    ['a bare yes', put(views.voting, 'question.act.options.0.right', true), /a yes or no/],
    ['a weight', put(views.voting, 'question.act.weight', 2), /weight: a field of the key/],
    ['a cue', put(views.reading, 'scene.show.0.rows.0.cue', 'decoy'), /cue: a field of the key/],
    ['what a segment is about', put(views.reading, 'scene.show.0.rows.1.about', 'origin'), /about: a field of the key/],
    ['a reason', put(views.reading, 'scene.show.0.rows.0.text', fill(key.segments[ids('segment', 'hl-praise')]!.why!)), /a reason/],
    ['an indicator', put(views.reading, 'scene.lead', 'Flattery tied to your access'), /an indicator/],
    ['a source', put(views.reading, 'scene.lead', 'G-02'), /a source/],
    ['the variant', put(views.lobby, 'variant', 'genuine'), /variant: a field of the key/],
    ['the variant elsewhere', put(views.lobby, 'title', 'hostile'), /the variant/],
    ['the verdict', put(views.lobby, 'title', fill(key.verdict.text[0]!.text)), /the verdict/],
    ['an ending', put(views.reading, 'scene.lead', 'How it ended: The report linked three cases.'), /an ending/],
    ['a note', put(views.reading, 'scene.lead', key.notes.scenes[play.start]!.ask), /a note/],
    ['the facilitator’s part', put(views.reading, 'facilitator', facilitator.facilitator), /what is for the facilitator alone/],
    ['who is there', { now: 1, view: views.reading, counts: null, people: [] }, /people: what is for the facilitator alone/],
    ['totals too early', put(views.voting, 'totals', views.revealed.totals), /totals before they are revealed/],
    ['a small round', put(views.revealed, 'totals.rounds.0.voted', 4), /totals of 4/],
    ['few flags', put(views.revealed, 'totals.flags.by', 3), /totals of 3/],
    ['a flag on a detail of origin', put(views.revealed, `totals.flags.counts.${origin}`, 7), /a flag on a detail of origin/],
    ['a guard', put(views.reading, 'scene.show.0.when', { fact: 'x' }), /a guard/],
    ['where an option leads', put(views.voting, 'question.act.options.0.to', [{}]), /to: a field of the key/],
    ['what an option sets', put(views.voting, 'question.act.options.0.sets', {}), /sets: a field of the key/],
    ['a fact', put(views.reading, 'scene.lead', ids('fact', 'linked')), /a fact/],
    ['a fact as a name', put(views.reading, `scene.cast.${ids('fact', 'linked')}`, {}), /a fact/],
    ['a scene to come', put(views.reading, 'scene.lead', ids('scene', 'request')), /a scene or ending to come/],
    ['a consequence to come', put(views.voting, 'question.act.options.0.text', 'You are connected.'), /a consequence/],
    ['a reply to come', put(views.voting, 'question.act.options.0.text', '“Thank you for ringing.”'), /a reply/],
    ['a reply in the wrong place', put(views.followed, 'scene.lead', '“Thank you for ringing.”'), /a reply/],
    ['how it looks to the room', put(views.revealed, 'totals.rounds.0.ratings', { 4: 12 }), /ratings: a field of the key/],
    ['what telling is worth', put(views.voting, 'scene.worth', 2), /worth: a field of the key/],
    ['a consequence in the wrong place', put(views.followed, 'scene.lead', 'You are connected.'), /a consequence/],
    ['what followed, at the wrong time', put(views.voting, 'followed', views.followed.followed), /followed: what followed, before it did/],
    ['a finding not yet made', put(views.reading, 'scene.lead', 'No other page has it.'), /a finding/],
    ['a debrief too early', put(views.revealed, 'debrief', views.debrief.debrief), /debrief: the debrief/],
    [
      'the facilitator’s part in the debrief',
      put(views.debrief, 'facilitator', facilitator.facilitator),
      /what is for the facilitator alone/,
    ],
    ['a debrief where there is none yet', put(views.concluded, 'phase', 'revealed'), /debrief: the debrief/],
    ['the outcome', put(views.reading, 'scene.lead', 'held'), /a scene or ending to come/],
    [
      'the moment that mattered, before the verdict',
      put(views.concluded, 'debrief.moment', views.debrief.debrief!.moment),
      /moment: a part/,
    ],
    ['an ending before the verdict', put(views.concluded, 'debrief.ending', views.debrief.debrief!.ending), /ending: a part/],
    ['signs before the verdict', put(views.concluded, 'debrief.signs', views.debrief.debrief!.signs), /signs: a part/],
    ['a decision before the verdict', put(views.concluded, 'debrief.decisions', views.debrief.debrief!.decisions), /decisions: a part/],
    ['sources before the verdict', put(views.concluded, 'debrief.sources', views.debrief.debrief!.sources), /sources: a part/],
    ['which steps there are', put(views.concluded, 'debrief.parts', views.debrief.debrief!.parts), /parts: pages/],
    ['when one could know', put(views.concluded, 'debrief.ratings.0.decided', true), /what could be known by then/],
    ['what one could know by', put(views.concluded, 'debrief.ratings.0.seen', ['Flattery']), /what could be known by then/],
    ['how many judged rightly', put(views.concluded, 'debrief.ratings.0.room', { mean: 3, said: 12, sound: 1 }), /more than how it looked/],
    ['a small round in the debrief', put(views.debrief, 'debrief.decisions.0.totals.rounds.0.voted', 4), /totals of 4/],
    ['few flaggers in the debrief', put(views.debrief, 'debrief.signs.list.0.of', 4), /flags of fewer than five/],
    ['a sign that one flagged', put(views.debrief, 'debrief.signs.list.0.flagged', 1), /one or two flagged/],
    ['a sign of origin in the debrief', put(views.debrief, 'debrief.signs.list.0.segment', origin), /a detail of origin is pointed at/],
    [
      'a flag of origin in the debrief',
      put(views.debrief, `debrief.decisions.0.totals.flags.counts.${origin}`, 9),
      /a flag on a detail of origin/,
    ],
    [
      'counts with the facilitator’s part',
      sent(countsOf(script, roomAfter('start', 'vote'), many, 9, 'facilitator')),
      /what is for the facilitator alone/,
    ],
    ['a page with a reason', `<p>${fill(key.segments[ids('segment', 'hl-praise')]!.why!)}</p>`, /a reason/],
    ['a page with a fact', `{"sets":"${ids('fact', 'linked')}"}`, /the fact/],
  ]
  test.each(doctored)('%s', (_, view, leak) => {
    for (const role of SCREENS) expect(leaksIn(view, script, role).join('; ')).toMatch(leak)
    expect(leaksIn(view, script, 'facilitator')).toEqual([])
  })
  test('but an honest one passes', () => {
    for (const view of Object.values(views))
      expect(leaksIn({ now: 1, view, counts: { joined: 9, answered: 3, facilitator: null }, people: null }, script, 'projector')).toEqual(
        [],
      )
    expect(leaksIn(JSON.stringify(views.followed), script, 'projector')).toEqual([])
    expect(seen(roomAfter('start', 'vote', 'reveal'), few).totals).toEqual({ rounds: [null], changed: null, flags: null })
  })
  test.each(walked)('hardly any text of the key also appears openly, where it could not be searched for: $name', ({ of }) => {
    const { segments, options, endings } = of.compiled.key
    const secrets = secretTexts(of)
    const texts = [
      ...Object.values(segments).map((s) => s.why),
      ...Object.values(options).flatMap((o) => Object.values(o).map((x) => x.why)),
      ...Object.values(endings).flatMap((e) => e.text.map(({ text }) => text)),
      ...Object.values(of.compiled.key.reports).map((t) => t.why),
    ]
    const missing = texts.filter((text) => text !== undefined && !secrets.has(text))
    expect(missing).toEqual([])
  })
})
